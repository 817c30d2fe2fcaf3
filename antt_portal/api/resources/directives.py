"""Directives: those a board issued, or those an organisation received."""

from collections import defaultdict
from datetime import date
from typing import Any, Literal, cast

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from antt_portal.api import shapes
from antt_portal.api.asking import ListQuery
from antt_portal.api.changes import acted_since, last_acts, latest
from antt_portal.api.models import Scope
from antt_portal.api.reader import Reader
from antt_portal.api.resources.resource import Resource, named
from directives.asking.applying import concerns
from directives.models import Delivery, Directive, Obligation, ObligationKind, OfficialLetter

LETTER = OfficialLetter._meta.label_lower


def visible(reader: Reader) -> QuerySet[Directive]:
    """Those who receive one see it through their delivery."""
    if reader.is_board:
        return Directive.objects.visible_to(reader).issued()
    got = Delivery.objects.visible_to(reader).filter(organisation_id=reader.organisation_id)
    return Directive.objects.issued().filter(pk__in=got.values("directive"))


def narrowed(rows: QuerySet[Any], query: ListQuery, reader: Reader) -> QuerySet[Any]:
    if since := query.updated_since:
        acted = Q(letter__public_id__in=acted_since(LETTER, since, board_id=reader.board_id))
        rows = rows.filter(acted | Q(issued_at__gte=since))
    return rows


def said(rows: list[Directive], reader: Reader) -> list[shapes.Directive]:
    """Four queries at most."""
    found = Directive.objects.filter(pk__in=[one.pk for one in rows]).order_by("pk")
    whole = list(found.select_related("letter__issuer").defer("letter__data", "manifest"))
    acts = last_acts(LETTER, [one.letter.public_id for one in whole])
    items = _items(whole, reader)
    return [
        shapes.Directive(
            id=one.public_id,
            number=str(one.letter),
            subject=one.letter.subject,
            status=cast("Literal['issued', 'recalled', 'replaced']", one.letter.status),
            issuer=named(one.letter.issuer),
            issued_on=cast("date", one.letter.issued_on),  # a letter that is out has its day, by constraint
            issued_at=one.issued_at,
            acknowledge_by=one.acknowledge_by,
            bundle_sha256=one.bundle_sha256,
            audience_count=one.audience_count if reader.is_board else None,
            items=[_item(item) for item in items[one.pk]],
            updated_at=latest(one.issued_at, acts.get(one.letter.public_id)),
        )
        for one in whole
        if one.issued_at is not None
    ]


def _items(directives: list[Directive], reader: Reader) -> dict[int, list[Obligation]]:
    """In the order of the letter; whoever got it sees what concerns it (directives/asking/applying.py)."""
    asked = Obligation.objects.filter(instrument__directive__in=directives).order_by("position")
    got = {}
    if not reader.is_board:
        mine = Delivery.objects.visible_to(reader).filter(organisation_id=reader.organisation_id)
        got = {one.directive_id: one for one in mine.filter(directive__in=directives)}
    found: dict[int, list[Obligation]] = defaultdict(list)
    for item in asked.select_related("instrument__directive").defer("fields"):
        directive_id = item.instrument.directive.pk
        if reader.is_board or concerns(item, got[directive_id]):
            found[directive_id].append(item)
    return found


def _item(item: Obligation) -> shapes.Item:
    return shapes.Item(
        id=item.public_id,
        number=item.number,
        kind=ObligationKind(item.kind),
        title=item.title,
        text=item.text,
        due_on=item.due_on,
        answer_wanted=item.answer_wanted,
    )


DIRECTIVES = Resource(
    "directives",
    "directive",
    Scope.DIRECTIVES,
    _("Văn bản chỉ đạo"),
    _("Ban Quản lý đọc văn bản đã phát hành; nơi nhận đọc văn bản đã được gửi đến mình."),
    shapes.Directive,
    shapes.DirectivePage,
    ListQuery,
    visible,
    narrowed,
    said,
)
