"""Nobody is told on before those who are to act were mailed and had a day: also where the sender slept or stumbled."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q

from antt_portal.core.models import Notice, NoticeState
from enterprises.models import Wording

ESCALATED = Wording.ESCALATED.notice_kind
ONE_DAY = timedelta(days=1)


def too_early(at: datetime) -> Q:
    """Escalations of which a lower step waits to be sent, or was sent less than a day ago.

    Planning keeps the day between the hours at which mails may go out; this keeps it between the mails. Steps of hours
    follow each other as closely as somebody wrote them.
    """
    lower = Notice.objects.filter(
        subject_kind=OuterRef("subject_kind"),
        subject_id=OuterRef("subject_id"),
        occasion_at__lt=OuterRef("occasion_at"),
    ).exclude(kind=ESCALATED)
    waits = Exists(lower.filter(state=NoticeState.PENDING))
    lately = Exists(lower.filter(state=NoticeState.SENT, sent_at__gt=at - ONE_DAY))
    return Q(kind=ESCALATED) & (Q(waits) | (~Q(params__step__endswith="h") & Q(lately)))
