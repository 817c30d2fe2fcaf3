"""Where journeys happen: a board of the demonstration with everybody at work, and one enterprise behind its gate."""

from dataclasses import replace
from datetime import date, datetime
from functools import cached_property

from antt_portal.core.clock import local_date
from antt_portal.demo.companies import Company, Story
from antt_portal.demo.evidence import stock
from antt_portal.demo.facts import Facts
from antt_portal.demo.filings import Enterprise, Filing
from antt_portal.demo.instruments import give_thai_binh
from antt_portal.demo.people import Cast
from antt_portal.demo.places import SINCE, found_thai_binh
from antt_portal.demo.roster import THAI_BINH_INVESTORS
from antt_portal.tests.journeys.moment import Clock
from enterprises.actor import Actor
from enterprises.models import Capacity, Membership, OrganisationKind, Role
from enterprises.organisations import place, register
from reports.models import Report, ReportKind
from reports.opening import open_year

YEAR = 2026
ZONE = "song-xanh"
AN_PHU = Company("Công ty TNHH Thử Nghiệm An Phú", ZONE, "electronics", 640, Story.FRESH, traits="fh", number=20_105)
GIA_HUNG = Company("Công ty CP Thử Nghiệm Gia Hưng", ZONE, "wood", 320, Story.FRESH, traits="h", number=20_109)
HAI_DANG = Company("Công ty TNHH Ví Dụ Hải Đăng", ZONE, "mechanics", 410, Story.FRESH, number=20_110)
KIM_LONG = Company("Công ty CP Ví Dụ Kim Long", ZONE, "food", 290, Story.FRESH, number=20_112)
SONG_XANH = replace(THAI_BINH_INVESTORS[0], kind=OrganisationKind.INVESTOR, number=20_120)
FILES_HOLD_UNTIL = date(2030, 12, 31)


class Scene:
    """Built by the verbs that the pages use; the clock stands where the last of them was called."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        founded = clock.set(2024, 9, 1)
        self.place = found_thai_binh(at=founded, today=date(2026, 1, 1))
        give_thai_binh(self.place, at=founded)
        self._cast = Cast(at=founded)
        self.office = self._cast.staff_of(self.place)
        self.enterprise = self.settle(AN_PHU, at=founded)

    @property
    def editor(self):
        return self.enterprise.team.editor

    @property
    def head(self):
        return self.enterprise.team.head

    @property
    def officer(self):
        return self.enterprise.officer

    @cached_property
    def investor(self) -> Actor:
        """The head of the infrastructure investor of the zone, registered when first asked for."""
        return self.settle(SONG_XANH, at=self.clock.now()).team.head

    def somebody(self, who: str) -> Actor:
        """By the word a test uses: "editor", "officer", "unit_head", "agent", "administrator", "investor"."""
        if who == "investor":
            return self.investor
        if who == "administrator":
            staff = Membership.objects.select_related("user", "organisation")
            return Actor.of(staff.get(role=Role.ADMINISTRATOR, organisation=self.place.office))
        return getattr(self, who) if who in {"editor", "head", "officer"} else getattr(self.office, who)

    def settle(self, company: Company, *, at: datetime) -> Enterprise:
        """Register a company with its two people."""
        by = self.office.unit_head
        organisation = register(
            self.place.board,
            company.kind,
            company.name,
            by=by,
            at=at,
            since=SINCE,
            tax_code=company.tax_code,
            address="Lô 7, đường số 3",
            size=company.size,
            recogniser=self.place.recogniser,
        )
        capacity = Capacity.INVESTOR if company.kind == OrganisationKind.INVESTOR else Capacity.TENANT
        place(organisation, self.place.zones[company.zone], capacity, by=by, at=at, since=SINCE)
        team = self._cast.team_of(company, self.place, organisation, since=SINCE)
        return Enterprise(company, organisation, team, self.place, self.office, YEAR - 1)

    def open(self, year: int = YEAR) -> None:
        """What the nightly task does on the first day of an evaluation year."""
        open_year(year, at=self.clock.set(year - 1, 11, 16, 1))

    def report(self, kind: ReportKind) -> Report:
        found = Report.objects.select_related("organisation")
        return found.get(organisation=self.enterprise.organisation, kind=kind, year=YEAR)

    def facts(self) -> Facts:
        return self.enterprise.facts(YEAR, local_date(self.clock.now()))

    def filing(
        self, enterprise: Enterprise | None = None, *, year: int = YEAR, themes: tuple[str, ...] | None = None
    ) -> Filing:
        """The self-assessment filled by verbs (or these themes of it), with files from a stocked library."""
        at, filer = self.clock.set(year, 10, 12), enterprise or self.enterprise
        if not filer.shelf:
            filer.shelf = stock(filer.facts(year, local_date(at)), until=FILES_HOLD_UNTIL, by=filer.team.editor, at=at)
        return Filing(filer, ReportKind.SELF_ASSESSMENT, year).fill(at=at, themes=themes)

    def accepted(self, enterprise: Enterprise | None = None, *, year: int = YEAR) -> Filing:
        filing = self.filing(enterprise, year=year).submit(at=self.clock.now()).assign(at=self.clock.now())
        at = self.clock.set(year, 10, 20)
        return filing.review(at=at).accept(at=at)
