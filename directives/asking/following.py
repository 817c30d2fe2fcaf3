"""A letter that follows a directive, and a draft that becomes an ordinary letter again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from antt_portal.core import audit
from directives.asking import directing
from directives.asking.going_out import REACHES_ITS_READERS
from directives.models import Delivery, Directive, OfficialLetter, Relation
from directives.writing import composing
from enterprises.actor import Actor


@transaction.atomic
def follow(
    related: OfficialLetter, relation: Relation, data: Mapping[str, Any], *, by: Actor, at: datetime
) -> OfficialLetter:
    """A draft about ``related``. One that replaces a directive is a directive to the same audience that asks the same,
    as far as its text still says so. Raises what ``composing.draft`` raises."""
    letter = composing.draft(by.organisation, data, by=by, at=at, relation=relation, related=related)
    directive = Directive.objects.filter(letter=related).first()
    if directive is not None and relation == Relation.REPLACES:
        directing.copy_to(directive, letter, by=by, at=at)
    return letter


def reached_before(letter: OfficialLetter) -> int | None:
    """How many have the directive that ``letter`` recalls, replaces or corrects, and will get this one too.

    None for a letter that follows no directive.
    """
    if letter.related_id is None or letter.relation not in REACHES_ITS_READERS:
        return None
    if not Directive.objects.issued().filter(letter=letter.related_id).exists():
        return None
    return Delivery.objects.filter(directive__letter=letter.related_id, sent_at__isnull=False).count()


@transaction.atomic
def withdraw(directive: Directive, *, by: Actor, at: datetime) -> None:
    """The draft is an ordinary letter again; its text stays. Raises Refused("not-draft")."""
    locked = directing.locked_directive(directive)
    instrument = locked.instrument
    locked.delete()
    if instrument is not None:
        instrument.obligations.all().delete()
        instrument.delete()
    audit.record(directive.letter, "officialletter.undirect", by=by, at=at)
