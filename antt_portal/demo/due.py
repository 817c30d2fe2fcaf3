"""What falls due: duties of the law ahead, a month of reminders behind, and somebody who asks for more time."""

from datetime import datetime, timedelta

from django.db import transaction

from antt_portal.core.clock import local_date
from antt_portal.demo.loading import consider_sent
from enterprises.actor import Actor
from enterprises.due import extending
from enterprises.duties import owing
from enterprises.models import Board, Deadline, Membership, PlanningMark, Role
from enterprises.models.deadlines import EXTENDABLE
from enterprises.reminding.planning import plan

REMINDED_FOR = 30  # days
MORE = timedelta(days=10)
WORDS = "Đơn vị kiểm định hẹn đến tuần sau mới có kết quả. Đề nghị lùi hạn để gửi kèm biên bản."


@transaction.atomic
def remind(*, now: datetime) -> bool:
    """False where reminders are planned already: by this, or by a worker."""
    if PlanningMark.objects.exists():
        return False
    owing.open_terms(at=now)
    for days in range(REMINDED_FOR, -1, -1):
        plan(at=now - timedelta(days=days))
    _ask_for_more(now - timedelta(hours=5))
    consider_sent(list(Board.objects.values_list("pk", flat=True)), until=now)
    return True


def _ask_for_more(at: datetime) -> None:
    """The first who may and whose day is still to come."""
    ahead = Deadline.objects.open().filter(kind__in=EXTENDABLE, due_on__gte=local_date(at))
    editors = Membership.objects.on(local_date(at)).filter(role=Role.EDITOR)
    due = ahead.filter(organisation__in=editors.values("organisation")).order_by("due_on", "pk").first()
    if due is not None:
        asking = editors.select_related("user", "organisation__board").filter(organisation=due.organisation_id)
        extending.ask(due, until=due.due_on + MORE, reason=WORDS, by=Actor.of(asking.order_by("pk")[0]), at=at)
