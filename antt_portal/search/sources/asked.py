"""What enterprises are asked to do: year after year, or once by a directive."""

from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from antt_portal.search.matching import Columns
from antt_portal.search.source import Hit, Source, everybody
from directives.asking.applying import concerns
from directives.models import Delivery, Instrument, InstrumentStatus, Obligation
from directives.models import Source as InstrumentSource
from directives.permissions import can_receive
from enterprises.actor import Actor


def _obligations(actor: Actor, _on: date) -> QuerySet[Obligation]:
    """A draft concerns only those who write it; an item of a directive its board, and those it was sent to."""
    behind_the_wall = Obligation.objects.filter(board_id=actor.board_id)
    instruments = Instrument.objects.visible_to(actor)
    if actor.is_board:
        asked = behind_the_wall.filter(instrument__in=instruments)
    else:
        standing = instruments.standing().exclude(status=InstrumentStatus.DRAFT)
        asked = behind_the_wall.filter(Q(instrument__in=standing) | Q(pk__in=_delivered(actor)))
    with_delivery = asked.annotate(delivery=Subquery(_own(actor).values("public_id")[:1]))
    return with_delivery.select_related("instrument__letter").defer("fields", "instrument__letter__data")


def _own(actor: Actor) -> QuerySet[Delivery]:
    """The delivery, to the organisation of ``actor``, of the directive that an outer obligation belongs to."""
    mine = Delivery.objects.visible_to(actor).filter(organisation_id=actor.organisation_id)
    return mine.filter(directive__instrument=OuterRef("instrument"))


def _delivered(actor: Actor) -> list[int]:
    """Of the directives that the organisation got, the items that concern it."""
    if not can_receive(actor):
        return []
    mine = Delivery.objects.visible_to(actor).filter(organisation_id=actor.organisation_id)
    got = {delivery.directive_id: delivery for delivery in mine}
    items = Obligation.objects.filter(instrument__directive__in=got).select_related("instrument__directive")
    items = items.only("audience", "instrument__directive")
    return [one.pk for one in items if concerns(one, got[one.instrument.directive.pk])]


def _columns(_actor: Actor) -> Columns:
    return Columns(keys=("search_key",))


def _hit(obligation: Any) -> Hit:
    instrument = obligation.instrument
    return Hit(
        str(obligation), _url(obligation), (str(instrument), obligation.citation), text=obligation.in_language("text")
    )


def _url(obligation: Any) -> str:
    instrument: Instrument = obligation.instrument
    if obligation.delivery:
        return reverse("directives:delivery", args=[obligation.delivery])
    if instrument.source == InstrumentSource.DIRECTIVE and instrument.letter:
        return instrument.letter.get_absolute_url()
    return f"{reverse('directives:instrument', args=[instrument.public_id])}#o-{obligation.code}"


OBLIGATIONS = Source(
    "obligations",
    _("Nội dung phải thực hiện"),
    everybody,
    _obligations,
    _columns,
    _hit,
    ("-valid_from", "instrument", "position"),
)
