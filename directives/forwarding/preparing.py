"""What an investor prepares before it forwards: the words of its covering letter, and the letter as it was signed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, BinaryIO

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit, blobs
from antt_portal.core.inspection import Inspected
from antt_portal.core.refusal import Refused
from antt_portal.core.workflow import stale
from directives.forwarding.covering import Covering, suggested_note
from directives.forwarding.newcomers import locked_out
from directives.models import Delivery, Directive, Forwarding, ForwardingStatus
from enterprises.actor import Actor

SIGNED_KINDS = frozenset({"application/pdf", "image/jpeg", "image/png"})
NOTHING_LEFT_OUT: dict[str, str] = {}


def drafted(delivery: Delivery) -> Forwarding:
    """What ``delivery``'s investor has of its forwarding, or a blank one that is not kept yet."""
    found = Forwarding.objects.filter(directive=delivery.directive_id, organisation=delivery.organisation_id)
    return found.select_related("signed", "changed_by", "sent_by").first() or Forwarding(
        **_blank(delivery.directive, delivery)
    )


def _blank(directive: Directive, delivery: Delivery) -> dict[str, Any]:
    return {
        "board_id": delivery.board_id,
        "organisation_id": delivery.organisation_id,
        "directive_id": directive.pk,
        "status": ForwardingStatus.DRAFT,
        "covering": Covering(note=suggested_note(directive)).as_json(),
    }


@transaction.atomic
def prepare(delivery: Delivery, *, by: Actor, at: datetime) -> Forwarding:
    """The forwarding of the investor that got ``delivery``: begun now, or begun before. Raises Refused("recalled")."""
    directive = locked_out(delivery.directive)
    blank = _blank(directive, delivery) | {"changed_at": at, "changed_by": by.user}
    key = {name: blank.pop(name) for name in ("directive_id", "organisation_id")}
    found, _created = Forwarding.objects.get_or_create(**key, defaults=blank)
    return found


def locked(forwarding: Forwarding) -> Forwarding:
    """Its row as it is now, with its directive, both locked. Raises Refused("recalled")."""
    directive = locked_out(forwarding.directive)
    row = Forwarding.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=forwarding.pk)
    row.directive = directive
    return row


def _locked_draft(forwarding: Forwarding, seen: int) -> Forwarding:
    row = locked(forwarding)
    if row.status != ForwardingStatus.DRAFT:
        raise Refused("sent", _("Đã chuyển tiếp; thư chuyển giữ nguyên như lúc gửi. Chưa ghi gì."))
    if row.version != seen:
        raise stale()
    return row


def _write(forwarding: Forwarding, *, by: Actor, at: datetime, **columns: Any) -> None:
    values = {**columns, "changed_at": at, "changed_by": by.user}
    Forwarding.objects.filter(pk=forwarding.pk).update(**values, version=F("version") + 1)
    forwarding.refresh_from_db(fields=[*values, "version"])


@transaction.atomic
def save_covering(
    forwarding: Forwarding,
    covering: Covering,
    *,
    by: Actor,
    at: datetime,
    seen: int,
    left_out: Mapping[str, str] = NOTHING_LEFT_OUT,
) -> Forwarding:
    """Keep what was typed, also whom it is meant to leave out and why (by public id). The same again changes nothing.

    Raises Refused("stale"), "sent", "recalled", and "signed" when the words would no longer be those that were signed.
    """
    row = _locked_draft(forwarding, seen)
    written = covering.as_json() | {"left_out": dict(left_out)}
    if written == {"left_out": {}} | row.covering:
        return row
    if row.signed_id and covering != Covering.stored(row.covering):
        raise Refused("signed", _("Thư chuyển đã có bản ký; bỏ bản ký trước khi sửa lời."))
    _write(row, by=by, at=at, covering=written)
    return row


@transaction.atomic
def _attach(forwarding: Forwarding, columns: dict[str, Any], act: str, *, by: Actor, at: datetime, seen: int) -> None:
    row = locked(forwarding)
    if row.version != seen:
        raise stale()
    if row.status == ForwardingStatus.SENT and row.signed_id:
        raise Refused("sent", _("Bản ký đã gửi cùng thư chuyển, giữ nguyên. Chưa ghi gì."))
    _write(row, by=by, at=at, **columns)
    audit.record(row, f"forwarding.{act}", by=by, at=at, after={"file": columns["signed_name"]})


def keep_signed(
    forwarding: Forwarding, stream: BinaryIO, inspected: Inspected, *, by: Actor, at: datetime, seen: int
) -> None:
    """Keep the covering letter as it was signed outside, byte by byte: before it is sent, or once after.

    Raises Refused("not-a-letter") for a file that is neither PDF nor picture, "stale", "sent", "recalled".
    """
    if inspected.media_type not in SIGNED_KINDS:
        raise Refused("not-a-letter", _("Bản ký là tệp PDF hoặc ảnh chụp. Chưa lưu tệp này."))
    blob = blobs.keep_inspected(stream, inspected, board_id=forwarding.board_id, at=at)
    columns = {"signed": blob, "signed_name": inspected.file_name}
    _attach(forwarding, columns, "keep_signed", by=by, at=at, seen=seen)


def drop_signed(forwarding: Forwarding, *, by: Actor, at: datetime, seen: int) -> None:
    """Take the signed file back, so that the words can change. Raises Refused("stale"), "sent", "recalled"."""
    _attach(forwarding, {"signed": None, "signed_name": ""}, "drop_signed", by=by, at=at, seen=seen)
