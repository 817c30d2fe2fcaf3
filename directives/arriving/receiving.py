"""A delivery was received, opened, or its mail came back: each rung has the time of its first proof, and all proofs."""

from datetime import datetime

from django.db import transaction

from antt_portal.core.models import Blob
from directives.models import RUNG_FIELDS, Delivery, DeliveryStep, Proof, Rung
from directives.models.deliveries import DeliveryQuerySet
from enterprises.actor import Actor

LONGEST_REASON = 300


@transaction.atomic
def note_delivered(
    delivery: Delivery,
    *,
    proof: Proof,
    at: datetime,
    person: str = "",
    by: Actor | None = None,
    file: Blob | None = None,
    note: str = "",
    received_at: datetime | None = None,
) -> None:
    """It reached somebody. ``by`` is whoever says so: an investor that handed it over says so of another organisation.

    The rung is reached at ``at``, when the portal learns of it, so that figures of an earlier moment stay what they
    were; ``received_at`` is the time written on paper. A second kind of proof is kept beside the first and changes no
    time; the same kind again adds nothing. A delivery that was not sent yet, or has ended, climbs no further.
    """
    if _reach(delivery, Rung.DELIVERED, at=at) or _adds_proof(delivery, Rung.DELIVERED, proof, at=at):
        proven = step_of(delivery, Rung.DELIVERED, proof=proof, at=at, by=by, person=person, happened_at=received_at)
        proven.file, proven.note = file, note
        proven.save()


@transaction.atomic
def note_opened(delivery: Delivery, *, by: Actor | None, proof: Proof, at: datetime, person: str = "") -> None:
    """Somebody of the organisation looked at it, and so it was delivered too. Only the first time counts."""
    if _reach(delivery, Rung.OPENED, at=at):
        step_of(delivery, Rung.OPENED, proof=proof, at=at, by=by, person=person).save()
        if _reach(delivery, Rung.DELIVERED, at=at):
            step_of(delivery, Rung.DELIVERED, proof=proof, at=at, by=by, person=person).save()


def note_bounced(delivery: Delivery, reason: str, *, at: datetime) -> None:
    """A mail came back: a flag, by which a delivery loses no rung. The latest reason counts."""
    Delivery.objects.filter(pk=delivery.pk).update(bounced_at=at, bounce_reason=reason[:LONGEST_REASON])


def forget_bounce(delivery: Delivery, *, before: datetime) -> None:
    """A mail written after the one that came back arrived: the flag of ``before`` that moment is taken down."""
    flagged = Delivery.objects.filter(pk=delivery.pk, bounced_at__lt=before)
    flagged.update(bounced_at=None, bounce_reason="")


def step_of(
    delivery: Delivery,
    rung: Rung,
    *,
    proof: Proof,
    at: datetime,
    by: Actor | None,
    person: str = "",
    happened_at: datetime | None = None,
) -> DeliveryStep:
    """The proof of a rung, unsaved; the person is ``by`` where no other one is named."""
    return DeliveryStep(
        board_id=delivery.board_id,
        delivery=delivery,
        rung=rung,
        proof=proof,
        at=happened_at or at,
        recorded_at=at,
        user=by.user if by else None,
        organisation_id=by.organisation_id if by else delivery.organisation_id,
        person=person or (by.user.full_name if by else ""),
    )


def _climbing(delivery: Delivery, *, at: datetime) -> DeliveryQuerySet:
    return Delivery.objects.standing().filter(pk=delivery.pk, sent_at__lte=at)


def _reach(delivery: Delivery, rung: Rung, *, at: datetime) -> bool:
    """Whether this is the first proof; one statement, so that of two at once one is."""
    column = RUNG_FIELDS[rung]
    return _climbing(delivery, at=at).filter(**{f"{column}__isnull": True}).update(**{column: at}) == 1


def _adds_proof(delivery: Delivery, rung: Rung, proof: Proof, *, at: datetime) -> bool:
    known = DeliveryStep.objects.filter(delivery=delivery, rung=rung, proof=proof)
    return not known.exists() and _climbing(delivery, at=at).exists()
