"""Where deadlines stand on their ladders: what was told last, and what comes next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from uuid import UUID

from django.db.models import Max, QuerySet

from antt_portal.core.clock import local_date
from antt_portal.core.models import Notice, NoticeState
from enterprises.models import Deadline, Ladder, LadderStep

# On its way to somebody, or there already.
TOLD = (NoticeState.SENT, NoticeState.QUIET)


@dataclass(frozen=True)
class Ahead:
    """Steps of one day or hour, whomever they tell."""

    on: date
    code: str
    steps: tuple[LadderStep, ...]


@dataclass(frozen=True)
class Told:
    """``at`` is None for what only stands in the portal."""

    code: str
    at: datetime | None


def steps_ahead(deadline: Deadline, ladders: Mapping[str, Ladder], *, at: datetime) -> list[Ahead]:
    """In order; none of what is closed. A step of days counts as reached on its day."""
    ladder = ladders.get(deadline.kind)
    if ladder is None or deadline.closed_at is not None:
        return []
    coming = [
        (_day_of(step, deadline), step.code, step) for step in ladder.steps.all() if _is_ahead(step, deadline, at)
    ]
    coming.sort(key=lambda one: one[:2])
    return [
        Ahead(on, code, tuple(step for _on, _code, step in group))
        for (on, code), group in groupby(coming, key=lambda one: one[:2])
    ]


def _day_of(step: LadderStep, deadline: Deadline) -> date:
    return local_date(_instant(step, deadline)) if step.hours is not None else step.day_for(deadline.due_on)


def _is_ahead(step: LadderStep, deadline: Deadline, at: datetime) -> bool:
    """A step of days is reached as its day begins."""
    if step.hours is not None:
        return _instant(step, deadline) > at
    return _day_of(step, deadline) > local_date(at)


def _instant(step: LadderStep, deadline: Deadline) -> datetime:
    return deadline.due_at + timedelta(hours=step.hours or 0)


def reminders_about(deadlines: Iterable[UUID]) -> QuerySet[Notice]:
    """The notices of ladders about deadlines with these public ids; notices of verbs have no occasion of their own."""
    about = Notice.objects.filter(subject_kind=Deadline._meta.label_lower, subject_id__in=deadlines)
    return about.filter(occasion_at__isnull=False)


def last_told(deadlines: Iterable[Deadline]) -> dict[UUID, Told]:
    """By public id, of those about which somebody was told. One query."""
    told = reminders_about([one.public_id for one in deadlines]).filter(state__in=TOLD)
    rows = told.values_list("subject_id", "params__step").annotate(Max("sent_at"), for_when=Max("occasion_at"))
    return {subject: Told(step, sent_at) for subject, step, sent_at, _for_when in rows.order_by("for_when")}
