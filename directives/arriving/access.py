"""Personal links: somebody without an account comes to one delivery by a registered address (``access_codes``)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit, outbox
from antt_portal.core.clock import local_date
from antt_portal.core.formats import vn_date
from antt_portal.core.refusal import Refused
from directives.models import AccessLink, Delivery
from enterprises.actor import Actor
from enterprises.models import Contact

LINK, CODE = "access_link", "access_code"
GOOD_FOR = timedelta(days=30)


@dataclass(frozen=True)
class Visitor:
    """Whoever came by a link: no account, known by nothing but the address that the codes went to."""

    organisation_id: int
    board_id: int
    ip: str | None
    user_id: None = None
    role: str = "visitor"

    @classmethod
    def of(cls, link: AccessLink, *, ip: str | None) -> "Visitor":
        return cls(link.organisation_id, link.board_id, ip)


def path_of(link: AccessLink) -> str:
    return reverse("directives:access", args=[link.public_id])


@transaction.atomic
def send_link(delivery: Delivery, contact: Contact, *, by: Actor, at: datetime) -> AccessLink:
    """Write to a registered contact of the receiver. The link opens nothing by itself.

    Raises Refused("not-sent") before anybody sent it, "ended", "not-registered", and "sent-already" while an earlier
    link to the same address is good.
    """
    row = Delivery.objects.select_for_update(of=("self",)).select_related("directive__letter").get(pk=delivery.pk)
    _require_there(row)
    registered = Contact.objects.registered(local_date(at)).filter(pk=contact.pk, organisation=row.organisation_id)
    to = registered.first()
    if to is None:
        text = _("Chỉ gửi liên kết cho đầu mối đã xác nhận, còn hiệu lực và nhận được thư. Chưa gửi gì.")
        raise Refused("not-registered", text)
    link = _new_link(row, to, by=by, at=at)
    audit.record(link, "accesslink.send", by=by, at=at, note=link.name, after={"address": link.address})
    outbox.put_to_address(
        LINK,
        "sent",
        about=link,
        address=link.address,
        name=link.name,
        at=at,
        organisation_id=link.organisation_id,
        params={
            "agency": row.directive.manifest["agency"],
            "sender": by.organisation.name,
            "until": vn_date(link.expires_at),
            "path": path_of(link),
        },
    )
    return link


def _require_there(delivery: Delivery) -> None:
    if delivery.sent_at is None:
        raise Refused("not-sent", _("Văn bản chưa được gửi đến nơi này: chuyển tiếp trước, rồi gửi liên kết."))
    if delivery.ended_at is not None:
        raise Refused("ended", _("Văn bản đã được thu hồi hoặc thay thế. Chưa gửi gì."))


def _new_link(delivery: Delivery, contact: Contact, *, by: Actor, at: datetime) -> AccessLink:
    """One that is too old makes room for the new one."""
    earlier = AccessLink.objects.filter(delivery=delivery, address=contact.email, revoked_at__isnull=True)
    if earlier.filter(expires_at__gt=at).exists():
        raise Refused("sent-already", _("Đã gửi liên kết đến địa chỉ này và còn dùng được. Hủy rồi gửi lại nếu cần."))
    earlier.update(revoked_at=at)
    return AccessLink.objects.create(
        board_id=delivery.board_id,
        organisation_id=delivery.organisation_id,
        delivery=delivery,
        name=contact.name,
        office=contact.office,
        address=contact.email,
        created_at=at,
        created_by=by.user,
        expires_at=at + GOOD_FOR,
    )


@transaction.atomic
def revoke(link: AccessLink, *, by: Actor, at: datetime) -> None:
    """From now on it opens nothing, also where it is open. Raises Refused("gone") when that happened before."""
    if not AccessLink.objects.filter(pk=link.pk, revoked_at__isnull=True).update(revoked_at=at):
        raise Refused("gone", _("Liên kết này đã được hủy trước đó."))
    outbox.cancel(link, kinds=[LINK, CODE])
    audit.record(link, "accesslink.revoke", by=by, at=at, note=link.name)
