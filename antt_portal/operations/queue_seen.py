"""What of a board's mail is on its way, and what did not arrive."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Min, Q

from antt_portal.core.models import Notice, NoticeState

LATELY = timedelta(hours=24)


@dataclass(frozen=True)
class QueueSeen:
    """``waiting`` are due; ``later`` are held back: quiet hours, a daily digest, a pause after a failure."""

    waiting: int
    since: datetime | None
    later: int
    failed: int
    bounced: int


def queue_seen(board_id: int, at: datetime) -> QueueSeen:
    own = Notice.objects.filter(board_id=board_id)
    pending = own.filter(state=NoticeState.PENDING)
    due = pending.filter(due_at__lte=at)
    lately = own.filter(created_at__gte=at - timedelta(days=3))
    return QueueSeen(
        due.count(),
        due.aggregate(since=Min("due_at"))["since"],
        pending.filter(due_at__gt=at).count(),
        lately.filter(_failed_since(at - LATELY)).count(),
        lately.filter(bounced_at__gte=at - LATELY).count(),
    )


def _failed_since(moment: datetime) -> Q:
    """A notice is given up when it is two days old: what was made up to three days ago can have failed lately."""
    return Q(state=NoticeState.FAILED, bounced_at__isnull=True, due_at__gte=moment)
