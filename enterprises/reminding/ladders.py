"""The steps by which a board reminds: the portal's own, or its own copy of them, kind by kind."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit
from antt_portal.core.refusal import Refused
from enterprises.actor import Actor
from enterprises.models import (
    Audience,
    Board,
    DeadlineKind,
    Ladder,
    LadderStep,
    Organisation,
    OrganisationKind,
    Wording,
)
from enterprises.models.ladders import step_code

MAX_STEPS = 30
HOURS_OF_DAY = 24
LOWER_AUDIENCES = frozenset({Audience.OWNERS, Audience.HEADS})


@dataclass(frozen=True)
class Step:
    """As ``LadderStep``: ``days`` around the day due, or ``hours`` around the instant and no days."""

    days: int
    audience: Audience
    wording: Wording
    hours: int | None = None
    is_urgent: bool = False

    @property
    def place(self) -> int:
        """Hours from the instant due, which is the end of its day: a step of days is reached as its day begins."""
        return self.hours if self.hours is not None else (self.days - 1) * HOURS_OF_DAY

    @property
    def code(self) -> str:
        return step_code(self.days, self.hours)

    @property
    def escalates(self) -> bool:
        return self.wording == Wording.ESCALATED


@dataclass(frozen=True)
class Reached:
    """A step in the calendar of one day due."""

    step: LadderStep | Step
    on: date


def steps_of(ladder: Ladder) -> list[Step]:
    return [
        Step(one.days, Audience(one.audience), Wording(one.wording), one.hours, one.is_urgent)
        for one in ladder.steps.all()
    ]


def faults(steps: Sequence[Step]) -> Iterator[str | Promise]:
    """What is wrong with a ladder, in words."""
    if not steps:
        yield _("Phải có ít nhất một mốc. Để không nhắc loại này nữa thì tắt các mốc.")
    if len(steps) > MAX_STEPS:
        yield _("Nhiều nhất 30 mốc.")
    places = [(one.days, one.hours, one.audience) for one in steps]
    if len(set(places)) != len(places):
        yield _("Hai mốc trùng nhau cho cùng người nhận.")
    for one in steps:
        yield from _faults_of(one, steps)


def _faults_of(one: Step, steps: Sequence[Step]) -> Iterator[str | Promise]:
    if one.hours is not None and one.days:
        yield _("Mốc tính theo giờ thì số ngày phải là 0.")
    if one.wording == Wording.SOON and one.place >= -HOURS_OF_DAY and (one.hours is None or one.hours >= 0):
        yield _("“Sắp đến hạn” phải đứng trước ngày hạn.")
    if one.wording == Wording.TODAY and (one.days or one.hours is not None):
        yield _("“Đến hạn hôm nay” chỉ dùng cho đúng ngày hạn.")
    if one.wording in {Wording.LATE, Wording.ESCALATED} and (one.days < 0 or (one.hours or 0) < 0):
        yield _("“Đã quá hạn” và “Báo cấp trên” không được đứng trước ngày hạn.")
    if one.escalates and one.audience == Audience.OWNERS:
        yield _("“Báo cấp trên” không gửi cho chính người làm.")
    if one.escalates and not any(_is_lower(other, one) for other in steps):
        yield _("Trước mốc “Báo cấp trên” phải có một mốc nhắc người làm hoặc người đứng đầu.")


def _is_lower(other: Step, one: Step) -> bool:
    return not other.escalates and other.audience in LOWER_AUDIENCES and other.place < one.place


@transaction.atomic
def keep(
    board: Board, kind: DeadlineKind, steps: Sequence[Step], *, is_on: bool, seen: int, by: Actor, at: datetime
) -> Ladder:
    """Write the board's own ladder of ``kind``. ``seen`` is the version of its own on the screen, 0 where it had none.

    Raises Refused("faulty"), Refused("stale").
    """
    if wrong := next(faults(steps), None):
        raise Refused("faulty", wrong)
    own = _own(board, kind, seen=seen)
    before = _written(own) if own else None
    if own is None:
        own = Ladder.objects.create(board=board, kind=kind, is_on=is_on)
    else:
        own.is_on, own.version = is_on, own.version + 1
        own.save(update_fields=["is_on", "version"])
        own.steps.all().delete()
    LadderStep.objects.bulk_create(LadderStep(ladder=own, **asdict(one)) for one in steps)
    own = Ladder.objects.prefetch_related("steps").get(pk=own.pk)
    _record(board, "ladder.keep", kind, before=before, after=_written(own), by=by, at=at)
    return own


@transaction.atomic
def reset(board: Board, kind: DeadlineKind, *, seen: int, by: Actor, at: datetime) -> None:
    """Give up the board's own ladder: the portal's holds again. Raises Refused("stale"), Refused("no-own")."""
    own = _own(board, kind, seen=seen)
    if own is None:
        raise Refused("no-own", _("Loại này đang dùng các mốc mặc định rồi. Không có gì thay đổi."))
    before = _written(own)
    own.delete()
    _record(board, "ladder.reset", kind, before=before, after=None, by=by, at=at)


def _own(board: Board, kind: DeadlineKind, *, seen: int) -> Ladder | None:
    """One at a time for a board. Raises Refused("stale") when it is not the one that was seen."""
    board.lock()
    own = Ladder.objects.filter(board=board, kind=kind).prefetch_related("steps").first()
    if (own.version if own else 0) != seen:
        text = _("Các mốc này vừa được người khác sửa. Chưa lưu gì; xem lại bản mới rồi sửa tiếp.")
        raise Refused("stale", text)
    return own


def _record(board: Board, verb: str, kind: str, *, before: Any, after: Any, by: Actor, at: datetime) -> None:
    office = Organisation.objects.get(board=board, kind=OrganisationKind.BOARD)
    audit.record(office, verb, by=by, at=at, before=before, after=after, note=str(DeadlineKind(kind).value))


def _written(ladder: Ladder) -> dict[str, Any]:
    steps = [
        {"step": one.code, "audience": one.audience, "wording": one.wording, "is_urgent": one.is_urgent}
        for one in ladder.steps.all()
    ]
    return {"is_on": ladder.is_on, "steps": steps}


def on_calendar(steps: Iterable[LadderStep | Step], due_on: date) -> list[Reached]:
    """On which day each step is reached; one of hours as if it were due in the evening of ``due_on``."""
    found = [Reached(one, _reached_on(one, due_on)) for one in steps]
    return sorted(found, key=lambda one: (one.on, one.step.audience))


def _reached_on(step: LadderStep | Step, due_on: date) -> date:
    if step.hours is None:
        return due_on + timedelta(days=step.days)
    return due_on + timedelta(days=(step.hours + HOURS_OF_DAY - 1) // HOURS_OF_DAY)


def skipped(ladder: Ladder | None, *, before: date, after: date, on: date) -> list[LadderStep]:
    """Steps that were still ahead of ``before`` and lie behind ``on`` when the day is ``after``: nobody hears them."""
    if ladder is None or not ladder.is_on:
        return []
    return [one for one in ladder.steps.all() if _reached_on(one, before) > on >= _reached_on(one, after)]
