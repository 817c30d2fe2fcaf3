"""Campaigns as the board and those who report daily meet them: planned, in the middle of its days, copied."""

from datetime import date, datetime, timedelta

from antt_portal.core.clock import VIETNAM
from antt_portal.tests.journeys.scene import YEAR
from antt_portal.tests.journeys.situations.sight import Sight, Situation
from directives.asking import directing
from directives.asking.directing import Line
from directives.campaigns import campaigning
from directives.campaigns.campaigning import Shift, Window
from directives.campaigns.copying import copy_for
from directives.models import Campaign, Group
from directives.tests.audiences import Scene as Audience
from directives.tests.audiences import a_directive, send_out
from directives.tests.office import Office, delegated
from enterprises.models import OrganisationKind, Role
from enterprises.tests.factories import OrganisationFactory, actor
from reports.campaigns.compiling import compile_day
from reports.campaigns.daily import report_day, report_nothing
from reports.campaigns.owing import open_days
from reports.incidents.reporting import Facts, zones_of
from reports.incidents.reporting import report as report_incident
from reports.models import DailyReport, IncidentType

DAY = date(YEAR, 3, 11)
AROUND_TET = Window(tet_year=YEAR + 1, starts_offset=-57, ends_offset=15)
NOW = Window(starts_on=date(YEAR, 3, 2), ends_on=date(YEAR, 3, 20), daily_from=date(YEAR, 3, 10), daily_to=DAY)


def campaign(one: "Planned") -> list[object]:
    return [one.campaign.public_id]


def day(one: "UnderWay") -> list[object]:
    return [one.campaign.public_id, f"{DAY}"]


def daily(name: str):
    return lambda one: [getattr(one, name).public_id]


class Planned(Situation):
    """One around Tết with its ladder, no letter yet; one step is late, one is done."""

    window, name = AROUND_TET, "Cao điểm ANTT Tết Nguyên đán Đinh Mùi 2027"

    def make(self):
        at = self.scene.clock.set(YEAR, 12, 1)
        self.campaign = self._made(at)
        done = self.campaign.steps.all()[1]
        campaigning.finish_step(done, done=True, by=self.scene.officer, at=at)

    def _made(self, at: datetime) -> Campaign:
        return campaigning.create(self.scene.place.board, self.name, self.window, by=self.scene.officer, at=at)

    sights = (
        Sight("officer", "reports:campaigns"),
        Sight("officer", "reports:campaign-new"),
        Sight("officer", "reports:campaign", campaign),
        Sight("leader", "reports:campaign", campaign),
        Sight("officer", "reports:campaign-edit", campaign),
        Sight("officer", "reports:campaign-copy", campaign),
    )


class UnderWay(Planned):
    """In the afternoon of a day: the investor reported nothing and had an incident then, a unit has yet to report."""

    window, name = NOW, "Cao điểm bảo đảm an ninh, trật tự dịp lễ"

    def make(self):
        scene = self.scene
        self.investor = scene.somebody("investor")
        at = scene.clock.set(YEAR, 3, 10)
        self.campaign = self._made(at)
        self._letter_is_out()
        campaigning.open_campaign(self.campaign, by=scene.officer, at=at, seen=self.campaign.version)
        self.campaign.refresh_from_db()
        self._roster()
        open_days(at=at)
        at = scene.clock.set(YEAR, 3, 11, 15)
        open_days(at=at)
        self._days(at)

    def _letter_is_out(self) -> None:
        scene = self.scene
        own, people = scene.place.office, scene.office
        delegation = delegated(own, people.leader)
        office = Office(own, scene.officer, people.unit_head, people.leader, people.clerk, delegation)
        self.unit = OrganisationFactory(
            board=own.board, kind=OrganisationKind.UNIT, parent=own, name="Phòng Thử Nghiệm"
        )
        landlord, tenant = self.investor.organisation, scene.enterprise.organisation
        zone = landlord.tenancies.get().zone
        made = Audience(office, [zone], [landlord], [[tenant]], tenant, tenant, {})
        lines = [Line(group=Group.INVESTORS), Line(group=Group.ORGANISATION, organisation=self.unit)]
        directive = a_directive(made, lines=lines)
        directing.join(directive, self.campaign, acknowledge_workdays=3, by=scene.officer, at=scene.clock.now())
        send_out(made, directive)

    def _roster(self) -> None:
        starts_at = datetime(YEAR, 3, 11, 7, tzinfo=VIETNAM)
        shifts = [
            Shift(
                organisation=self.scene.place.office,
                starts_at=starts_at + timedelta(hours=12 * number),
                ends_at=starts_at + timedelta(hours=12 * (number + 1)),
                person=person,
                phone="0227 3 000 000",
            )
            for number, person in enumerate(["Nguyễn Văn Mẫu, Phó Trưởng ban", "Trần Thị Thử, chuyên viên"])
        ]
        campaigning.put_on_duty(self.campaign, shifts, by=self.scene.officer, at=self.scene.clock.now())

    def _days(self, at: datetime) -> None:
        wanted = DailyReport.objects.filter(day=DAY).select_related("campaign", "organisation")
        self.own = wanted.get(organisation=self.investor.organisation)
        self.of_unit = wanted.get(organisation=self.unit)
        self.missing = DailyReport.objects.exclude(day=DAY).get(organisation=self.investor.organisation)
        report_nothing(self.own, by=self.investor, at=at - timedelta(hours=4), seen=0)
        zone = zones_of(self.investor.organisation, at=at)[0]
        said = Facts(
            type=IncidentType.FIGHT, happened_at=at - timedelta(hours=1), place="Cổng số 2", text="Xô xát.", zone=zone
        )
        report_incident(said, by=self.investor, at=at)
        report_day(self.own, "Hai nhóm xô xát ở cổng, đã giải tán.", by=self.investor, at=at, seen=1)
        report_incident(said, by=self.investor, at=at)
        compile_day(self.campaign, DAY, "Tình hình ổn định.", by=self.scene.officer, at=at, seen=0)
        self.editor_of_unit = actor(Role.EDITOR, self.unit)

    sights = (
        Sight("officer", "reports:campaigns"),
        Sight("officer", "reports:campaign", campaign),
        Sight("officer", "reports:campaign-day", day),
        Sight("leader", "reports:campaign-day", day),
        Sight("investor", "home"),
        Sight("investor", "reports:daily-report", daily("own")),
        Sight("investor", "reports:daily-report", daily("missing")),
        Sight("officer", "reports:daily-report", daily("of_unit")),
    )


class Copied(Planned):
    """Everything copied to the next Tết waits to be confirmed."""

    def make(self):
        super().make()
        at = self.scene.clock.now()
        self.campaign = copy_for(self.campaign, YEAR + 2, by=self.scene.officer, at=at)

    sights = (Sight("officer", "reports:campaigns"), Sight("officer", "reports:campaign", campaign))
