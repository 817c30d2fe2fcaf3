"""The library as its organisation reads it: every file with what it serves and how long it holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from antt_portal.core import blobs
from antt_portal.core.folding import search_key
from antt_portal.core.formats import filesize_vn, vn_date
from antt_portal.core.models import Blob, ScanState
from reports.marks import Mark
from reports.models import Evidence, EvidenceUse, Report
from reports.models.evidence import EvidenceQuerySet
from reports.states import AWAITING_ENTERPRISE
from reports.wording import called, lowered

# A new inspection or certificate takes weeks: from here on a file is marked.
SOON = timedelta(days=60)
HEIC = "image/heic"


@dataclass(frozen=True)
class Serving:
    """A report and the answers in it that a file serves: “Tự kiểm tra, đánh giá 2026: nội dung 5, 7”."""

    report: str
    answers: str


@dataclass(frozen=True)
class LibraryRow:
    """A file of the library; ``is_used`` says that the answer it is chosen for has it already."""

    file: Evidence
    mark: Mark | None
    note: str
    servings: list[Serving]
    is_used: bool

    @property
    def url(self) -> str:
        return shown_at(self.file)


def library_row(file: Evidence, *, used: set[int], on: date) -> LibraryRow:
    """Call on files of ``with_uses``."""
    return LibraryRow(file, expiry_mark(file, on=on), _origin(file), servings(file), file.pk in used)


def _origin(file: Evidence) -> str:
    return f"{filesize_vn(file.blob.size)} · {file.uploaded_by.full_name}, {vn_date(file.uploaded_at)}"


@dataclass(frozen=True)
class FileRow:
    """A file serving an answer, as its row on the page says it."""

    use: EvidenceUse
    mark: Mark | None
    note: str

    @property
    def url(self) -> str:
        return shown_at(self.use.evidence)


def file_row(use: EvidenceUse, *, on: date, also: Sequence[str] = ()) -> FileRow:
    """``also`` names the other answers of the report that the file serves."""
    note = _origin(use.evidence)
    if use.carried_from:
        note += " · " + _("mang từ năm %(year)s") % {"year": use.carried_from}
    if also:
        note += " · " + _("dùng cả ở %(names)s") % {"names": ", ".join(also)}
    return FileRow(use, use_mark(use, on=on), note)


def shown_at(evidence: Evidence) -> str:
    """Where a browser can show it: HEIC only as the picture the portal draws of it."""
    is_heic = evidence.blob.media_type == HEIC
    return reverse("reports:evidence-preview" if is_heic else "reports:evidence-file", args=[evidence.public_id])


def search(files: EvidenceQuerySet, *, words: str = "", state: str = "", on: date) -> EvidenceQuerySet:
    """``words`` match without accents ("kiem dinh"); ``state`` is one of expired, soon, unconfirmed, unused."""
    if state == "expired":
        files = files.filter(expires_on__lt=on)
    elif state == "soon":
        files = files.filter(expires_on__gte=on, expires_on__lte=on + SOON)
    elif state == "unconfirmed":
        waiting = EvidenceUse.objects.filter(confirmed_at=None, answer__report__status__in=AWAITING_ENTERPRISE)
        files = files.filter(pk__in=waiting.values("evidence"))
    elif state == "unused":
        files = files.filter(uses=None)
    return files.filter(pk__in=_named(files, words)) if words.strip() else files


def _named(files: EvidenceQuerySet, words: str) -> list[int]:
    """One organisation's files are few enough to fold their names here, in both databases the same way."""
    wanted = search_key(words).split()
    named = files.values_list("pk", "title", "file_name")
    return [pk for pk, title, name in named if all(word in search_key(f"{title} {name}") for word in wanted)]


def with_uses(files: EvidenceQuerySet) -> EvidenceQuerySet:
    uses = EvidenceUse.objects.select_related("answer__report", "answer__obligation").order_by(
        "-answer__report__year", "answer__report__kind", "answer__position"
    )
    return files.for_list().prefetch_related(Prefetch("uses", uses))


def servings(evidence: Evidence) -> list[Serving]:
    """Call on files of ``with_uses``."""
    by_report: dict[str, list[str]] = {}
    for use in evidence.uses.all():
        by_report.setdefault(str(use.answer.report), []).append(lowered(called(use.answer.obligation)))
    return [Serving(report, ", ".join(names)) for report, names in by_report.items()]


def not_scanned(report: Report) -> QuerySet[Blob]:
    """Files of its answers in which nobody has looked for malware, or found some."""
    fit = [ScanState.CLEAN, ScanState.OWN]
    serving = EvidenceUse.objects.filter(answer__report=report).exclude(evidence__blob__scan__in=fit)
    return Blob.objects.filter(pk__in=serving.values("evidence__blob"))


def scan_mark(blob: Blob) -> Mark | None:
    """What keeps a file shut: that comes before anything else about it."""
    if blob.scan == ScanState.INFECTED:
        return Mark("late", _("Có mã độc, hãy thay tệp"))
    return Mark("soon", _("Chờ kiểm tra mã độc")) if blobs.is_waiting(blob) else None


def expiry_mark(evidence: Evidence, *, on: date) -> Mark | None:
    if mark := scan_mark(evidence.blob):
        return mark
    if evidence.expires_on is None:
        return None
    day = {"day": vn_date(evidence.expires_on)}
    if evidence.expires_on < on:
        return Mark("late", _("Hết hạn %(day)s") % day)
    return Mark("soon" if evidence.expires_on <= on + SOON else "done", _("Còn hạn đến %(day)s") % day)


def use_mark(use: EvidenceUse, *, on: date) -> Mark | None:
    """Carried over and not confirmed comes next: until then it does not count at all."""
    if mark := scan_mark(use.evidence.blob):
        return mark
    if use.confirmed_at is None:
        return Mark("back", _("Chưa xác nhận"))
    return expiry_mark(use.evidence, on=on)
