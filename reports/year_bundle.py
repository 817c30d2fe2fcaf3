"""One enterprise's year as files: every version handed in with its paper and evidence, the decision, and an index."""

import csv
import hashlib
import io
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import PurePosixPath
from typing import cast

from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from antt_portal.core.archive import SUMS, Entry, Source, sums
from antt_portal.core.blobs import open_blob, require_openable
from antt_portal.core.canonical import canonical_bytes
from antt_portal.core.folding import ascii_name
from antt_portal.core.models import Blob, Paper
from antt_portal.core.refusal import Refused
from enterprises.actor import Actor
from enterprises.models import Organisation
from reports.models import PastRecognition, Recognition, Report, Submission, SubmittedFile

INDEX, TABLE = "MUC-LUC.html", "MUC-LUC.csv"
LONGEST_NAME = 60  # characters, so that a path stays far below the 260 of Windows
BYTE_ORDER_MARK = "\ufeff"  # by which Excel knows UTF-8


@dataclass(frozen=True)
class Missing:
    """A file that belongs there and is not, and why."""

    title: str
    reason: str


@dataclass
class Bundle:
    organisation: Organisation
    year: int
    submissions: list[Submission] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    recognition: Recognition | None = None
    past: PastRecognition | None = None

    @property
    def name(self) -> str:
        return f"{ascii_name(self.organisation.name, LONGEST_NAME)}-{self.year}"

    @property
    def is_empty(self) -> bool:
        return not self.submissions and self.past is None

    def add_blob(self, blob: Blob, path: str, title: str) -> None:
        try:
            require_openable([blob])
        except Refused as refused:
            self.missing.append(Missing(title, str(refused)))
            return
        if not default_storage.exists(blob.path):
            self.missing.append(Missing(title, _("Tệp không còn trong kho lưu trữ.")))
            return
        self.entries.append(Entry(path, title, blob.size, blob.sha256, partial(_opened, blob)))

    def add_bytes(self, content: bytes, path: str, title: str) -> None:
        self.entries.append(_made(content, path, title))


def _opened(blob: Blob) -> AbstractContextManager[Source]:
    return cast("AbstractContextManager[Source]", open_blob(blob))  # a Django File reads like any other


def _made(content: bytes, path: str, title: str) -> Entry:
    digest = hashlib.sha256(content).hexdigest()
    return Entry(path, title, len(content), digest, lambda: io.BytesIO(content), is_packed=False)


def bundle(organisation: Organisation, year: int, actor: Actor) -> Bundle:
    """What ``actor`` may see of that year; every row that is needed is read here."""
    found = Bundle(organisation, year)
    reports = Report.objects.visible_to(actor).filter(organisation=organisation, year=year, submission_count__gt=0)
    for place, report in enumerate(reports.order_by("opened_at", "pk"), 1):
        _add_report(found, report, f"{place:02d}-{ascii_name(report.title, LONGEST_NAME)}")
    own = Recognition.objects.visible_to(actor).filter(organisation=organisation, year=year)
    found.recognition = own.select_related("batch__recogniser", "batch__decision_file").first()
    if found.recognition and (file := found.recognition.batch.decision_file):
        name = found.recognition.batch.decision_file_name
        found.add_blob(file, f"quyet-dinh/{_file_name(name)}", _("Quyết định công nhận"))
    found.past = PastRecognition.objects.visible_to(actor).filter(organisation=organisation, year=year).first()
    return found


def _add_report(found: Bundle, report: Report, folder: str) -> None:
    submissions = list(report.submissions.select_related("submitted_by", "report"))
    ids = [one.public_id for one in submissions]
    papers = {paper.subject_id: paper for paper in Paper.objects.about("reports.submission", *ids)}
    for one in submissions:
        found.submissions.append(one)
        place = f"{folder}/lan-{one.number}"
        title = _("%(report)s, lần %(number)s") % {"report": report.title, "number": one.number}
        found.add_bytes(canonical_bytes(one.frozen), f"{place}/noi-dung.json", title)
        paper = papers.get(one.public_id)
        if paper and paper.blob:
            found.add_blob(paper.blob, f"{place}/ho-so.pdf", title)
        else:
            found.missing.append(Missing(title, _("Bản PDF chưa tạo xong. Tải lại sau vài phút.")))
    _add_evidence(found, submissions, f"{folder}/minh-chung")


def _add_evidence(found: Bundle, submissions: list[Submission], folder: str) -> None:
    """A file that several versions have is there once."""
    files = SubmittedFile.objects.filter(submission__in=submissions).select_related("evidence__blob")
    kept = {file.evidence_id: file.evidence for file in files.order_by("evidence__uploaded_at", "evidence_id")}
    for number, evidence in enumerate(kept.values(), 1):
        found.add_blob(evidence.blob, f"{folder}/{number:03d}-{_file_name(evidence.file_name)}", str(evidence))


def _file_name(name: str) -> str:
    """Safe on every system, and still to be read."""
    path = PurePosixPath(name)
    extension = ascii_name(path.suffix.removeprefix(".")) if path.suffix else "bin"
    return f"{ascii_name(path.stem, LONGEST_NAME)}.{extension.lower()}"


def with_index(found: Bundle, *, at: datetime) -> Iterator[Entry]:
    """The index for people, for spreadsheets and for machines, then the files."""
    page = render_to_string("reports/bundle/index.html", {"bundle": found, "at": at})
    listed = [
        _made(page.encode(), INDEX, _("Mục lục")),
        _made(_table(found).encode(), TABLE, _("Mục lục, dạng bảng")),
        *found.entries,
    ]
    yield from listed[:2]
    yield _made(sums(listed).encode(), SUMS, _("Mã kiểm tra SHA-256"))
    yield from found.entries


def _table(found: Bundle) -> str:
    out = io.StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow([_("Tệp"), _("Nội dung"), _("Kích thước, byte"), "SHA-256"])
    for entry in found.entries:
        title = f"'{entry.title}" if entry.title.startswith(("=", "+", "-", "@")) else entry.title
        rows.writerow([entry.path, title, entry.size, entry.sha256])
    return BYTE_ORDER_MARK + out.getvalue()
