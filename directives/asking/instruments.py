"""The verbs of instruments: draft, write obligations, publish, a new edition, retire. One transaction each."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit
from antt_portal.core.actor import Doer
from antt_portal.core.figures.schema import SchemaFault, parse_schema
from antt_portal.core.folding import search_key
from antt_portal.core.refusal import Refused
from antt_portal.core.workflow import move, stale
from directives.models import Instrument, InstrumentStatus, Obligation, ObligationKind
from directives.states import PUBLISH, RETIRE
from enterprises.models import Board

COPIED = (
    *("kind", "code", "number", "position", "text", "text_en", "title", "title_en", "short_title", "short_title_en"),
    *("help", "help_en", "evidence_hint", "evidence_hint_en", "evidence_wanted", "citation", "points", "audience"),
    *("fields", "valid_from", "board_id", "search_key"),
)
SEARCHED = ("title", "title_en", "short_title", "short_title_en", "text", "text_en", "citation")


@transaction.atomic
def draft(board: Board, *, by: Doer, at: datetime, **described: Any) -> Instrument:
    """A new instrument nobody has to answer yet. ``described`` are the fields of Instrument that say what it is.

    Raises Refused("code-taken") when the board has one with this code.
    """
    if Instrument.objects.filter(board=board, code=described["code"]).exists():
        raise Refused("code-taken", _("Mã này đã dùng cho một bộ nội dung khác của Ban Quản lý."))
    instrument = Instrument.objects.create(board=board, status=InstrumentStatus.DRAFT, **described)
    audit.record(instrument, "instrument.draft", by=by, at=at, after={"title": instrument.title})
    return instrument


def _draft_lock(instrument: Instrument) -> Instrument:
    locked = Instrument.objects.select_for_update(of=("self",)).get(pk=instrument.pk)
    if locked.status != InstrumentStatus.DRAFT:
        raise Refused("not-draft", _("Bộ nội dung đã công bố, không sửa được nữa. Lập lần ban hành mới để thay đổi."))
    return locked


@transaction.atomic
def write_obligation(instrument: Instrument, *, by: Doer, at: datetime, **fields: Any) -> Obligation:
    """Add the obligation with this ``code`` to a draft, or change the one that is there.

    Raises Refused("not-draft"), and Refused("fields") naming every fault of its field schema.
    """
    locked = _draft_lock(instrument)
    try:
        parse_schema(fields["fields"])
    except SchemaFault as fault:
        raise Refused("fields", str(fault)) from fault
    code = fields.pop("code")
    obligation, _created = Obligation.objects.update_or_create(
        instrument=locked,
        code=code,
        defaults={"board_id": locked.board_id, "valid_from": locked.valid_from, **fields},
    )
    obligation.search_key = obligation_key(obligation)
    obligation.save(update_fields=["search_key"])
    audit.record(locked, "instrument.edit", by=by, at=at, after={"obligation": code})
    return obligation


def obligation_key(obligation: Obligation) -> str:
    """The words by which search finds it, in both languages."""
    return search_key(" ".join(getattr(obligation, name) for name in SEARCHED))


@transaction.atomic
def drop_obligation(obligation: Obligation, *, by: Doer, at: datetime) -> None:
    """Take an obligation out of a draft. Raises Refused("not-draft")."""
    locked = _draft_lock(obligation.instrument)
    audit.record(locked, "instrument.edit", by=by, at=at, before={"obligation": obligation.code})
    obligation.parts.all().delete()
    obligation.delete()


@transaction.atomic
def publish(instrument: Instrument, *, by: Doer, at: datetime, seen: int) -> None:
    """Put a draft in force; the edition it supersedes ends the day before. Reports opened before keep theirs.

    Raises Refused("empty"), Refused("dates") when it would start no later than the edition before, Refused("stale").
    """
    locked = Instrument.objects.select_for_update(of=("self",)).get(pk=instrument.pk)
    if not locked.obligations.exists():
        raise Refused("empty", _("Bộ nội dung chưa có nội dung nào."))
    if locked.supersedes_id:
        _end_before(locked.supersedes_id, locked.valid_from)
    move(locked, PUBLISH, by=by, at=at, seen=seen)


@transaction.atomic
def put_in_force(instrument: Instrument, *, valid_from: date, by: Doer, at: datetime) -> None:
    """The instrument of a directive, on the day its letter is issued. Raises Refused("stale")."""
    instrument.obligations.update(valid_from=valid_from)
    move(instrument, PUBLISH, by=by, at=at, changes={"valid_from": valid_from})


def _end_before(superseded: int, start: date) -> None:
    previous = Instrument.objects.select_for_update(of=("self",)).get(pk=superseded)
    if start <= previous.valid_from:
        raise Refused("dates", _("Lần ban hành mới phải áp dụng sau ngày của lần trước."))
    Instrument.objects.filter(pk=superseded).update(valid_to=start - timedelta(days=1))


@transaction.atomic
def new_edition(instrument: Instrument, *, valid_from: date, by: Doer, at: datetime) -> Instrument:
    """A draft with the same obligations, to be changed and published in place of ``instrument`` from ``valid_from``.

    Raises Refused("not-in-force"), Refused("draft-exists").
    """
    locked = Instrument.objects.select_for_update(of=("self",)).get(pk=instrument.pk)
    if locked.status != InstrumentStatus.IN_FORCE:
        raise Refused("not-in-force", _("Chỉ lập lần ban hành mới từ bộ nội dung đang áp dụng."))
    editions = Instrument.objects.filter(board_id=locked.board_id, code=locked.code)
    if editions.filter(status=InstrumentStatus.DRAFT).exists():
        raise Refused("draft-exists", _("Đã có một lần ban hành mới đang soạn."))
    kept = ("board_id", "code", "source", "title", "title_en", "citation", "letter_id", "verified")
    edition = Instrument.objects.create(
        **{name: getattr(locked, name) for name in kept},
        edition=max(editions.values_list("edition", flat=True)) + 1,
        status=InstrumentStatus.DRAFT,
        supersedes=locked,
        valid_from=valid_from,
    )
    _copy_obligations(locked, edition)
    audit.record(edition, "instrument.draft", by=by, at=at, after={"supersedes": str(locked.public_id)})
    return edition


def _copy_obligations(source: Instrument, target: Instrument) -> None:
    copies: dict[int, Obligation] = {}
    originals = list(source.obligations.prefetch_related("criteria").order_by("position"))
    for original in originals:
        values = {name: getattr(original, name) for name in COPIED}
        copies[original.pk] = Obligation.objects.create(instrument=target, **values)
    for original in originals:
        copy = copies[original.pk]
        if original.parent_id:
            copy.parent = copies[original.parent_id]
            copy.save(update_fields=["parent"])
        copy.criteria.set([copies.get(criterion.pk, criterion) for criterion in original.criteria.all()])


@transaction.atomic
def retire(instrument: Instrument, *, last_day: date, by: Doer, at: datetime, seen: int) -> None:
    """Stop asking after ``last_day``. Raises Refused("dates"), Refused("stale")."""
    if last_day < instrument.valid_from:
        raise Refused("dates", _("Ngày cuối phải từ ngày bắt đầu áp dụng trở đi."))
    if instrument.version != seen:
        raise stale()
    move(instrument, RETIRE, by=by, at=at, seen=seen, changes={"valid_to": last_day})


def link_criteria(obligations: Mapping[str, Obligation], criteria: Mapping[str, Obligation], pairs: Any) -> None:
    """Say which criteria an obligation serves; ``pairs`` are (obligation number, criterion numbers)."""
    for number, wanted in pairs:
        obligations[str(number)].criteria.set([criteria[str(one)] for one in wanted])


def by_number(instrument: Instrument, kind: ObligationKind) -> dict[str, Obligation]:
    return {obligation.number: obligation for obligation in instrument.obligations.filter(kind=kind)}
