"""Last year's self-assessments, one story per status, and this year's registrations."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from antt_portal.core.clock import local_date
from antt_portal.demo.answers import content_for
from antt_portal.demo.companies import Registering, Story
from antt_portal.demo.filings import Filing
from antt_portal.demo.moments import Moments
from antt_portal.demo.narratives import theme
from enterprises.models import Organisation
from reports.answering import Content, carry_forward, confirm_answer
from reports.barring import undecided_events
from reports.consulting import answer_opinion, ask_opinion
from reports.library import confirm_use
from reports.models import Conclusion, EvidenceUse, Opinion, Stance
from reports.reviewing import decide_barring_event

TO_MEND = {
    "5": "Số camera đang hoạt động chưa khớp với ảnh hiện trường; ghi lại số thực tế.",
    "8": "Nêu rõ ngày họp đánh giá và số bộ phận dự họp.",
}
QUESTION = "Đề nghị cho ý kiến về việc chấp hành quy chế phối hợp và tình hình an ninh trật tự trong năm."


class LastYear:
    """Tells what became of one self-assessment. ``index`` spreads the enterprises of a board over the days."""

    def __init__(self, filing: Filing, moments: Moments, index: int) -> None:
        self.filing = filing
        self.moments = moments
        self.index = index

    def ago(self, workdays: int, hour: int = 9) -> datetime:
        return self.moments.ago(workdays, hour=hour, minute=(7 * self.index) % 60, year=self.filing.year)

    def tell(self, story: Story) -> None:
        tellers: dict[Story, Callable[[], object]] = {
            **dict.fromkeys(
                (Story.RECOGNISED, Story.APPROVED, Story.PROPOSED, Story.LISTED, Story.ACCEPTED), self.accepted_in_time
            ),
            Story.BARRED: self.barred,
            Story.FRESH: partial(self.handed_in, 3 + self.index % 5),
            Story.STARTED: self.started,
            Story.OPINION_ASKED: self.opinion_asked,
            Story.OPINION_ANSWERED: self.opinion_answered,
            Story.OPINION_SILENT: self.opinion_silent,
            Story.EVENT: self.event_undecided,
            Story.RETURNED: self.returned,
            Story.RETURNED_LATE: self.returned_and_late,
            Story.RESUBMITTED: self.resubmitted,
            Story.READY: lambda: self.filing.fill(at=self.ago(3)),
            Story.CARRIED: self.carried,
            Story.BEGUN: lambda: self.filing.fill(at=self.ago(4), themes=("1", "2", "5")),
        }
        if teller := tellers.get(story):
            teller()

    def accepted_in_time(self) -> None:
        """Handed in early in October, accepted within a week."""
        day = partial(self.moments.on, self.filing.year, 10, 2)
        offset = self.index % 12
        self.filing.fill(at=day(plus=offset)).submit(at=day(plus=offset, hour=10)).assign(at=day(plus=offset, hour=14))
        self.filing.review(at=day(plus=offset + 2, hour=15)).accept(at=day(plus=offset + 3, hour=8))

    def barred(self) -> None:
        """It declared an event; the officer decided that it occurred, so that the year is not met."""
        day = partial(self.moments.on, self.filing.year, 10, 6)
        filing, officer = self.filing, self.filing.enterprise.officer
        filing.fill(at=day()).submit(at=day(hour=10)).assign(at=day(hour=14))
        self._ask(day(plus=1), due=day(plus=6))
        self._answer(Stance.OBJECTS, "Có vụ đánh nhau đã xử phạt hành chính hai người lao động.", at=day(plus=4))
        for event in undecided_events(filing.report):
            decide_barring_event(
                filing.report,
                event,
                occurred=True,
                force_majeure=False,
                reason="Có quyết định xử phạt hành chính và quyết định kỷ luật cảnh cáo.",
                by=officer,
                at=day(plus=5),
                seen=filing.report.version,
            )
        filing.review(at=day(plus=5), unmet=("c3",))
        note = "Tiêu chí 3 chưa đạt: có người lao động bị xử phạt và bị kỷ luật cảnh cáo (điểm h)."
        filing.accept(at=day(plus=6), conclusion=Conclusion.NOT_QUALIFIED, note=note)

    def handed_in(self, workdays: int) -> Filing:
        return self.filing.fill(at=self.ago(workdays, 8)).submit(at=self.ago(workdays, 16))

    def assigned(self, workdays: int) -> Filing:
        return self.handed_in(workdays).assign(at=self.ago(workdays - 1))

    def started(self) -> None:
        self.assigned(8).review(at=self.ago(2), themes=("1", "2", "3", "4"))

    def opinion_asked(self) -> None:
        self.assigned(9)
        self._ask(self.ago(5), due=None)

    def opinion_answered(self) -> None:
        self.assigned(9).review(at=self.ago(3), themes=("1", "3", "5"))
        self._ask(self.ago(7), due=None)
        text = "Thống nhất; đề nghị bổ sung camera hướng ra đường gom."
        self._answer(Stance.REMARKS, text, at=self.ago(1))

    def opinion_silent(self) -> None:
        self.assigned(14)
        self._ask(self.ago(11), due=self.ago(4))

    def event_undecided(self) -> None:
        themes = [theme(answer.obligation) for answer in self.filing.answers()]
        self.assigned(7).review(at=self.ago(2), themes=[one for one in themes if one != "c3"])

    def returned(self, sent_back: int = 5) -> None:
        self.assigned(sent_back + 7).review(at=self.ago(sent_back), to_mend=TO_MEND)
        note = "Các nội dung khác đã đầy đủ."
        self.filing.send_back(at=self.ago(sent_back, 15), mend_by=self.moments.ahead(4), note=note)

    def returned_and_late(self) -> None:
        self.assigned(18).review(at=self.ago(13), to_mend=TO_MEND)
        self.filing.send_back(at=self.ago(13, 15), mend_by=local_date(self.ago(3)))

    def resubmitted(self) -> None:
        self.returned(sent_back=8)
        self.filing.mend(mended(self.filing, at=self.ago(3)), at=self.ago(3)).submit(at=self.ago(2))

    def carried(self) -> None:
        """Filled from the year before; a few answers and one file confirmed so far."""
        editor = self.filing.enterprise.team.editor
        carry_forward(self.filing.report, by=editor, at=self.ago(6))
        for answer in self.filing.answers(("1", "3", "7")):
            confirm_answer(answer, by=editor, at=self.ago(5), seen=answer.version)
        first_use = EvidenceUse.objects.filter(answer__report=self.filing.report).order_by("pk")[0]
        confirm_use(first_use, by=editor, at=self.ago(5))

    def _ask(self, at: datetime, *, due: datetime | None) -> None:
        agency: Organisation = self.filing.enterprise.place.police
        due_on = local_date(due) if due else self.moments.ahead(3)
        by = self.filing.enterprise.officer
        ask_opinion(self.filing.report, agency, question=QUESTION, due_on=due_on, by=by, at=at)

    def _answer(self, stance: Stance, text: str, *, at: datetime) -> None:
        opinion = Opinion.objects.select_related("report__organisation", "agency", "asked_by").get(
            report=self.filing.report
        )
        agent = self.filing.enterprise.office.agent
        answer_opinion(opinion, stance=stance, text=text, by=agent, at=at, seen=opinion.version)


def mended(filing: Filing, *, at: datetime) -> dict[str, Content]:
    """What the enterprise changes after a return: the cameras that really work, and a plainer text."""
    facts = filing.enterprise.facts(filing.year, local_date(at))
    changes = {}
    for answer in filing.answers(TO_MEND):
        content = content_for(answer.obligation, facts)
        figures = dict(answer.figures)
        if camera := figures.get("camera"):
            figures["camera"] = {**camera, "working": camera["working"] - 3}
        told = f"{content.narrative} Đã kiểm tra lại tại hiện trường và ghi số thực tế."
        changes[theme(answer.obligation)] = replace(content, figures=figures, narrative=told)
    return changes


def register_again(filing: Filing, moments: Moments, how_far: Registering) -> None:
    """This year's registration, opened a short while ago."""
    ago = partial(moments.ago, year=filing.year, minute=filing.enterprise.company.number % 60)
    if how_far == Registering.DRAFT:
        filing.fill(at=ago(1), themes=("plan",))
        return
    filing.fill(at=ago(4)).submit(at=ago(4, hour=15))
    if how_far == Registering.RETURNED:
        to_mend = {"plan": "Kế hoạch chưa có người phụ trách từng việc; bổ sung."}
        filing.assign(at=ago(3)).review(at=ago(2), to_mend=to_mend)
        filing.send_back(at=ago(2, hour=14), mend_by=moments.ahead(5))
    if how_far == Registering.ACCEPTED:
        filing.assign(at=ago(3)).review(at=ago(2)).accept(at=ago(1))
