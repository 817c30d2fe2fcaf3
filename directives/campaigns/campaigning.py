"""The verbs of campaigns: plan one, put its ladder and its roster down, copy last year's, open it, close it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit
from antt_portal.core.clock import local_date
from antt_portal.core.folding import search_key
from antt_portal.core.refusal import Refused
from antt_portal.core.workdays import tet
from antt_portal.core.workflow import move, stale
from directives.models import Campaign, CampaignStatus, CampaignStep, DutyShift
from directives.states import CLOSE_CAMPAIGN, OPEN_CAMPAIGN
from enterprises.actor import Actor
from enterprises.models import Board, Organisation

# Days around the first day of Tết (domain.md, "Default ladder for a Tết campaign"); a board changes them as rows.
DEFAULT_LADDER = (
    (-75, "Dự thảo văn bản triển khai"),
    (-60, "Phát hành văn bản"),
    (-45, "Chủ đầu tư hạ tầng chuyển xong đến doanh nghiệp thứ cấp"),
    (-30, "Doanh nghiệp công bố kế hoạch nghỉ Tết, lương, thưởng"),
    (-7, "Bắt đầu trực và báo cáo hằng ngày"),
    (7, "Kết thúc trực và báo cáo hằng ngày"),
)
DAILY_AROUND_TET = (-7, 7)


@dataclass(frozen=True, kw_only=True)
class Window:
    """When a campaign runs. With ``tet_year`` the offsets say it, in days from the first day of Tết, else the days."""

    tet_year: int | None = None
    starts_offset: int | None = None
    ends_offset: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    daily_from: date | None = None
    daily_to: date | None = None

    def columns(self) -> dict[str, object]:
        """Raises Refused("window") where days are missing or the end comes first."""
        values = asdict(self)
        if self.tet_year is not None and self.starts_offset is not None and self.ends_offset is not None:
            first_day = tet(self.tet_year)
            values["starts_on"] = first_day + timedelta(days=self.starts_offset)
            values["ends_on"] = first_day + timedelta(days=self.ends_offset)
        else:
            values |= {"tet_year": None, "starts_offset": None, "ends_offset": None}
        starts_on, ends_on = values["starts_on"], values["ends_on"]
        if starts_on is None or ends_on is None or ends_on < starts_on:
            raise Refused("window", _("Đợt cao điểm cần ngày bắt đầu và ngày kết thúc không sớm hơn ngày bắt đầu."))
        half = (self.daily_from is None) != (self.daily_to is None)
        if half or (self.daily_from and self.daily_to and self.daily_to < self.daily_from):
            raise Refused("daily", _("Thời gian báo cáo hằng ngày cần cả ngày đầu và ngày cuối."))
        return values


@transaction.atomic
def create(board: Board, name: str, window: Window, *, by: Actor, at: datetime) -> Campaign:
    """A campaign being planned; one around Tết starts with the default ladder.

    Raises Refused("name-taken"), and what ``Window.columns`` raises.
    """
    _require_free_name(board, name)
    campaign = Campaign.objects.create(
        board=board,
        name=name,
        search_key=search_key(name),
        status=CampaignStatus.PLANNED,
        **window.columns(),
    )
    if campaign.tet_year is not None:
        for offset, title in DEFAULT_LADDER:
            _add_step(campaign, title, offset=offset, due_on=campaign.day(offset))
    audit.record(campaign, "campaign.create", by=by, at=at, after={"name": name})
    return campaign


def _require_free_name(board: Board, name: str, *, but: Campaign | None = None) -> None:
    taken = Campaign.objects.filter(board=board, name=name)
    if (taken.exclude(pk=but.pk) if but else taken).exists():
        raise Refused("name-taken", _("Đã có đợt cao điểm tên này."))


def _add_step(
    campaign: Campaign, title: str, *, due_on: date, offset: int | None, to_confirm: bool = False
) -> CampaignStep:
    return CampaignStep.objects.create(
        board_id=campaign.board_id,
        campaign=campaign,
        title=title,
        offset=offset,
        due_on=due_on,
        to_confirm=to_confirm,
    )


def locked_open(campaign: Campaign) -> Campaign:
    """Its row. Raises Refused("closed")."""
    locked = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
    if locked.status == CampaignStatus.CLOSED:
        raise Refused("closed", _("Đợt cao điểm đã tổng kết, không sửa được nữa."))
    return locked


@transaction.atomic
def edit(campaign: Campaign, name: str, window: Window, *, by: Actor, at: datetime, seen: int) -> None:
    """Rename it or move its window; the steps that count from Tết move along, and it counts as confirmed.

    Raises Refused("closed"), "stale", "name-taken", and what ``Window.columns`` raises.
    """
    locked = locked_open(campaign)
    if locked.version != seen:
        raise stale()
    _require_free_name(locked.board, name, but=locked)
    values = window.columns() | {"name": name, "search_key": search_key(name), "to_confirm": False, "version": seen + 1}
    for field, value in values.items():
        setattr(locked, field, value)
    locked.save(update_fields=list(values))
    if locked.tet_year is not None:
        for step in locked.steps.filter(offset__isnull=False, done_at__isnull=True):
            CampaignStep.objects.filter(pk=step.pk).update(due_on=locked.day(step.offset or 0))
    audit.record(locked, "campaign.edit", by=by, at=at, after={"name": name})


@transaction.atomic
def put_step(
    campaign: Campaign,
    title: str,
    *,
    due_on: date | None = None,
    offset: int | None = None,
    step: CampaignStep | None = None,
    by: Actor,
    at: datetime,
) -> CampaignStep:
    """Add a step or change one; an ``offset`` counts from Tết. Raises Refused("closed"), Refused("day-missing")."""
    locked = locked_open(campaign)
    if offset is not None and locked.tet_year is not None:
        due_on = locked.day(offset)
    else:
        offset = None
    if due_on is None:
        raise Refused("day-missing", _("Ghi hạn, hoặc số ngày so với mùng một Tết."))
    audit.record(locked, "campaign.edit", by=by, at=at, after={"step": title})
    if step is None:
        return _add_step(locked, title, due_on=due_on, offset=offset)
    step.title, step.due_on, step.offset, step.to_confirm = title, due_on, offset, False
    step.save(update_fields=["title", "due_on", "offset", "to_confirm"])
    return step


@transaction.atomic
def finish_step(step: CampaignStep, *, done: bool, by: Actor, at: datetime) -> None:
    """Tick it off, or take that back. Raises Refused("closed")."""
    locked = locked_open(step.campaign)
    CampaignStep.objects.filter(pk=step.pk).update(done_at=at if done else None, done_by=by.user if done else None)
    audit.record(locked, "campaign.step", by=by, at=at, after={"step": step.title, "done": done})


@transaction.atomic
def drop_step(step: CampaignStep, *, by: Actor, at: datetime) -> None:
    """Raises Refused("closed")."""
    locked = locked_open(step.campaign)
    audit.record(locked, "campaign.edit", by=by, at=at, before={"step": step.title})
    step.delete()


@dataclass(frozen=True, kw_only=True)
class Shift:
    organisation: Organisation
    starts_at: datetime
    ends_at: datetime
    person: str
    phone: str = ""


@transaction.atomic
def put_on_duty(campaign: Campaign, shifts: Iterable[Shift], *, by: Actor, at: datetime) -> None:
    """Add shifts to the roster. Raises Refused("closed"), Refused("shift") for one that ends before it starts."""
    locked = locked_open(campaign)
    wanted = list(shifts)
    if any(one.ends_at <= one.starts_at for one in wanted):
        raise Refused("shift", _("Ca trực phải kết thúc sau khi bắt đầu. Chưa ghi ca nào."))
    DutyShift.objects.bulk_create(
        DutyShift(
            board_id=locked.board_id,
            campaign=locked,
            organisation=one.organisation,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            person=one.person,
            phone=one.phone,
        )
        for one in wanted
    )
    audit.record(locked, "campaign.roster", by=by, at=at, after={"shifts": len(wanted)})


@transaction.atomic
def take_off_duty(shift: DutyShift, *, by: Actor, at: datetime) -> None:
    """Raises Refused("closed")."""
    locked = locked_open(shift.campaign)
    audit.record(locked, "campaign.roster", by=by, at=at, before={"shift": str(shift)})
    shift.delete()


@transaction.atomic
def confirm(campaign: Campaign, *, by: Actor, at: datetime) -> None:
    """Everything copied into the campaign itself holds: dates, steps and roster. Its letters confirm themselves."""
    locked = locked_open(campaign)
    Campaign.objects.filter(pk=locked.pk).update(to_confirm=False)
    locked.steps.update(to_confirm=False)
    locked.shifts.update(to_confirm=False)
    audit.record(locked, "campaign.confirm", by=by, at=at)


@transaction.atomic
def open_campaign(campaign: Campaign, *, by: Actor, at: datetime, seen: int) -> None:
    """Raises Refused("to-confirm") while something copied was not looked at, Refused("stale")."""
    locked = locked_open(campaign)
    if (
        locked.to_confirm
        or locked.steps.filter(to_confirm=True).exists()
        or locked.shifts.filter(to_confirm=True).exists()
    ):
        raise Refused("to-confirm", _("Còn nội dung chép từ năm trước chưa được xác nhận."))
    move(locked, OPEN_CAMPAIGN, by=by, at=at, seen=seen)


@transaction.atomic
def close_campaign(campaign: Campaign, *, by: Actor, at: datetime, seen: int) -> None:
    """Raises Refused("not-over") before its last day, Refused("stale")."""
    if local_date(at) < campaign.ends_on:
        raise Refused("not-over", _("Đợt cao điểm chưa hết thời gian."))
    move(campaign, CLOSE_CAMPAIGN, by=by, at=at, seen=seen)
