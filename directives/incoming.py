"""The register of incoming documents: numbered on arrival, corrected with a record, closed by the board's report."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, BinaryIO

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit, blobs
from antt_portal.core.clock import local_date
from antt_portal.core.folding import search_key
from antt_portal.core.inspection import Inspected
from antt_portal.core.inspection.marks import mark_in
from antt_portal.core.refusal import Refused
from antt_portal.core.workflow import stale
from directives.models import ArrivalSeries, IncomingDocument, OfficialLetter
from directives.models.incoming import document_key_of
from directives.states import OUT
from enterprises.actor import Actor
from enterprises.due import deadlines
from enterprises.models import DeadlineKind, Organisation
from enterprises.succession.running import require_running

NOTE_LENGTH = 300


@dataclass(frozen=True)
class Columns:
    """What the clerk writes of one document: nine columns of the register, and the day a report is wanted by."""

    arrived_on: date
    agency: str
    title: str
    number: str = ""
    symbol: str = ""
    dated_on: date | None = None
    receiver: str = ""
    passed_on: date | None = None
    receipt_note: str = ""
    note: str = ""
    answer_due_on: date | None = None

    @property
    def key(self) -> str:
        return document_key_of(self.number, self.symbol, self.agency)

    @property
    def derived(self) -> dict[str, str]:
        words = (self.number, self.symbol, self.agency, self.title, self.receiver, self.receipt_note, self.note)
        return {"document_key": self.key, "search_key": search_key(" ".join(words))}

    def record(self) -> dict[str, Any]:
        """As JSON, for the audit."""
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(self).items()}


def columns_of(document: IncomingDocument) -> Columns:
    return Columns(**{name: getattr(document, name) for name in Columns.__dataclass_fields__})


@transaction.atomic
def enter(
    organisation: Organisation, columns: Columns, *, by: Actor, at: datetime, although_known: str = ""
) -> IncomingDocument:
    """Give the document the next number of the year it arrived in, and open the deadline it sets.

    ``although_known`` is the ``Columns.key`` of a document that the clerk was told of and enters all the same.
    The series stays locked until the transaction ends, so that a rollback gives the number back.
    Raises Refused("classified"), "arrived-later", "dated-later", "due-earlier", "entered-before", "board-closed".
    """
    require_running(organisation.board_id, on=columns.arrived_on)
    _require_sound(columns, on=local_date(at))
    series = _locked(organisation, columns.arrived_on.year)
    if columns.key != although_known and organisation.incoming_documents.known_as(columns.key).exists():
        raise Refused("entered-before", _("Văn bản cùng số, ký hiệu, tác giả đã có trong sổ. Chưa ghi gì."))
    series.last_number += 1
    series.save(update_fields=["last_number"])
    document = IncomingDocument.objects.create(
        board_id=organisation.board_id,
        organisation=organisation,
        year=series.year,
        arrival_number=series.last_number,
        entered_at=at,
        entered_by=by.user,
        **asdict(columns),
        **columns.derived,
    )
    _keep_deadline(document, at=at)
    audit.record(document, "incomingdocument.enter", by=by, at=at, after=columns.record())
    return document


def _require_sound(columns: Columns, *, on: date) -> None:
    for words in (columns.title, columns.number, columns.symbol, columns.agency, columns.receiver, columns.note):
        if mark := mark_in(words):
            text = _("“%(words)s” có dấu chỉ độ mật “%(mark)s”. Cổng không nhận văn bản mật: chưa ghi gì, "
                     "đăng ký văn bản này vào sổ riêng ngoài cổng.")  # fmt: skip
            raise Refused("classified", text % {"words": words[:80], "mark": mark})
    if columns.arrived_on > on:
        raise Refused("arrived-later", _("Ngày đến ở sau hôm nay. Chưa ghi gì; sửa ngày đến."))
    if columns.dated_on and columns.dated_on > columns.arrived_on:
        raise Refused("dated-later", _("Ngày tháng văn bản ở sau ngày đến. Chưa ghi gì; sửa một trong hai ngày."))
    if columns.answer_due_on and columns.answer_due_on < columns.arrived_on:
        raise Refused("due-earlier", _("Hạn báo cáo lại ở trước ngày đến. Chưa ghi gì; sửa một trong hai ngày."))


def _locked(organisation: Organisation, year: int) -> ArrivalSeries:
    """The counter's row, locked; two who make it at once make one (``get_or_create`` falls back to reading)."""
    found, _created = ArrivalSeries.objects.get_or_create(
        organisation=organisation, year=year, defaults={"board_id": organisation.board_id}
    )
    return ArrivalSeries.objects.select_for_update().get(pk=found.pk)


def _lock(document: IncomingDocument) -> IncomingDocument:
    rows = IncomingDocument.objects.select_for_update(of=("self",)).select_related("organisation")
    return rows.get(pk=document.pk)


