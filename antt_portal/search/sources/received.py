"""Directives as one organisation got them; for a board they are letters that it sent."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from antt_portal.core.formats import vn_date
from antt_portal.search.asking import Asked
from antt_portal.search.matching import NOTHING, Columns
from antt_portal.search.source import Hit, Source
from directives.models import Delivery
from directives.permissions import can_receive
from enterprises.actor import Actor

LETTER = "directive__letter"


def _deliveries(actor: Actor, _on: date) -> QuerySet[Delivery]:
    mine = Delivery.objects.visible_to(actor).filter(organisation_id=actor.organisation_id)
    return mine.select_related(f"{LETTER}__issuer").defer(f"{LETTER}__data")


def _columns(_actor: Actor) -> Columns:
    return Columns(keys=(f"{LETTER}__search_key",), numbers=(f"{LETTER}__number", f"{LETTER}__year"))


def _numbered_so(asked: Asked) -> Q:
    if asked.number is None:
        return NOTHING
    return Q(**{f"{LETTER}__number": asked.number, f"{LETTER}__search_key__startswith": asked.symbol})


def _hit(delivery: Delivery) -> Hit:
    letter = delivery.directive.letter
    about = (str(letter), letter.issuer.name, vn_date(letter.issued_on) if letter.issued_on else "")
    status = _("Không còn hiệu lực") if delivery.ended_at else delivery.rung.label
    tone = "void" if delivery.ended_at else "done" if delivery.acknowledged_at else "sent"
    return Hit(letter.subject, delivery.get_absolute_url(), about, tone=tone, status=str(status))


RECEIVED = Source(
    "received",
    _("Văn bản nhận được"),
    can_receive,
    _deliveries,
    _columns,
    _hit,
    ("-sent_at", "-pk"),
    _numbered_so,
)
