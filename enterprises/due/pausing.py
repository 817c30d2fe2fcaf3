"""Holding reminders about one deadline back, with a reason and until a day."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit
from antt_portal.core.clock import local_date
from antt_portal.core.refusal import Refused
from enterprises.actor import Actor
from enterprises.due import deadlines
from enterprises.models import Deadline, Pause

# Who wants silence for longer looks at it again.
LONGEST = timedelta(days=92)


@transaction.atomic
def pause(deadline: Deadline, *, until: date, reason: str, by: Actor, at: datetime) -> Pause:
    """Nobody is reminded up to and including ``until``, not of what was planned either; the deadline stays as it is.

    Raises Refused("reason-missing"), "not-ahead", "too-far", "closed", or "paused" while another holds.
    """
    on, said = local_date(at), reason.strip()
    if not said:
        raise Refused("reason-missing", _("Ghi lý do tạm ngừng nhắc. Chưa ghi gì."))
    if until < on:
        raise Refused("not-ahead", _("Ngày tạm ngừng đến hết đã qua. Chưa ghi gì; chọn hôm nay hoặc một ngày sau."))
    if until > on + LONGEST:
        raise Refused("too-far", _("Mỗi lần chỉ tạm ngừng nhắc tối đa ba tháng. Chưa ghi gì; chọn ngày gần hơn."))
    same = Deadline.objects.filter(pk=deadline.pk)
    deadlines.take_back_reminders(same)
    locked = same.select_for_update().get()
    if locked.closed_at is not None:
        raise deadlines.closed()
    if locked.pauses.on(on).exists():
        raise Refused("paused", _("Việc này đang được tạm ngừng nhắc. Cho nhắc trở lại trước, rồi ghi lần mới."))
    locked.pauses.filter(ended_at=None).update(ended_at=at)
    made = Pause.objects.create(
        board_id=locked.board_id, deadline=locked, until=until, reason=said, made_by=by.user, made_at=at
    )
    audit.record(locked, "pause.make", by=by, at=at, note=said, after={"until": str(until)})
    return made


@transaction.atomic
def end(found: Pause, *, by: Actor, at: datetime) -> None:
    """Remind again from the next step on. Raises Refused("ended")."""
    if not Pause.objects.filter(pk=found.pk).on(local_date(at)).update(ended_at=at, ended_by=by.user):
        raise Refused("ended", _("Việc này đã được nhắc trở lại."))
    audit.record(found.deadline, "pause.end", by=by, at=at)
