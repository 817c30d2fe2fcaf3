"""A device was lost or left open at a desk: somebody who answers for its person ends whatever that person has open."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit
from antt_portal.core.clock import local_date
from antt_portal.core.refusal import Refused
from enterprises.actor import Actor
from enterprises.models import Membership
from enterprises.people.sessions import end_others, open_sessions


@transaction.atomic
def sign_out(membership: Membership, *, reason: str, by: Actor, at: datetime) -> None:
    """End every session of its person, for whichever organisation: a session belongs to a person, who signs in again.

    Raises Refused("ended") when the membership is not of today, "none" where nothing is open.
    """
    if not Membership.objects.filter(pk=membership.pk).on(local_date(at)).exists():
        raise Refused("ended", _("Người này không làm việc cho tổ chức trong hôm nay."))
    if not open_sessions(membership.user, None):
        raise Refused("none", _("Người này không có phiên đăng nhập nào đang mở."))
    end_others(membership.user, None)
    audit.record(membership, "membership.end_sessions", by=by, at=at, note=reason)
