"""What became of a mail, written on the row of its notice and of those that it led."""

import logging
from collections.abc import Mapping, Sequence
from copy import copy
from datetime import datetime
from smtplib import SMTPRecipientsRefused
from typing import Any

from django.db import connection, transaction

from antt_portal.core import outcomes, wall
from antt_portal.core.models import Notice, NoticeState
from antt_portal.core.models.notice import NoticeQuerySet
from antt_portal.core.retrying import next_try

LONGEST_ERROR = 2000  # characters

# The statement of every mail, written out: to build it anew each time costs as much as half a mail.
_IS_SENT = """
    UPDATE core_notice SET state = 'sent', sent_at = %s, claimed_at = NULL, error = ''
    WHERE id = %s AND state = 'pending' AND claimed_at = %s
"""

log = logging.getLogger(__name__)


def mine(notice: Notice) -> NoticeQuerySet:
    """The row as long as it is in these hands: not cancelled, not taken over."""
    return Notice.objects.filter(pk=notice.pk, state=NoticeState.PENDING, claimed_at=notice.claimed_at)


def still_mine(claimed: Sequence[Notice]) -> set[int]:
    """As ``mine``, the keys of those of a batch."""
    rows = Notice.objects.filter(pk__in=[one.pk for one in claimed], state=NoticeState.PENDING)
    return set(rows.filter(claimed_at__in={one.claimed_at for one in claimed}).values_list("pk", flat=True))


def _written(at: datetime | None) -> Any:
    return connection.ops.adapt_datetimefield_value(at)


def mark_sent(notice: Notice, told: Sequence[Notice], *, at: datetime) -> int:
    """What follows from the mail may fail; the mail is out all the same, and not sent again for it."""
    sent = {"state": NoticeState.SENT, "sent_at": at, "claimed_at": None, "error": ""}
    if list(told) == [notice] and not outcomes.awaits_sent(notice):
        return _mark_one(notice, at)
    try:
        with transaction.atomic():
            marked = _mark(notice, told, sent)
            with wall.within([notice.board_id]):
                for one in told if marked else []:
                    outcomes.tell_sent(_as_sent(one, at), at)
    except Exception as error:
        log.exception("outcome of notice %s", notice.public_id)
        with transaction.atomic():
            return _mark(notice, told, {**sent, "error": _said(error)})
    return marked


def _mark_one(notice: Notice, at: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_IS_SENT, [_written(at), notice.pk, _written(notice.claimed_at)])
        return int(cursor.rowcount)


def _as_sent(notice: Notice, at: datetime) -> Notice:
    """As its row stands in this transaction. The one at hand stays as it was: the transaction may fail."""
    row = copy(notice)
    row.state, row.sent_at, row.claimed_at, row.error = NoticeState.SENT, at, None, ""
    return row


def _mark(notice: Notice, told: Sequence[Notice], sent: Mapping[str, Any]) -> int:
    """The leader and what it led, each by what became of it; 0 when they are in other hands by now."""
    gone = {"state": NoticeState.CANCELLED, "claimed_at": None}
    if not mine(notice).update(**(sent if notice in told else gone)):
        return 0
    if list(told) != [notice]:
        following = Notice.objects.following([notice.pk])
        following.filter(pk__in=[one.pk for one in told]).update(**sent)
        following.update(**gone)
    return len(told)


def after_failure(notice: Notice, error: Exception, *, at: datetime) -> None:
    if again_at := next_try(notice.attempts, since=notice.prepared_at or notice.created_at, at=at):
        mine(notice).update(due_at=again_at, claimed_at=None, error=_said(error))
    else:
        end(notice, NoticeState.FAILED, error=_said(error))


@transaction.atomic
def end(notice: Notice, state: NoticeState, *, error: str = "") -> None:
    """It is not tried again, and neither is what it leads."""
    if mine(notice).update(state=state, claimed_at=None, error=error):
        Notice.objects.following([notice.pk]).update(state=state, error=error)


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:LONGEST_ERROR]


def permanent(refused: SMTPRecipientsRefused) -> str:
    """The server's words when it refused the address for good (5xx), empty when another try may succeed."""
    answers = [(code, said.decode(errors="replace")) for code, said in refused.recipients.values()]
    if any(code < 500 for code, _words in answers):
        return ""
    return "; ".join(f"{code} {words}" for code, words in answers)


@transaction.atomic
def record_bounce(notice: Notice, reason: str, at: datetime) -> bool:
    """Note that the mail came back: it is not tried again, nor what else it told. False when that was known already."""
    row = Notice.objects.select_for_update().get(pk=notice.pk)
    if row.bounced_at:
        return False
    led = Notice.objects.select_for_update().filter(leader=row, state__in=[NoticeState.PENDING, NoticeState.SENT])
    for one in [row, *led.order_by("pk")]:
        one.bounced_at, one.bounce_reason, one.claimed_at = at, reason[:LONGEST_ERROR], None
        if one.state == NoticeState.PENDING:
            one.state = NoticeState.FAILED
        one.save(update_fields=["bounced_at", "bounce_reason", "claimed_at", "state"])
        if one.state != NoticeState.CANCELLED:
            with wall.within([one.board_id]):
                outcomes.tell_bounced(one, at)
    return True
