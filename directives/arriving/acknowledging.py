"""Acknowledging: somebody says, for an organisation, that exactly this bundle was received."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit, papers
from antt_portal.core.actor import Doer, System
from antt_portal.core.folding import ascii_name
from antt_portal.core.refusal import Refused
from antt_portal.core.verification_code import new_code
from directives.arriving.acknowledgement_papers import KIND, proof_data
from directives.arriving.receiving import step_of
from directives.models import RUNG_FIELDS, Acknowledgement, Delivery, DeliveryStep, Proof, Rung
from enterprises.actor import Actor
from enterprises.due import deadlines
from enterprises.models import DeadlineKind

ON_PAPER = frozenset({Proof.PAPER_SLIP, Proof.PAPER_PHOTO})


@transaction.atomic
def acknowledge(
    delivery: Delivery,
    *,
    bundle_sha256: str,
    by: Actor | None,
    person: str,
    office: str,
    proof: Proof,
    at: datetime,
    doer: Doer | None = None,
) -> Acknowledgement:
    """The acknowledgement of this delivery, made now or before. ``bundle_sha256`` is what the person had in view.

    Only the delivery itself is read again under its lock: the rest was frozen at issue.

    ``by`` is None for somebody without an account; the record of acts names ``doer`` then. Raises Refused("not-sent"),
    Refused("ended") for a directive that was recalled or replaced, Refused("bundle-changed").
    """
    locked = Delivery.objects.select_for_update().get(pk=delivery.pk)
    locked.directive, locked.organisation = delivery.directive, delivery.organisation
    if locked.acknowledged_at is not None:
        return locked.acknowledgement
    _require_current(locked, bundle_sha256)
    made = _write(locked, by=by, person=person, office=office, proof=proof, at=at)
    _climb(locked, by=by, person=person, proof=proof, at=at)
    deadlines.close(locked, DeadlineKind.ACKNOWLEDGEMENT, at=at)
    after = {"code": made.code, "bundle": bundle_sha256}
    named = by or doer or System(locked.board_id)
    audit.record(locked, "delivery.acknowledge", by=named, at=at, note=person, after=after)
    papers.order(
        KIND,
        about=made,
        data=proof_data(made, locked),
        file_name=f"{ascii_name(f'xac-nhan-{locked.directive.letter}')}.pdf",
        at=at,
        organisation_id=locked.organisation_id,
    )
    return made


def _require_current(delivery: Delivery, bundle_sha256: str) -> None:
    if delivery.sent_at is None:
        raise Refused("not-sent", _("Văn bản chưa được gửi đến tổ chức này nên chưa xác nhận được."))
    if delivery.ended_at is not None:
        text = _("Văn bản đã được thu hồi hoặc thay thế; không xác nhận bản này nữa. Xem văn bản mới trong danh sách.")
        raise Refused("ended", text)
    if bundle_sha256 != delivery.directive.bundle_sha256:
        raise Refused(
            "bundle-changed", _("Gói văn bản đang xem không phải gói đã phát hành. Tải lại trang rồi xác nhận.")
        )


def _write(
    delivery: Delivery, *, by: Actor | None, person: str, office: str, proof: Proof, at: datetime
) -> Acknowledgement:
    directive = delivery.directive
    return Acknowledgement.objects.create(
        board_id=delivery.board_id,
        organisation=delivery.organisation,
        delivery=delivery,
        user=by.user if by else None,
        person=person,
        office=office,
        proof=proof,
        at=at,
        number=directive.manifest["number"],
        symbol=directive.manifest["symbol"],
        bundle_sha256=directive.bundle_sha256,
        letter_version=directive.manifest["version"],
        code=new_code(),
    )


def _climb(delivery: Delivery, *, by: Actor | None, person: str, proof: Proof, at: datetime) -> None:
    """To the fourth rung, over those it had not reached; paper is never opened in the portal."""
    rungs = (
        [Rung.DELIVERED, Rung.ACKNOWLEDGED] if proof in ON_PAPER else [Rung.DELIVERED, Rung.OPENED, Rung.ACKNOWLEDGED]
    )
    missing = [rung for rung in rungs if getattr(delivery, RUNG_FIELDS[rung]) is None]
    Delivery.objects.filter(pk=delivery.pk).update(**{RUNG_FIELDS[rung]: at for rung in missing})
    DeliveryStep.objects.bulk_create(
        step_of(delivery, rung, proof=proof, at=at, by=by, person=person) for rung in missing
    )
