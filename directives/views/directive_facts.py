"""What makes a letter a directive, to be read on its page before and after issue."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from antt_portal.core import clock
from directives.asking.applying import TRAIT_LABELS
from directives.asking.assigning import due_if_issued
from directives.asking.directing import DIRECTED_KINDS
from directives.asking.following import reached_before
from directives.asking.reaching import counted
from directives.models import Directive, DueKind, LetterStatus, Obligation, OfficialLetter
from directives.states import OUT
from directives.views.direct_page import directive_of
from enterprises.models import OrganisationKind

COUNTED_OUT = frozenset({DueKind.WORKDAYS, DueKind.TET})


@dataclass(frozen=True)
class Item:
    """An obligation. Before issue ``day`` is by when it would be due if the letter went out today."""

    asked: Obligation
    day: date | None

    @property
    def is_counted(self) -> bool:
        return self.asked.due_kind in COUNTED_OUT

    @property
    def concerns(self) -> str:
        """Whom it is for, in words; empty for everybody who is to act."""
        kinds = [str(OrganisationKind(kind).label) for kind in self.asked.audience.get("kinds", [])]
        traits = [str(TRAIT_LABELS[trait]) for trait in self.asked.audience.get("traits", [])]
        return ", ".join([*kinds, *traits])


def directive_facts(letter: OfficialLetter) -> dict[str, Any]:
    """``reach`` is who it is today, and None once the audience is frozen."""
    directive, is_out = directive_of(letter), letter.status in OUT
    facts = {
        "directive": directive,
        "can_direct": letter.kind in DIRECTED_KINDS,
        "reached_before": None if is_out else reached_before(letter),
        "today": clock.today(),
    }
    if directive is None:
        return facts
    under_way = not is_out and letter.status != LetterStatus.DISCARDED
    return facts | {
        "lines": directive.audience.select_related("zone", "organisation").order_by("excluded", "pk"),
        "items": _items(directive, is_out=is_out),
        "reach": counted(directive, on=clock.today()) if under_way else None,
    }


def _items(directive: Directive, *, is_out: bool) -> list[Item]:
    asked = list(Obligation.objects.filter(instrument__directive=directive).order_by("position"))
    if is_out:
        return [Item(one, one.due_on) for one in asked]
    days = due_if_issued(directive, asked, on=clock.today())
    return [Item(one, days[one.pk]) for one in asked]
