"""The mails of directives in their time: each goes out soon after it was written, with what follows from that."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction

from antt_portal.core import outcomes
from antt_portal.core.models import Notice, NoticeState
from directives.arriving import access
from enterprises.models import Board

SOON = timedelta(minutes=1)
KINDS = ("directive_received", "directive_nudge", access.LINK, access.CODE, "invitation")


@transaction.atomic
def deliver(board: Board) -> list[Mapping[str, Any]]:
    """Send what waits; returns what only the mails knew, in the order in which they were written."""
    waiting = Notice.objects.filter(board_id=board.pk, kind__in=KINDS, state=NoticeState.PENDING)
    return [_send(notice) for notice in waiting.select_related("recipient").order_by("due_at", "pk")]


def _send(notice: Notice) -> Mapping[str, Any]:
    at = notice.due_at + SOON
    secrets = outcomes.secrets_for(notice, at)
    notice.state, notice.sent_at, notice.attempts = NoticeState.SENT, at, 1
    notice.save(update_fields=["state", "sent_at", "attempts"])
    outcomes.tell_sent(notice, at)
    return secrets
