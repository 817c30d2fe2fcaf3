"""Three years of a board's enterprises: the first complete, the second in every status, the third just opened."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from antt_portal.demo.companies import Registering, Story
from antt_portal.demo.filings import Enterprise, Filing
from antt_portal.demo.moments import Moments
from antt_portal.demo.people import Office
from antt_portal.demo.places import Place
from antt_portal.demo.recognitions import Listing
from antt_portal.demo.stories import TO_MEND, LastYear, mended, register_again
from reports.models import Conclusion, Report, ReportKind

# What was special in the first year, by the keys of companies.
RETURNED_ONCE = {"binh-minh", "gia-hung", "cang-xanh"}
NOT_QUALIFIED, REFUSED, REVOKED = {"khanh-an"}, {"hai-dang"}, {"cat-tuong"}
UNMET_NOTE = "Tiêu chí 5 chưa đạt: kết quả xếp loại các bộ phận không có biên bản bình xét."


@dataclass
class Chronicle:
    """One board's story; the enterprises file in the order of its list."""

    place: Place
    office: Office
    enterprises: list[Enterprise]
    moments: Moments

    def _filing_in(self, year: int) -> list[Enterprise]:
        joined = year - self.moments.first
        return [one for one in self.enterprises if one.company.joins <= joined and one.company.story != Story.EXEMPT]

    def registrations(self, year: int) -> None:
        """Everybody registers between 20 January and March, and is accepted within a week."""
        for index, enterprise in enumerate(self._filing_in(year)):
            offset = index % 30
            day = partial(self.moments.on, year, 1, 20)
            filing = Filing(enterprise, ReportKind.REGISTRATION, year)
            filing.fill(at=day(plus=offset)).submit(at=day(plus=offset, hour=11))
            filing.assign(at=day(plus=offset + 1)).review(at=day(plus=offset + 3))
            filing.accept(at=day(plus=offset + 3, hour=15))

    def first_year(self) -> None:
        year = self.moments.first
        self.registrations(year)
        filings = [
            self._first_assessment(Filing(enterprise, ReportKind.SELF_ASSESSMENT, year), index)
            for index, enterprise in enumerate(self._filing_in(year))
        ]
        qualified = [one.report for one in filings if one.report.conclusion == Conclusion.QUALIFIED]
        refused = {one.report.pk for one in filings if one.enterprise.company.key in REFUSED}
        day = partial(self.moments.on, year, 11)
        listing = Listing(self.place, self.office, qualified, year=year, at=day(day=4))
        listing.propose(at=day(day=4, hour=10)).approve(at=day(day=6))
        listing.decide(at=day(day=18, hour=14), refuses=lambda entry: entry.report_id in refused)
        for one in filings:
            if one.enterprise.company.key in REVOKED:
                listing.revoke(one.report, at=self.moments.on(year + 1, 4, 14))

    def _first_assessment(self, filing: Filing, index: int) -> Filing:
        offset = index % 12
        day = partial(self.moments.on, filing.year, 10, 2)
        filing.fill(at=day(plus=offset)).submit(at=day(plus=offset, hour=10)).assign(at=day(plus=offset, hour=14))
        reviewed = day(plus=offset + 2)
        key = filing.enterprise.company.key
        if key in RETURNED_ONCE:
            filing.review(at=reviewed, to_mend=TO_MEND)
            filing.send_back(at=reviewed, mend_by=day(plus=offset + 6).date())
            filing.mend(mended(filing, at=day(plus=offset + 3)), at=day(plus=offset + 3))
            filing.submit(at=day(plus=offset + 4))
            reviewed = day(plus=offset + 5)
        if key in NOT_QUALIFIED:
            filing.review(at=reviewed, unmet=("c5",))
            return filing.accept(at=reviewed, conclusion=Conclusion.NOT_QUALIFIED, note=UNMET_NOTE)
        return filing.review(at=reviewed).accept(at=reviewed)

    def last_year(self) -> None:
        year = self.moments.last
        self.registrations(year)
        for index, enterprise in enumerate(self._filing_in(year)):
            filing = Filing(enterprise, ReportKind.SELF_ASSESSMENT, year)
            LastYear(filing, self.moments, index).tell(enterprise.company.story)
        self._listings(year)

    def _listings(self, year: int) -> None:
        """One list decided in time, one approved, one before the leader, one still being made.

        A board that decides itself does so by a letter (``demo.letters``).
        """
        day, ago = partial(self.moments.on, year, 11), partial(self.moments.ago, year=year)
        decided = self._listing(Story.RECOGNISED, year, at=day(day=3))
        decided.propose(at=day(day=3, hour=10)).approve(at=day(day=5))
        if not decided.batch.decided_by_board:
            decided.decide(at=day(day=12, hour=8))
        approved = self._listing(Story.APPROVED, year, at=ago(6))
        approved.propose(at=ago(5)).approve(at=ago(3))
        self._listing(Story.PROPOSED, year, at=ago(3)).propose(at=ago(2))
        if self._reports(Story.LISTED, year):
            self._listing(Story.LISTED, year, at=ago(1))

    def _listing(self, story: Story, year: int, *, at: datetime) -> Listing:
        return Listing(self.place, self.office, self._reports(story, year), year=year, at=at)

    def _reports(self, story: Story, year: int) -> list[Report]:
        listed = [one.organisation for one in self.enterprises if one.company.story == story]
        reports = Report.objects.filter(organisation__in=listed, kind=ReportKind.SELF_ASSESSMENT, year=year)
        return list(reports.select_related("organisation").order_by("organisation__sort_key"))

    def present_year(self) -> None:
        for enterprise in self._filing_in(self.moments.present):
            if (how_far := enterprise.company.registering) != Registering.NOTHING:
                filing = Filing(enterprise, ReportKind.REGISTRATION, self.moments.present)
                register_again(filing, self.moments, how_far)
