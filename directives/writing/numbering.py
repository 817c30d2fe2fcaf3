"""Numbers of outgoing documents: one row-locked counter per agency, group and calendar year, from 01, without gaps.

A database sequence would leave a gap with every rollback; here the number is part of the transaction that uses it.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit
from antt_portal.core.clock import local_date
from antt_portal.core.refusal import Refused
from directives.models import EntryState, LetterKind, NumberSeries, OfficialLetter, RegisterEntry, SeriesGroup
from enterprises.actor import Actor
from enterprises.models import Organisation
from enterprises.succession.running import require_running

GROUP_OF_KIND: dict[str, SeriesGroup] = {
    LetterKind.OFFICIAL_LETTER: SeriesGroup.LETTERS,
    LetterKind.REQUEST_TO_SUPPLEMENT: SeriesGroup.LETTERS,
    LetterKind.CORRECTION: SeriesGroup.LETTERS,
    LetterKind.DECISION: SeriesGroup.DECISIONS,
    LetterKind.CERTIFICATE: SeriesGroup.CERTIFICATES,
    LetterKind.COPY: SeriesGroup.COPIES,
}
MOST_AT_ONCE = 50


def group_of(kind: str) -> SeriesGroup:
    return GROUP_OF_KIND.get(kind, SeriesGroup.OTHERS)


def take(letter: OfficialLetter, *, on: date, by: Actor, at: datetime) -> RegisterEntry:
    """The next number of the letter's series, used by it. Call it inside the transaction that numbers the letter:

    the series stays locked until that ends, so that a rollback gives the number back before anybody takes the next.
    Raises Refused("board-closed") for a board whose place another one took.
    """
    require_running(letter.board_id, on=on)
    series = _locked(letter.issuer, group_of(letter.kind), on.year)
    return _entry(series, EntryState.USED, by=by, at=at, letter=letter, **_columns(letter, on))


def use_reserved(letter: OfficialLetter, entry: RegisterEntry, *, on: date, by: Actor, at: datetime) -> RegisterEntry:
    """Give the letter a number that was reserved. Raises Refused("not-reserved"), Refused("other-series"),
    Refused("board-closed")."""
    require_running(letter.board_id, on=on)
    locked = RegisterEntry.objects.select_for_update(of=("self",)).select_related("series").get(pk=entry.pk)
    if locked.state != EntryState.RESERVED:
        raise Refused("not-reserved", _("Số này không còn được giữ trước; chọn số khác."))
    wanted = (letter.issuer_id, group_of(letter.kind), on.year)
    if (locked.series.agency_id, locked.series.group, locked.series.year) != wanted:
        raise Refused("other-series", _("Số giữ trước thuộc sổ khác với văn bản này."))
    before = {"state": locked.state, "reason": locked.reason}
    for name, value in {"state": EntryState.USED, "letter": letter, **_columns(letter, on)}.items():
        setattr(locked, name, value)
    locked.save()
    audit.record(locked, "registerentry.use_reserved", by=by, at=at, before=before)
    return locked


@transaction.atomic
def reserve(
    agency: Organisation, group: SeriesGroup, *, count: int, reason: str, by: Actor, at: datetime
) -> list[RegisterEntry]:
    """Keep the next ``count`` numbers of this year for later, or for papers issued outside the portal.

    Raises Refused("reason-missing"), Refused("count"), Refused("board-closed").
    """
    require_running(agency.board_id, on=local_date(at))
    reason = _given(reason)
    if not 1 <= count <= MOST_AT_ONCE:
        raise Refused("count", _("Giữ trước từ 1 đến %(most)s số mỗi lần.") % {"most": MOST_AT_ONCE})
    series = _locked(agency, group, local_date(at).year)
    entries = [_entry(series, EntryState.RESERVED, by=by, at=at, reason=reason) for _each in range(count)]
    for entry in entries:
        audit.record(entry, "registerentry.reserve", by=by, at=at, note=reason)
    return entries


@transaction.atomic
def skip(entry: RegisterEntry, *, reason: str, by: Actor, at: datetime) -> None:
    """A reserved number that will not be used. Raises Refused("reason-missing"), Refused("not-reserved")."""
    reason = _given(reason)
    locked = RegisterEntry.objects.select_for_update().get(pk=entry.pk)
    if locked.state != EntryState.RESERVED:
        raise Refused("not-reserved", _("Chỉ bỏ được số đang giữ trước."))
    RegisterEntry.objects.filter(pk=locked.pk).update(state=EntryState.SKIPPED, reason=reason)
    audit.record(locked, "registerentry.skip", by=by, at=at, note=reason)


def give_up(letter: OfficialLetter, *, reason: str, by: Actor, at: datetime) -> None:
    """The number of a letter that goes back before its issue: skipped for ever, with the reason in the register."""
    entry = RegisterEntry.objects.select_for_update().get(letter=letter, state=EntryState.USED)
    RegisterEntry.objects.filter(pk=entry.pk).update(state=EntryState.SKIPPED, reason=_given(reason))
    audit.record(entry, "registerentry.skip", by=by, at=at, note=reason)


def _given(reason: str) -> str:
    if not reason.strip():
        raise Refused("reason-missing", _("Ghi lý do: số không dùng phải có lý do trong sổ."))
    return reason.strip()[:300]


def _locked(agency: Organisation, group: SeriesGroup, year: int) -> NumberSeries:
    """The counter's row, locked; two who make it at once make one (``get_or_create`` falls back to reading)."""
    found, _created = NumberSeries.objects.get_or_create(
        agency=agency, group=group, year=year, defaults={"board_id": agency.board_id}
    )
    return NumberSeries.objects.select_for_update().get(pk=found.pk)


def _entry(series: NumberSeries, state: EntryState, *, by: Actor, at: datetime, **columns: Any) -> RegisterEntry:
    series.last_number += 1
    series.save(update_fields=["last_number"])
    return RegisterEntry.objects.create(
        board_id=series.board_id,
        series=series,
        number=series.last_number,
        state=state,
        entered_at=at,
        entered_by=by.user,
        **columns,
    )


def _columns(letter: OfficialLetter, on: date) -> dict[str, Any]:
    """What the register prints of a letter (Phụ lục IV), as it stands on the day of the number."""
    data = letter.data
    archive = str(data.get("archive", "")).removeprefix("Lưu:").strip()
    return {
        "symbol": letter.symbol,
        "dated_on": on,
        "title": f"{letter.get_kind_display()}: {letter.subject}",
        "signer": data["signature"]["name"],
        "receivers": "; ".join([*data.get("recipients", ()), *data.get("also_to", ())]),
        "archive_unit": archive[:120],
        "reason": "",
    }
