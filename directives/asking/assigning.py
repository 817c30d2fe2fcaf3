"""What a directive asks, written as a whole: the obligations stand in the order of the words of the letter."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from antt_portal.core import audit
from antt_portal.core.models import CalendarDay
from directives.asking import directing
from directives.asking.directing import Asked
from directives.asking.due import due_day
from directives.models import Directive, DueKind, Obligation, OfficialLetter
from enterprises.actor import Actor

Place = tuple[int, int]


def asked_of(obligation: Obligation) -> Asked:
    """The obligation as a person chose it; the day that an issue counted out is not part of that."""
    values = {name: getattr(obligation, name) for name in Asked.__dataclass_fields__}
    return Asked(**values | {"due_on": obligation.due_on if obligation.due_kind == DueKind.FIXED else None})


def place_of(letter: OfficialLetter, words: str) -> Place | None:
    """Which paragraph says ``words`` first, and at which character; None when none does."""
    wanted = " ".join(words.split())
    found = ((number, passage.find(wanted)) for number, passage in enumerate(directing.passages(letter)))
    return next((place for place in found if wanted and place[1] >= 0), None)


@transaction.atomic
def assign(directive: Directive, wanted: Iterable[tuple[Asked, Obligation | None]], *, by: Actor, at: datetime) -> None:
    """Make these the obligations of a draft, all or none; one that is not among them is dropped.

    Raises what ``directing.ask`` raises.
    """
    locked = directing.locked_directive(directive)
    rows = list(wanted)
    kept = [obligation.pk for _asked, obligation in rows if obligation]
    for gone in Obligation.objects.filter(instrument=locked.instrument).exclude(pk__in=kept):
        directing.drop(gone, by=by, at=at)
    last: Place = (len(locked.letter.data["body"]), 0)
    rows.sort(key=lambda row: place_of(locked.letter, row[0].text) or last)
    for position, (asked, obligation) in enumerate(rows, 1):
        written = obligation
        if obligation is None or asked_of(obligation) != asked:
            written = directing.ask(locked, asked, by=by, at=at, obligation=obligation)
        if written is not None:
            Obligation.objects.filter(pk=written.pk).update(position=position, number=str(position))
    audit.record(locked.letter, "officialletter.assign", by=by, at=at, after={"obligations": len(rows)})


def due_if_issued(directive: Directive, obligations: Iterable[Obligation], *, on: date) -> dict[int, date | None]:
    """By the key of the obligation, the day on which it would be due if the letter were issued on ``on``."""
    calendar = CalendarDay.objects.calendar_for(directive.board_id)
    tet_year = directive.campaign.tet_year if directive.campaign else None
    return {one.pk: due_day(one, issued_on=on, calendar=calendar, tet_year=tet_year) for one in obligations}
