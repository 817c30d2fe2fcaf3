"""Who owes a daily report, and opening the days: rows and deadlines in one statement each. Can run twice."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, F, Max, OuterRef, QuerySet

from antt_portal.core import wall
from antt_portal.core.bulk import insert_select
from antt_portal.core.clock import VIETNAM, local_date
from directives.models import Campaign, CampaignStatus, Delivery, Duty
from enterprises.due import deadlines
from enterprises.models import Deadline, DeadlineKind, Organisation, OrganisationKind
from reports.models import DailyReport

DUE_BY = time(18, 0)
OWING_KINDS = (OrganisationKind.INVESTOR, OrganisationKind.UNIT)
ONE_DAY = timedelta(days=1)


def owing(campaign: Campaign, day: date) -> QuerySet[Organisation]:
    """Investors and units that a letter of the campaign reached by ``day`` and asks to act."""
    evening = datetime.combine(day + ONE_DAY, time.min, tzinfo=VIETNAM)
    reached = Delivery.objects.standing().filter(
        organisation=OuterRef("pk"),
        directive__campaign=campaign,
        kind__in=OWING_KINDS,
        duty__in=[Duty.ACT, Duty.REPORT_TO],
        sent_at__lt=evening,
    )
    return Organisation.objects.filter(Exists(reached), board_id=campaign.board_id)


def open_days(*, at: datetime) -> int:
    """Open today, and the days a missed run left out, of every campaign in its daily window; returns how many rows."""
    today = local_date(at)
    wanted = Campaign.objects.filter(status=CampaignStatus.RUNNING, daily_from__lte=today)
    opened = 0
    for campaign in wanted:
        with wall.within([campaign.board_id]):
            opened += sum(_open(campaign, day, at=at) for day in _days(campaign, today))
    return opened


def _days(campaign: Campaign, today: date) -> list[date]:
    """From the day after the last one opened; a campaign that begins to run in the middle of its window begins today.

    Today is looked at again for those reached since.
    """
    last = DailyReport.objects.filter(campaign=campaign).aggregate(last=Max("day"))["last"]
    first = min(last + ONE_DAY, today) if last else today
    end = min(today, campaign.daily_to or today)
    return [first + ONE_DAY * n for n in range((end - first).days + 1)]


def close_days(deliveries: QuerySet[Delivery], *, at: datetime) -> None:
    """Nothing more is due of the days of whoever owes none, now that ``deliveries`` are recalled or replaced.

    A letter that takes the place of another in the same campaign keeps them.
    """
    ended = deliveries.filter(directive__campaign__isnull=False).order_by()
    for pk in ended.values_list("directive__campaign", flat=True).distinct():
        campaign = Campaign.objects.get(pk=pk)
        freed = DailyReport.objects.filter(campaign=campaign, organisation__in=ended.values("organisation"))
        days = freed.exclude(organisation__in=owing(campaign, local_date(at))).values("public_id")
        due = Deadline.objects.open().filter(kind=DeadlineKind.DAILY_REPORT, subject_id__in=days)
        deadlines.close_all(due.filter(subject_kind=DailyReport._meta.label_lower), at=at)


@transaction.atomic
def _open(campaign: Campaign, day: date, *, at: datetime) -> int:
    due_at = datetime.combine(day, DUE_BY, tzinfo=VIETNAM)
    columns = {
        "board_id": F("board_id"),
        "organisation": F("pk"),
        "campaign": campaign.pk,
        "day": day,
        "due_at": due_at,
        "opened_at": at,
    }
    opened = insert_select(DailyReport, owing(campaign, day), columns, once=True)
    if opened:
        _open_deadlines(campaign, day, due_at, at=at)
    return opened


def _open_deadlines(campaign: Campaign, day: date, due_at: datetime, *, at: datetime) -> None:
    """Of the rows opened just now: nobody else opens a day at the same instant."""
    columns = {
        "board_id": F("board_id"),
        "organisation": F("organisation"),
        "subject_kind": DailyReport._meta.label_lower,
        "subject_id": F("public_id"),
        "kind": DeadlineKind.DAILY_REPORT.value,
        "title": f"Báo cáo ngày {day:%d/%m/%Y}: {campaign.name}",
        "route": "reports:daily-report",
        "rule": "daily",
        "due_at": due_at,
        "due_on": day,
        "opened_at": at,
    }
    rows = DailyReport.objects.filter(campaign=campaign, day=day, opened_at=at)
    insert_select(Deadline, rows, columns, once=True)
