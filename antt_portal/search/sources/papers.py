"""Documents that went out, and those that came in."""

from datetime import date

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from antt_portal.core.formats import vn_date
from antt_portal.search.asking import Asked
from antt_portal.search.matching import NOTHING, Columns, labelled
from antt_portal.search.source import Hit, Source, everybody
from directives.models import IncomingDocument, LetterKind, LetterStatus, OfficialLetter
from directives.permissions import can_see_letters
from enterprises.actor import Actor


def _letters(actor: Actor, _on: date) -> QuerySet[OfficialLetter]:
    return OfficialLetter.objects.visible_to(actor).exclude(status=LetterStatus.DISCARDED).defer("data")


def _letter_columns(_actor: Actor) -> Columns:
    kinds = labelled(LetterKind, "kind")
    return Columns(keys=("search_key",), numbers=("number", "year"), labels=(kinds,))


def _numbered_so(asked: Asked) -> Q:
    """The very number, and a symbol that begins so: the search key of a letter begins with its symbol."""
    if asked.number is None:
        return NOTHING
    return Q(number=asked.number, search_key__startswith=asked.symbol)


def _letter_hit(letter: OfficialLetter) -> Hit:
    about = (str(letter), letter.get_kind_display(), vn_date(letter.issued_on) if letter.issued_on else "")
    url, status = letter.get_absolute_url(), letter.get_status_display()
    return Hit(letter.subject or str(letter), url, about, tone=letter.tone, status=status)


LETTERS = Source(
    "letters",
    _("Văn bản"),
    everybody,
    _letters,
    _letter_columns,
    _letter_hit,
    (F("issued_on").desc(nulls_first=True), "-pk"),
    _numbered_so,
)


def _incoming(actor: Actor, _on: date) -> QuerySet[IncomingDocument]:
    return IncomingDocument.objects.visible_to(actor)


def _incoming_columns(_actor: Actor) -> Columns:
    return Columns(keys=("search_key",), numbers=("year",))


def _arrived_so(asked: Asked) -> Q:
    """The number on the paper and its symbol, with which the search key begins."""
    return Q(search_key__startswith=" ".join(asked.words)) if asked.number is not None else NOTHING


def _incoming_hit(document: IncomingDocument) -> Hit:
    about = (document.full_number, document.agency, vn_date(document.dated_on) if document.dated_on else "")
    return Hit(document.title, document.get_absolute_url(), about)


INCOMING = Source(
    "incoming",
    _("Văn bản đến"),
    can_see_letters,
    _incoming,
    _incoming_columns,
    _incoming_hit,
    ("-year", "-arrival_number"),
    _arrived_so,
)
