"""Before a notice is mailed: does its person want the mail, and when, and in one mail with others?

Decisions: docs/decisions/0081-preparation-and-digest.md.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from antt_portal.core.clock import VIETNAM
from antt_portal.core.models import CalendarDay, Notice, NoticeMode, NoticeState, NotificationPreference
from antt_portal.core.notice_kinds import NoticeKind, kind_of
from antt_portal.core.quiet_hours import held_back
from antt_portal.core.workdays import Calendar

DAILY_AT = time(7, 30)  # in Việt Nam, on working days
MOST_SEPARATE = 3  # mails that go to one person at the same time; more become one
PEOPLE_AT_A_TIME = 500
FOLLOWERS_A_STATEMENT = 200
ONE_DAY = timedelta(days=1)
ONE_AT_A_TIME = 20_260_005  # the lock of those who prepare; any number that no other lock has


class _Row(NamedTuple):
    pk: int
    recipient_id: int | None
    board_id: int
    kind: str
    is_urgent: bool
    due_at: datetime


class _Prepared(NamedTuple):
    """Keys of rows: what is mailed now, what is shown in the portal only, what waits until when, and who leads whom."""

    ready: list[int]
    quiet: list[int]
    held: dict[datetime, list[int]]
    followers: dict[int, int]


def prepare(at: datetime) -> None:
    """Prepare everything due at ``at``. Again and at once with others, it does what is left to do."""
    due = Notice.objects.unprepared(at).exclude(held_back(at))
    while due.all().exists() and _prepare_some(due, at):
        pass


def release_orphans() -> int:
    """Have those prepared anew whose leader was cancelled before it was sent; returns how many."""
    return Notice.objects.orphaned().update(leader=None, prepared_at=None)


@transaction.atomic
def _prepare_some(due: QuerySet[Notice], at: datetime) -> bool:
    """All that is due to some hundred people, so that nobody's digest is cut in two. False when others hold it all."""
    _wait_for_the_others()
    people = list(
        due.order_by().exclude(recipient=None).values_list("recipient", flat=True).distinct()[:PEOPLE_AT_A_TIME]
    )
    rows = _locked(due.filter(Q(recipient__in=people) | Q(recipient=None)))
    _write(_prepared(rows, _modes(people), at), at)
    return bool(rows)


def _wait_for_the_others() -> None:
    """Until this transaction ends nobody else prepares. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])


def _locked(due: QuerySet[Notice]) -> list[_Row]:
    """Without those that a verb is just cancelling."""
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True)
    return [_Row(*values) for values in due.order_by("due_at", "pk").values_list(*_Row._fields)]


def _modes(people: Iterable[int]) -> dict[tuple[int, str], str]:
    chosen = NotificationPreference.objects.filter(user__in=people)
    return {(user, group): mode for user, group, mode in chosen.values_list("user", "group", "mode")}


def _prepared(rows: list[_Row], modes: Mapping[tuple[int, str], str], at: datetime) -> _Prepared:
    found = _Prepared([], [], defaultdict(list), {})
    together: dict[tuple[int | None, int], list[tuple[int, bool]]] = defaultdict(list)
    calendar_of = cache(CalendarDay.objects.calendar_for)
    for row in rows:
        kind = kind_of(row.kind)
        mode = _mode(row, kind, modes)
        if mode == NoticeMode.OFF:
            found.quiet.append(row.pk)
        elif mode == NoticeMode.DIGEST and (until := daily_after(row.due_at, calendar_of(row.board_id))) > at:
            found.held[until].append(row.pk)
        else:
            found.ready.append(row.pk)
            if row.recipient_id and kind.digestible and not row.is_urgent:
                together[row.recipient_id, row.board_id].append((row.pk, mode == NoticeMode.DIGEST))
    for mails in together.values():
        found.followers.update(_followers(mails))
    return found


def _mode(row: _Row, kind: NoticeKind, modes: Mapping[tuple[int, str], str]) -> NoticeMode:
    """What the person wants, as far as the kind lets a person choose. An address has chosen nothing."""
    wanted = modes.get((row.recipient_id or 0, kind.group), NoticeMode.AT_ONCE)
    if wanted == NoticeMode.OFF and not kind.compulsory:
        return NoticeMode.OFF
    if wanted == NoticeMode.DIGEST and kind.waits and not row.is_urgent:
        return NoticeMode.DIGEST
    return NoticeMode.AT_ONCE


def _followers(mails: list[tuple[int, bool]]) -> dict[int, int]:
    """Key → key of its leader, the first. Whoever wants one mail a day gets one also of two."""
    is_daily = any(daily for _pk, daily in mails)
    if len(mails) <= (1 if is_daily else MOST_SEPARATE):
        return {}
    (leader, _daily), *others = mails
    return {pk: leader for pk, _daily in others}


def daily_after(due_at: datetime, calendar: Calendar) -> datetime:
    """The first hour of daily mails at ``due_at`` or after it."""
    local = due_at.astimezone(VIETNAM)
    day: date = local.date() if local.time() <= DAILY_AT else local.date() + ONE_DAY
    return datetime.combine(calendar.next_working(day), DAILY_AT, tzinfo=VIETNAM)


def _write(found: _Prepared, at: datetime) -> None:
    if found.quiet:
        Notice.objects.filter(pk__in=found.quiet).update(state=NoticeState.QUIET, prepared_at=at)
    for until, keys in found.held.items():
        Notice.objects.filter(pk__in=keys).update(due_at=until)
    if found.ready:
        Notice.objects.filter(pk__in=found.ready).update(prepared_at=at)
    following = [Notice(pk=pk, leader_id=leader) for pk, leader in found.followers.items()]
    Notice.objects.bulk_update(following, ["leader"], batch_size=FOLLOWERS_A_STATEMENT)
