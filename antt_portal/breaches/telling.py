"""The administrators are told at once, and again while the clock runs out."""

from datetime import datetime, timedelta

from django.db import transaction

from antt_portal.breaches.models import TO_REPORT, Breach
from antt_portal.core import outbox
from antt_portal.core.clock import local_date
from antt_portal.core.formats import vn_datetime
from antt_portal.core.notice_kinds import register_kind
from enterprises.models import Membership, Role

KIND = "breach_clock"
# By name, how long before the end; the last one reached counts, so that a night without a run tells once.
STEPS = (("found", TO_REPORT), ("h24", timedelta(hours=24)), ("h6", timedelta(hours=6)), ("late", timedelta()))

register_kind(KIND, group="account", compulsory=True, waits=False)


def step_of(breach: Breach, at: datetime) -> str:
    left = breach.due_at - at
    return next(name for name, before in reversed(STEPS) if left <= before) if left <= TO_REPORT else STEPS[0][0]


def tell(breach: Breach, *, at: datetime) -> bool:
    """Of the step reached, once; in the transaction of whoever calls. Returns whether there was one to tell of."""
    step = step_of(breach, at)
    if step == breach.told_step:
        return False
    keepers = Membership.objects.filter(board_id=breach.board_id, role=Role.ADMINISTRATOR, user__is_active=True)
    present = keepers.on(local_date(at)).select_related("user").order_by("pk")
    params = {"what": breach.what, "due": vn_datetime(breach.due_at), "step": step, "path": breach.get_absolute_url()}
    people = list({one.user_id: one.user for one in present}.values())
    occasion = f"{step}:{breach.due_at.isoformat()}"
    outbox.put(KIND, occasion, about=breach, to=people, at=at, params=params)
    breach.told_step = step
    breach.save(update_fields=["told_step"])
    return True


def remind(breach: Breach, *, at: datetime) -> bool:
    with transaction.atomic():
        row = Breach.objects.select_for_update().running().filter(pk=breach.pk).first()
        return row is not None and tell(row, at=at)
