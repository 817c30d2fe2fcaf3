"""Who sees a campaign and works on it: the board. A daily report is its organisation's, and the board's to read."""

from datetime import date, datetime, time
from typing import Any

from antt_portal.core.clock import VIETNAM
from antt_portal.tests.matrix.row import GET, POST, Row
from antt_portal.tests.matrix.world import ACTING, BOARD, OWNER, World
from directives.campaigns import campaigning
from directives.campaigns.campaigning import Shift, Window
from directives.models import Campaign
from enterprises.actor import Actor
from reports.models import DailyReport
from reports.tests.factories import OPENED

BOARDS = (*BOARD, "other_board")
RUNNERS = ("officer", "unit_head")
READERS = tuple(name for name in BOARD if name not in RUNNERS)
# "other_board" is a unit head: it plans campaigns of its own, and finds none of ours.
PLANNERS = (*RUNNERS, "other_board")
DAY = date(2026, 3, 11)
AROUND = Window(starts_on=DAY, ends_on=DAY, daily_from=DAY, daily_to=DAY)


def _officer(world: World) -> Actor:
    return Actor.of(world.memberships["officer"])


def campaign_of(world: World) -> Campaign:
    """One for the whole world."""
    found = Campaign.objects.filter(board=world.board).first()
    return found or campaigning.create(world.board, "Cao điểm thử nghiệm", AROUND, by=_officer(world), at=OPENED)


def _campaign(world: World) -> list[Any]:
    return [campaign_of(world).public_id]


def _step(world: World) -> list[Any]:
    campaign = campaign_of(world)
    step = campaigning.put_step(campaign, "Họp giao ban", due_on=DAY, by=_officer(world), at=OPENED)
    return [campaign.public_id, step.public_id]


def _shift(world: World) -> list[Any]:
    campaign, officer = campaign_of(world), _officer(world)
    starts_at, ends_at = (datetime.combine(DAY, time(hour), tzinfo=VIETNAM) for hour in (7, 19))
    shift = Shift(organisation=officer.organisation, starts_at=starts_at, ends_at=ends_at, person="Trực ban")
    campaigning.put_on_duty(campaign, [shift], by=officer, at=OPENED)
    return [campaign.public_id, campaign.shifts.get().public_id]


def _day(world: World) -> list[Any]:
    return [campaign_of(world).public_id, f"{DAY}"]


def _daily(world: World) -> list[Any]:
    due = {"due_at": OPENED, "opened_at": OPENED, "board": world.board}
    report, _created = DailyReport.objects.get_or_create(
        campaign=campaign_of(world), organisation=world.organisation, day=DAY, defaults=due
    )
    return [report.public_id]


CAMPAIGNS = [
    Row("reports:campaigns", GET, ok=BOARDS, forbidden=tuple(name for name in ACTING if name not in BOARDS)),
    *[
        Row(
            "reports:campaign-new",
            method,
            ok=PLANNERS,
            forbidden=tuple(name for name in ACTING if name not in PLANNERS),
        )
        for method in (GET, POST)
    ],
    *[Row(f"reports:campaign{part}", GET, ok=BOARD, args=_campaign) for part in ("", "-excel", "-pdf")],
    *[
        Row(f"reports:campaign-{act}", method, ok=RUNNERS, forbidden=READERS, args=_campaign)
        for act in ("edit", "copy")
        for method in (GET, POST)
    ],
    *[
        Row(f"reports:campaign-{act}", POST, ok=RUNNERS, forbidden=READERS, args=_campaign)
        for act in ("confirm", "open", "close", "step-add", "shift-add")
    ],
    Row("reports:campaign-step", POST, ok=RUNNERS, forbidden=READERS, args=_step),
    Row("reports:campaign-shift-drop", POST, ok=RUNNERS, forbidden=READERS, args=_shift),
    Row("reports:campaign-day", GET, ok=BOARD, args=_day),
    Row("reports:campaign-day-compile", POST, ok=RUNNERS, forbidden=READERS, args=_day),
    Row("reports:daily-report", GET, ok=(*OWNER, *BOARD), args=_daily),
    Row("reports:daily-report", POST, ok=OWNER, forbidden=BOARD, args=_daily),
]
