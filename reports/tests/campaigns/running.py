"""A campaign that runs, made by the verbs: one letter to investors and tenants, a few days of daily reports."""

from datetime import date, datetime

from antt_portal.core.clock import VIETNAM
from directives.asking import directing
from directives.asking.directing import Line
from directives.campaigns import campaigning
from directives.campaigns.campaigning import Window
from directives.models import Campaign, Directive, Duty, Group, Way
from directives.tests.audiences import Scene, a_directive, scene, send_out
from enterprises.actor import Actor
from enterprises.models import Organisation, OrganisationKind, Role
from enterprises.tests.factories import OrganisationFactory, actor
from reports.campaigns.owing import open_days
from reports.models import DailyReport

DAY = date(2026, 3, 11)
WINDOW = Window(
    starts_on=date(2026, 3, 2),
    ends_on=date(2026, 3, 20),
    daily_from=date(2026, 3, 10),
    daily_to=date(2026, 3, 12),
)


def at(hour: int, minute: int = 0, *, day: date = DAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=VIETNAM)


class Running:
    """Two investors and a unit of the board owe a report a day; another unit only gets to know."""

    def __init__(self, *, is_open: bool = True) -> None:
        self.made: Scene = scene(1)
        own = self.made.office.own
        self.board, self.officer = own.board, self.made.office.officer
        self.campaign: Campaign = campaigning.create(
            self.board, "Cao điểm thử nghiệm", WINDOW, by=self.officer, at=at(8)
        )
        self.unit: Organisation = OrganisationFactory(board=self.board, kind=OrganisationKind.UNIT, parent=own)
        self.onlooker: Organisation = OrganisationFactory(board=self.board, kind=OrganisationKind.UNIT, parent=own)
        self.directive = self._directive()
        self.investor = self.made.investors[0]
        self.editor: Actor = actor(Role.EDITOR, self.investor)
        if is_open:
            campaigning.open_campaign(self.campaign, by=self.officer, at=at(8), seen=self.campaign.version)
            self.campaign.refresh_from_db()

    def _directive(self) -> Directive:
        lines = [
            Line(group=Group.INVESTORS),
            Line(group=Group.TENANTS, way=Way.FORWARDED),
            Line(group=Group.ORGANISATION, organisation=self.unit),
            Line(group=Group.ORGANISATION, organisation=self.onlooker, duty=Duty.KNOW),
        ]
        directive = a_directive(self.made, lines=lines)
        directing.join(directive, self.campaign, acknowledge_workdays=3, by=self.officer, at=at(8))
        send_out(self.made, directive)
        return directive

    def opened(self, *, when: datetime | None = None) -> DailyReport:
        """The investor's report of the day."""
        open_days(at=when or at(0, 5))
        return DailyReport.objects.select_related("campaign", "organisation").get(
            organisation=self.investor, day=(when or at(0, 5)).date()
        )
