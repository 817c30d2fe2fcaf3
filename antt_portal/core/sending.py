"""Sending what is due: claimed in batches, mailed over one connection, marked one by one."""

import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPServerDisconnected
from time import monotonic

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection

from antt_portal.core import outcomes, wall
from antt_portal.core.mail_message import digest, message
from antt_portal.core.marking import after_failure, end, mark_sent, permanent, record_bounce, still_mine
from antt_portal.core.models import Notice, NoticeState
from antt_portal.core.outcomes import Facts, Withdrawn
from antt_portal.core.preparing import prepare, release_orphans
from antt_portal.core.quiet_hours import held_back
from antt_portal.core.retrying import take

BATCH = 100
GOING = 421  # a server's code for closing the connection
MOST_OUTDATED = 0.1  # seconds; whoever cancels a mail that short before it goes out comes too late
MOST_BREAKS = 3  # of the connection, one after the other; then the rest of a batch waits


def claim(at: datetime, limit: int = BATCH, only: str = "") -> list[Notice]:
    """Take up to ``limit`` due notices so that no other run takes them, or the one of public id ``only``. Crashed
    claims expire."""
    due = Notice.objects.claimable(at).exclude(held_back(at)).prefetch_related("recipient").order_by("due_at", "pk")
    return take(due.filter(public_id=only) if only else due, limit, at=at)


def send_pending(*, at: datetime) -> int:
    """Send everything due at ``at``, batch by batch. Returns how many notices were sent."""
    total = 0
    while (sent := send_batch(at=at)) is not None:
        total += sent
    return total


def send_batch(*, at: datetime) -> int | None:
    """Claim a batch and send it over one connection. How many were sent; None when there is no more to try now.

    ``at`` is the present, also for the claim: a run over many batches asks the clock before each.
    """
    prepare(at)
    batch = claim(at)
    if not batch and release_orphans():
        prepare(at)
        batch = claim(at)
    return _send_claimed(batch, at=at) if batch else None


def send_now(public_id: str, *, at: datetime) -> bool:
    """Send this one notice before all that wait. False where another run has it or had it, and where it failed."""
    batch = claim(at, only=public_id)
    return bool(batch and _send_claimed(batch, at=at))


@dataclass
class _Run:
    """One batch on its way: the connection, and what was looked up for all of it."""

    mail: BaseEmailBackend
    at: datetime
    facts: Mapping[int, Facts]
    followers: Mapping[int, list[Notice]]
    batch: Sequence[Notice]
    mine: Collection[int] = ()
    looked_at: float = -math.inf
    breaks: int = 0

    @classmethod
    def over(cls, batch: Sequence[Notice], at: datetime) -> "_Run":
        followers = defaultdict(list)
        leaders = {notice.pk: notice for notice in batch}
        for one in Notice.objects.following(list(leaders)).order_by("due_at", "pk"):
            one.recipient = leaders[one.leader_id or 0].recipient
            followers[one.leader_id or 0].append(one)
        everything = [*batch, *(one for group in followers.values() for one in group)]
        return cls(get_connection(), at, outcomes.facts_of(everything, at), followers, batch)

    def is_mine(self, notice: Notice) -> bool:
        """Not cancelled and not taken over by another run, as the row was a moment ago."""
        if monotonic() > self.looked_at + MOST_OUTDATED:
            self.looked_at, self.mine = monotonic(), still_mine(self.batch)
        return notice.pk in self.mine

    def note(self, error: Exception) -> None:
        """A connection that broke is made anew for the next mail."""
        if _is_break(error):
            self.breaks += 1
            self.mail.close()


def _is_break(error: Exception) -> bool:
    """The connection went, or the server said that it goes (421). smtplib's other errors leave it as it was."""
    codes = {getattr(error, "smtp_code", 0)}
    if isinstance(error, SMTPRecipientsRefused):
        codes = {code for code, _words in error.recipients.values()}
    is_of_the_network = isinstance(error, OSError) and not isinstance(error, SMTPException)
    return is_of_the_network or isinstance(error, SMTPServerDisconnected) or GOING in codes


def _send_claimed(batch: list[Notice], *, at: datetime) -> int | None:
    run = _Run.over(batch, at)
    try:
        with _marking_lazily():
            return _send_all(batch, run)
    finally:
        run.mail.close()


def _send_all(batch: list[Notice], run: _Run) -> int | None:
    total = 0
    for position, notice in enumerate(batch):
        if error := _out_of_reach(run):
            for waiting in batch[position:]:
                after_failure(waiting, error, at=run.at)
            return total if position else None
        total += _send(notice, run)
    return total


def _out_of_reach(run: _Run) -> Exception | None:
    """Why there is no connection to the server; None when there is one."""
    if run.breaks >= MOST_BREAKS:
        return ConnectionError("the mail server broke the connection again and again")
    try:
        run.mail.open()
    except Exception as error:  # noqa: BLE001 - whatever a server does, the rows must say so
        return error
    return None


@contextmanager
def _marking_lazily() -> Iterator[None]:
    """A database that dies forgets the marks of its last moment: those mails go out again, by the same Message-ID."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET synchronous_commit")


def _send(notice: Notice, run: _Run) -> int:
    """How many notices were told by the mail."""
    if not run.is_mine(notice):
        return 0
    told = [one for one in [notice, *_still_following(notice, run)] if not run.facts[one.pk].withdrawn]
    try:
        _message(notice, told, run).send()
    except Withdrawn:
        end(notice, NoticeState.CANCELLED)
    except SMTPRecipientsRefused as refused:
        if reason := permanent(refused):
            record_bounce(notice, reason, run.at)
        else:
            after_failure(notice, refused, at=run.at)
        run.note(refused)
    except Exception as error:  # noqa: BLE001 - whatever a mail server or template does, the row must say so
        after_failure(notice, error, at=run.at)
        run.note(error)
    else:
        run.breaks = 0
        return mark_sent(notice, told, at=run.at)
    return 0


def _still_following(notice: Notice, run: _Run) -> list[Notice]:
    group = run.followers.get(notice.pk)
    if not group:
        return []
    waiting = set(Notice.objects.following([notice.pk]).values_list("pk", flat=True))
    return [one for one in group if one.pk in waiting]


def _message(notice: Notice, told: Sequence[Notice], run: _Run) -> EmailMultiAlternatives:
    """Raises Withdrawn when there is nothing left to tell."""
    if not told:
        raise Withdrawn
    for one in told:
        if error := run.facts[one.pk].error:
            raise error
    if list(told) == [notice]:
        with wall.within([notice.board_id]):
            shown = {**run.facts[notice.pk].shown, **outcomes.secrets_for(notice, run.at)}
        return message(notice, run.mail, shown)
    return digest(notice, [(one, run.facts[one.pk].shown) for one in told], run.mail)
