"""One-time codes of a personal link: six digits, made when the mail is sent, good for ten minutes and five tries."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit, outbox
from antt_portal.core.models import Notice
from antt_portal.core.refusal import Refused
from antt_portal.core.secret import digest_of, secret_of
from directives.arriving.access import CODE, Visitor, path_of
from directives.arriving.receiving import note_opened
from directives.models import AccessLink, Delivery, Proof

DIGITS = 6
GOOD_FOR = timedelta(minutes=10)
MOST_TRIES = 5
MOST_CODES = 5
COUNTED_FOR = timedelta(days=1)
# Pressed again within this time, it is the same press: one mail.
PAUSE = timedelta(seconds=30)


@transaction.atomic
def order_code(link: AccessLink, *, ip: str | None, at: datetime) -> None:
    """Queue a mail with a new code; the one before it opens nothing any more.

    Raises Refused("gone"), Refused("too-many") after five within a day.
    """
    row = AccessLink.objects.usable(at).select_for_update(of=("self",)).filter(pk=link.pk).first()
    if row is None:
        raise Refused("gone", _("Liên kết này không dùng được nữa."))
    sent = Notice.objects.filter(subject_kind=row._meta.label_lower, subject_id=row.public_id, kind=CODE)
    if sent.filter(created_at__gt=at - PAUSE).exists():
        return
    if sent.filter(created_at__gt=at - COUNTED_FOR).count() >= MOST_CODES:
        raise Refused("too-many", _("Đã gửi 5 mã trong 24 giờ qua. Dùng mã trong thư mới nhất, hoặc chờ sang hôm sau."))
    row.codes_sent += 1
    row.code_digest, row.code_expires_at, row.failures = "", None, 0
    row.save(update_fields=["codes_sent", "code_digest", "code_expires_at", "failures"])
    outbox.cancel(row, kinds=[CODE])
    outbox.put_to_address(
        CODE,
        f"code:{row.codes_sent}",
        about=row,
        address=row.address,
        name=row.name,
        at=at,
        organisation_id=row.organisation_id,
        params={"number": row.codes_sent, "path": path_of(row)},
        at_once=True,
    )
    audit.record(row, "accesslink.order_code", by=Visitor.of(row, ip=ip), at=at, note=row.name)


def made_at_sending(notice: Notice, at: datetime) -> Mapping[str, Any]:
    """The code of this mail; the same again for a mail sent again, unless it was used or a newer one was ordered.

    Raises Withdrawn otherwise.
    """
    code = f"{int(digest_of(secret_of(notice, CODE)), 16) % 10**DIGITS:0{DIGITS}d}"
    digest = _digest(notice.subject_id, code)
    newest = AccessLink.objects.usable(at).filter(public_id=notice.subject_id, codes_sent=notice.params["number"])
    unused = newest.filter(Q(code_expires_at__isnull=True) | Q(code_digest=digest))
    if not unused.update(code_digest=digest, code_expires_at=at + GOOD_FOR):
        raise outbox.Withdrawn
    return {"code": code}


def _digest(link_id: UUID, code: str) -> str:
    """Of a code for one link. Keyed: a million codes are soon tried against a plain digest."""
    return salted_hmac("directives.access_codes", f"{link_id}:{code}", algorithm="sha256").hexdigest()


@transaction.atomic
def try_code(link: AccessLink, typed: str, *, ip: str | None, at: datetime) -> bool:
    """Whether the code opens the link, which it does once. Every try is counted before it is compared, so that of many
    at once no more than five are."""
    list(Delivery.objects.select_for_update().filter(pk=link.delivery_id).values_list("pk"))
    open_to_tries = AccessLink.objects.usable(at).filter(pk=link.pk, code_expires_at__gt=at, failures__lt=MOST_TRIES)
    typed_digest = _digest(link.public_id, "".join(typed.split()))
    if not open_to_tries.exclude(code_digest="").update(failures=F("failures") + 1):
        return False
    row = AccessLink.objects.get(pk=link.pk)
    opens = constant_time_compare(typed_digest, row.code_digest)
    verb = "accesslink.open" if opens else "accesslink.wrong_code"
    audit.record(row, verb, by=Visitor.of(row, ip=ip), at=at, note=row.name)
    if opens:
        AccessLink.objects.filter(pk=row.pk).update(code_digest="", first_used_at=row.first_used_at or at)
        note_opened(row.delivery, by=None, proof=Proof.ONE_TIME_CODE, at=at, person=row.name)
    return opens
