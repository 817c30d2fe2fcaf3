"""What the clerk keeps in the register beside the numbers: how many copies went out, and who signed for them."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit
from antt_portal.core.refusal import Refused
from directives.models import EntryState, NumberSeries, OfficialLetter, RegisterEntry
from directives.writing.numbering import group_of
from enterprises.actor import Actor
from enterprises.models import Organisation

FIRST_NUMBER = 1


@transaction.atomic
def amend(entry: RegisterEntry, *, copies: int | None, receipt_note: str, by: Actor, at: datetime) -> None:
    """Write columns 7 and 9. Raises Refused("not-used") for a number that no letter has."""
    locked = RegisterEntry.objects.select_for_update().get(pk=entry.pk)
    if locked.state != EntryState.USED:
        raise Refused("not-used", _("Số này không có văn bản nên không có bản nào được chuyển."))
    before = {"copies": locked.copies, "receipt_note": locked.receipt_note}
    after = {"copies": copies, "receipt_note": receipt_note.strip()}
    if before == after:
        return
    RegisterEntry.objects.filter(pk=locked.pk).update(**after)
    audit.record(locked, "registerentry.amend", by=by, at=at, before=before, after=after)


def series_for(agency: Organisation, group: str, year: int) -> NumberSeries | None:
    return NumberSeries.objects.filter(agency=agency, group=group, year=year).first()


def next_number(letter: OfficialLetter, *, on: date) -> int:
    """The number that ``letter`` would get now; somebody else may take it first."""
    series = series_for(letter.issuer, group_of(letter.kind), on.year)
    return series.next_number if series else FIRST_NUMBER


def reserved_for(letter: OfficialLetter, *, on: date) -> QuerySet[RegisterEntry]:
    """Numbers kept in the series that ``letter`` counts in, lowest first."""
    of_series = RegisterEntry.objects.filter(
        series__agency=letter.issuer_id, series__group=group_of(letter.kind), series__year=on.year
    )
    return of_series.filter(state=EntryState.RESERVED).order_by("number")
