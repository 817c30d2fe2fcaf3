"""Sending again what could not be sent, or came back: by somebody who looked into why."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit
from antt_portal.core.actor import Doer
from antt_portal.core.models import Notice, NoticeState
from antt_portal.core.refusal import Refused


def can_go_again(notice: Notice) -> bool:
    """Given up, or back from its server; a mail that arrived never goes out twice."""
    return notice.state == NoticeState.FAILED or bool(notice.bounced_at and notice.state == NoticeState.SENT)


@transaction.atomic
def send_again(notice: Notice, *, by: Doer, at: datetime) -> None:
    """Put it back among what is to be sent: prepared anew, with 48 new hours; its tries are counted on.

    Raises Refused("not-failed") where somebody was faster, or it has arrived in the meantime.
    """
    row = Notice.objects.select_for_update().get(pk=notice.pk)
    if not can_go_again(row):
        raise Refused("not-failed", _("Thư này không còn ở trạng thái hỏng: đã gửi, đã hủy hoặc đang chờ gửi lại."))
    before = {"state": row.state, "error": row.error, "bounce_reason": row.bounce_reason}
    row.state, row.due_at = NoticeState.PENDING, at
    row.claimed_at = row.sent_at = row.bounced_at = row.prepared_at = row.leader = None
    row.error = row.bounce_reason = ""
    row.save()
    audit.record(row, "notice.send_again", by=by, at=at, before=before)
