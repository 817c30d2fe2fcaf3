"""Who of an organisation sees to what it received."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit, outbox
from antt_portal.core.clock import local_date
from antt_portal.core.refusal import Refused
from directives.models import Delivery
from directives.permissions import RECEIVERS
from enterprises.actor import Actor
from enterprises.models import Deadline, Organisation, User


def receivers_of(organisation: Organisation, at: datetime) -> QuerySet[User]:
    """The people who receive for ``organisation`` that day, by name."""
    on = local_date(at)
    found = User.objects.filter(
        is_active=True, pk__in=organisation.memberships.on(on).filter(role__in=RECEIVERS).values("user")
    )
    return found.order_by("full_name", "pk")


@transaction.atomic
def entrust(delivery: Delivery, to: User | None, *, by: Actor, at: datetime) -> None:
    """Somebody else, or nobody in particular, sees to it; what was acknowledged stays.

    Raises Refused("not-a-receiver") for a person who does not receive for the organisation today, Refused("ended").
    """
    locked = Delivery.objects.select_for_update(of=("self",)).select_related("directive__letter").get(pk=delivery.pk)
    if locked.ended_at is not None:
        raise Refused("ended", _("Văn bản đã được thu hồi hoặc thay thế, không còn việc phải giao."))
    if to is not None and not receivers_of(locked.organisation, at).filter(pk=to.pk).exists():
        raise Refused("not-a-receiver", _("Người được chọn hiện không nhận văn bản của tổ chức. Chưa giao."))
    if locked.assignee_id == (to.pk if to else None):
        return
    Delivery.objects.filter(pk=locked.pk).update(assignee=to)
    _of(locked).update(assignee=to)
    after = {"to": str(to.public_id) if to else None}
    audit.record(locked, "delivery.assign", by=by, at=at, after=after, note=to.full_name if to else "")
    if to is not None and to.pk != by.user_id:
        _tell(locked, to, by=by, at=at)


def _of(delivery: Delivery) -> QuerySet[Deadline]:
    """What is still due of a delivery: to acknowledge, to forward, to report."""
    subjects = [delivery.public_id, *delivery.requests.values_list("public_id", flat=True)]
    return Deadline.objects.open().filter(organisation=delivery.organisation_id, subject_id__in=subjects)


def _tell(delivery: Delivery, to: User, *, by: Actor, at: datetime) -> None:
    letter = delivery.directive.letter
    params = {
        "number": str(letter),
        "subject": letter.subject,
        "by": by.user.full_name,
        "path": delivery.get_absolute_url(),
    }
    occasion = f"assigned:{at.isoformat()}"
    outbox.put(
        "delivery_assigned",
        occasion,
        about=delivery,
        to=[to],
        at=at,
        params=params,
        organisation_id=delivery.organisation_id,
    )