def _keep_deadline(document: IncomingDocument, *, at: datetime) -> None:
    """One open deadline of the board while the document waits for its report, none otherwise."""
    if document.closed_at is not None or document.answer_due_on is None:
        deadlines.close(document, DeadlineKind.SUPERIOR_DOCUMENT, at=at)
        return
    deadlines.open_deadline(
        document,
        DeadlineKind.SUPERIOR_DOCUMENT,
        organisation=document.organisation,
        title=f"{document} · {document.agency}"[:300],
        route="directives:incoming-document",
        due_on=document.answer_due_on,
        rule="by-document",
        anchor=document.arrived_on,
        at=at,
    )


@transaction.atomic
def amend(document: IncomingDocument, columns: Columns, *, by: Actor, at: datetime, seen: int) -> None:
    """Correct the columns; the record keeps what stood there. The number of arrival and its year stay.

    Raises Refused("stale"), "other-year", and what ``enter`` raises but "entered-before".
    """
    locked = _lock(document)
    if locked.version != seen:
        raise stale()
    _require_sound(columns, on=local_date(at))
    if columns.arrived_on.year != locked.year:
        text = _("Số đến %(number)s thuộc sổ năm %(year)s. Chưa ghi gì; ngày đến phải trong năm đó.")
        raise Refused("other-year", text % {"number": locked.arrival_text, "year": locked.year})
    before, after = columns_of(locked).record(), columns.record()
    changed = [name for name in after if before[name] != after[name]]
    if not changed:
        return
    for name, value in (asdict(columns) | columns.derived).items():
        setattr(locked, name, value)
    locked.version += 1
    locked.save(update_fields=[*asdict(columns), *columns.derived, "version"])
    _keep_deadline(locked, at=at)
    kept, made = ({name: entry[name] for name in changed} for entry in (before, after))
    audit.record(locked, "incomingdocument.amend", by=by, at=at, before=kept, after=made)


def keep_file(document: IncomingDocument, stream: BinaryIO, inspected: Inspected, *, by: Actor, at: datetime) -> None:
    """Keep an inspected file as the document's own, byte by byte; the record names the one it takes the place of.

    The bytes are written first: a crash in between leaves an orphan file and no row.
    """
    blob = blobs.keep_inspected(stream, inspected, board_id=document.board_id, at=at)
    with transaction.atomic():
        locked = _lock(document)
        before = {"file": locked.file_name, "sha256": locked.file.sha256} if locked.file else None
        named = {"file": blob, "file_name": inspected.file_name}
        IncomingDocument.objects.filter(pk=locked.pk).update(**named, version=F("version") + 1)
        after = {"file": inspected.file_name, "sha256": blob.sha256}
        audit.record(locked, "incomingdocument.keep_file", by=by, at=at, before=before, after=after)


@transaction.atomic
def close_by(document: IncomingDocument, letter: OfficialLetter, *, by: Actor, at: datetime) -> None:
    """``letter`` is the board's report back. The first one closes; what comes later changes nothing.

    Raises Refused("not-out") for a letter that has not been issued.
    """
    if letter.status not in OUT:
        raise Refused("not-out", _("Văn bản báo cáo lại chưa phát hành nên việc này chưa xong."))
    _close(document, {"closed_by_letter": letter}, by=by, at=at, after={"letter": str(letter)})


@transaction.atomic
def close_otherwise(document: IncomingDocument, note: str, *, by: Actor, at: datetime) -> None:
    """The report went another way; ``note`` says which. Raises Refused("note-missing")."""
    said = " ".join(note.split())[:NOTE_LENGTH]
    if not said:
        raise Refused("note-missing", _("Ghi đã báo cáo lại bằng cách nào: số, ngày văn bản hoặc cuộc họp."))
    _close(document, {"closed_note": said}, by=by, at=at, note=said)


def _close(
    document: IncomingDocument, how: dict[str, Any], *, by: Actor, at: datetime, after: Any = None, note: str = ""
) -> None:
    locked = _lock(document)
    if locked.closed_at is not None:
        return
    IncomingDocument.objects.filter(pk=locked.pk).update(closed_at=at, **how, version=F("version") + 1)
    deadlines.close(locked, DeadlineKind.SUPERIOR_DOCUMENT, at=at)
    audit.record(locked, "incomingdocument.close", by=by, at=at, after=after, note=note)


def answered_by(letter: OfficialLetter, *, by: Actor, at: datetime) -> None:
    """A letter about an incoming document, issued now, is the board's report back; other letters are not."""
    if letter.about_id and letter.about_kind == IncomingDocument._meta.label_lower:
        close_by(IncomingDocument.objects.get(public_id=letter.about_id), letter, by=by, at=at)
