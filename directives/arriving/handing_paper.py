"""The bundle on paper: somebody took it, at a time, and a signed slip or a photo shows it."""

from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit, blobs
from antt_portal.core.formats import vn_datetime
from antt_portal.core.inspection import Inspected
from antt_portal.core.models import Blob
from antt_portal.core.refusal import Refused
from directives.arriving.acknowledging import acknowledge
from directives.arriving.receiving import note_delivered
from directives.arriving.sending import after_sending
from directives.forwarding.deadlines import settle
from directives.forwarding.newcomers import locked_out
from directives.models import Delivery, Directive, Forwarding, ForwardingStatus, HandOver, Proof, Route
from enterprises.actor import Actor

NOTE_LENGTH = 300
SHOWS_IT = frozenset({"application/pdf", "image/jpeg", "image/png", "image/heic"})


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What the slip says: who took the papers, and when. ``proof`` is PAPER_SLIP or PAPER_PHOTO."""

    person: str
    office: str
    at: datetime
    proof: Proof


def hand_over(
    delivery: Delivery, stream: BinaryIO, inspected: Inspected, taken: Taken, *, by: Actor, at: datetime
) -> HandOver:
    """Record a hand-over: now, or the one recorded before with the same file and time. A slip with a signature
    acknowledges, a photo proves that it was delivered.

    Paper sends: who was not forwarded to yet has it by this way from now on. Raises Refused("no-proof") for a file
    that shows nothing, "future", "before-issue", "recalled".
    """
    if inspected.media_type not in SHOWS_IT:
        raise Refused("no-proof", _("Phiếu ký hoặc ảnh giao nhận là tệp PDF hoặc ảnh. Chưa ghi gì."))
    blob = blobs.keep_inspected(stream, inspected, board_id=delivery.board_id, at=at)
    return _record(delivery, blob, inspected.file_name, taken, by=by, at=at)


@transaction.atomic
def _record(delivery: Delivery, blob: Blob, file_name: str, taken: Taken, *, by: Actor, at: datetime) -> HandOver:
    directive = locked_out(delivery.directive)
    _require_possible(directive, taken, at=at)
    known = HandOver.objects.filter(delivery=delivery, file=blob, received_at=taken.at).first()
    if known:
        return known
    _send(directive, delivery, by=by, at=at)
    made = HandOver.objects.create(
        board_id=delivery.board_id,
        organisation_id=delivery.organisation_id,
        delivery=delivery,
        handed_by=by.organisation,
        received_by=taken.person,
        received_office=taken.office,
        received_at=taken.at,
        proof=taken.proof,
        file=blob,
        file_name=file_name,
        recorded_at=at,
        recorded_by=by.user,
    )
    after = {"delivery": str(delivery.public_id), "proof": taken.proof, "received_at": taken.at.isoformat()}
    audit.record(made, "handover.record", by=by, at=at, after=after, note=taken.person)
    _climb(directive, made, by=by)
    return made


def _require_possible(directive: Directive, taken: Taken, *, at: datetime) -> None:
    """The minute of the issue itself counts as after it: people write no seconds."""
    if taken.at > at:
        raise Refused("future", _("Thời điểm nhận ở sau lúc này. Chưa ghi gì."))
    issued_at = directive.issued_at
    if issued_at is None or taken.at < issued_at.replace(second=0, microsecond=0):
        said = {"at": vn_datetime(issued_at) if issued_at else ""}
        raise Refused("before-issue", _("Văn bản phát hành lúc %(at)s; không thể nhận trước đó. Chưa ghi gì.") % said)


def _send(directive: Directive, delivery: Delivery, *, by: Actor, at: datetime) -> None:
    """Mark the way of whoever hands it over as taken; a board needs none laid at issue."""
    via = None if by.is_board else by.organisation
    if via is None:
        Route.objects.get_or_create(
            delivery=delivery, via=None, defaults={"board_id": delivery.board_id, "directive": directive}
        )
    sent = Forwarding.objects.filter(directive=directive, organisation=by.organisation, status=ForwardingStatus.SENT)
    Route.objects.filter(delivery=delivery, via=via, sent_at__isnull=True).update(
        sent_at=at,
        sent_by=by.user,
        forwarding=sent.first(),
        excluded_at=None,
        excluded_by=None,
        excluded_reason="",
    )
    row = Delivery.objects.filter(pk=delivery.pk)
    if row.filter(sent_at__isnull=True).update(sent_at=at):
        after_sending(directive, row, at=at, via=via.name if via else "")
    if via is not None:
        settle(directive, via, at=at)


def _climb(directive: Directive, made: HandOver, *, by: Actor) -> None:
    """The person on the slip is the receiver's; who recorded it stands in the note and in the record of acts."""
    proof = Proof(made.proof)
    note_delivered(
        made.delivery,
        proof=proof,
        at=made.recorded_at,
        person=made.received_by,
        file=made.file,
        note=f"{by.user.full_name}, {by.organisation}"[:NOTE_LENGTH],
        received_at=made.received_at,
    )
    if proof == Proof.PAPER_SLIP:
        acknowledge(
            made.delivery,
            bundle_sha256=directive.bundle_sha256,
            by=None,
            doer=by,
            person=made.received_by,
            office=made.received_office,
            proof=proof,
            at=made.recorded_at,
        )
