"""Which enterprise owes which duty when: the terms of two months ahead with their deadlines. Can run twice."""

import logging
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from antt_portal.core import wall
from antt_portal.core.bulk import insert_select
from antt_portal.core.clock import local_date
from antt_portal.core.due_rules import DueRule, days_between
from enterprises.due.deadlines import close_all, end_of
from enterprises.models import Board, Deadline, DeadlineKind, DutyTerm, Organisation, RecurringDuty, Tenancy
from enterprises.models.deadlines import DeadlineQuerySet
from enterprises.models.duties import DutyTermQuerySet

AHEAD = timedelta(days=60)
ROUTE = "enterprises:duty-term"
SUBJECT = DutyTerm._meta.label_lower

log = logging.getLogger(__name__)


def open_terms(*, at: datetime) -> int:
    """Open what falls due within two months for every board; returns how many terms are new."""
    opened = 0
    for board in Board.objects.order_by("pk"):
        with wall.within([board.pk]):
            opened += open_terms_of(board, at=at)
    return opened


@transaction.atomic
def open_terms_of(board: Board, *, at: datetime) -> int:
    """As many statements as there are duties and days, whatever the number of enterprises.

    Before that, what is owed no more is closed: duties switched off, ended or counted otherwise, enterprises that left.
    A term that is owed again gets its deadline back.
    """
    on = local_date(at)
    asked = {duty: _days(duty, on) for duty in RecurringDuty.objects.asked_by(board)}
    known = RecurringDuty.objects.filter(terms__in=DutyTerm.objects.filter(board=board).undone()).distinct()
    for duty in known:
        _close_needless(board, duty, asked.get(duty), at=at)
    return sum(_open(board, duty, day, at=at) for duty, days in asked.items() for day in days)


def rule_of(duty: RecurringDuty) -> DueRule | None:
    """None for numbers that make no rule, which no form lets in: one such row stops no others."""
    try:
        return duty.due_rule
    except ValueError:
        log.exception("rule of duty %s", duty.public_id)
        return None


def _days(duty: RecurringDuty, on: date) -> list[date]:
    rule = rule_of(duty)
    if rule is None or not rule.recurs:
        return []
    return [day for day in days_between(rule, on, on + AHEAD) if duty.holds_on(day)]


def concerned(board: Board, duty: RecurringDuty, day: date) -> QuerySet[Organisation]:
    """The enterprises of the board that a duty due on ``day`` concerns. Whoever was in a zone and left is not asked."""
    tenancies = Tenancy.objects.filter(organisation=OuterRef("pk"))
    is_here = Exists(tenancies.on(day)) | ~Exists(tenancies)
    found = Organisation.objects.enterprises().filter(is_here, board=board)
    return found.filter(**{duty.condition: True}) if duty.condition else found


def _open(board: Board, duty: RecurringDuty, day: date, *, at: datetime) -> int:
    organisations = concerned(board, duty, day)
    columns = {
        "board": board.pk,
        "organisation": F("pk"),
        "duty": duty.pk,
        "due_on": day,
        "done_note": "",
    }
    opened = insert_select(DutyTerm, organisations, columns, once=True)
    terms = DutyTerm.objects.undone().recurring().filter(board=board, duty=duty, due_on=day)
    _open_deadlines(terms.filter(organisation__in=organisations.values("pk")), duty, day, at=at)
    return opened


def _open_deadlines(terms: DutyTermQuerySet, duty: RecurringDuty, day: date, *, at: datetime) -> None:
    columns = {
        "board": F("board"),
        "organisation": F("organisation"),
        "subject_kind": SUBJECT,
        "subject_id": F("public_id"),
        "kind": DeadlineKind.DUTY.value,
        "title": duty.title,
        "route": ROUTE,
        "rule": "",
        "due_at": end_of(day),
        "due_on": day,
        "opened_at": at,
    }
    insert_select(Deadline, terms, columns, once=True)


def _close_needless(board: Board, duty: RecurringDuty, days: Iterable[date] | None, *, at: datetime) -> None:
    """``days`` are those on which it falls due in the next two months; None when it is not asked for at all."""
    mine = DutyTerm.objects.undone().filter(board=board, duty=duty)
    if days is None:
        close_deadlines(mine, at=at)
        return
    ahead = mine.recurring().filter(due_on__gte=local_date(at))
    close_deadlines(ahead.exclude(due_on__in=list(days)), at=at)
    for day in days:
        there = concerned(board, duty, day)
        close_deadlines(ahead.filter(due_on=day).exclude(organisation__in=there.values("pk")), at=at)


def deadlines_of(terms: DutyTermQuerySet) -> DeadlineQuerySet:
    about = Deadline.objects.filter(kind=DeadlineKind.DUTY, subject_kind=SUBJECT)
    return about.filter(subject_id__in=terms.values("public_id"))


def close_deadlines(terms: DutyTermQuerySet, *, at: datetime) -> None:
    due = deadlines_of(terms).open()
    if due.exists():
        close_all(due, at=at)
