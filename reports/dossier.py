"""A dossier as an officer reads it: this version beside the one before and last year's, and how far the review got."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from antt_portal.core.figures.difference import Row, rows
from antt_portal.core.figures.schema import parse_schema
from directives.models import Obligation, ObligationKind
from reports.differences import Difference, File, compare
from reports.freezing import frozen_answers
from reports.models import Answer, AnswerReview, Report, ReviewResult, Submission
from reports.wording import RESULT_TONE, called, lowered

DONE = 100
# Characters of a date, a number or a word.
SHORT = 14
PICTURES = frozenset({"JPG", "PNG", "HEIC"})


@dataclass(frozen=True)
class Versions:
    """The version before the officer, the one before it, and the last one of the year before."""

    now: Submission
    before: Submission | None
    last_year: Submission | None


@dataclass(frozen=True)
class Cell:
    """``is_same``: a long value said in full once is not said again for an older version."""

    heading: str
    text: str
    changed: bool = False
    is_same: bool = False


@dataclass(frozen=True)
class Line:
    """One figure across the versions."""

    label: str
    unit: str
    cells: list[Cell]

    @property
    def is_number(self) -> bool:
        """Short values stand in columns; sentences and rows of a group read from the left."""
        return all(len(cell.text) <= SHORT for cell in self.cells)


@dataclass(frozen=True)
class Reading:
    """One answer as handed in. ``figures`` has a column per heading; marks compare it with the version before."""

    frozen: dict[str, Any]
    difference: Difference
    headings: tuple[str, ...]
    figures: tuple[Row, ...]
    is_compared: bool

    @property
    def tone(self) -> str:
        return RESULT_TONE.get(self.frozen["result"], "todo")

    @property
    def lines(self) -> list["Line"]:
        return [Line(row.label, row.unit, self._cells(row)) for row in self.figures]

    def _cells(self, row: Row) -> list["Cell"]:
        now, *older = row.cells
        first = Cell(self.headings[0], now, changed=row.changed and self.is_compared)
        rest = zip(self.headings[1:], older, strict=True)
        return [first, *(Cell(heading, text, is_same=len(now) > SHORT and text == now) for heading, text in rest)]

    @property
    def files(self) -> list["FileLine"]:
        expiries = {file["id"]: file["expires_on"] for file in self.frozen["evidence"]}
        return [FileLine(file, _day(expiries.get(file.id))) for file in self.difference.files]

    @property
    def new_files(self) -> int:
        return sum(file.state == "added" for file in self.difference.files)


@dataclass(frozen=True)
class FileLine:
    """A file of an answer. Pictures can be shown on the page itself."""

    file: File
    expires_on: date | None

    @property
    def is_picture(self) -> bool:
        return self.file.kind in PICTURES and self.file.state != "removed"


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@dataclass(frozen=True)
class Step:
    """One answer in the map of a dossier."""

    answer: Answer
    review: AnswerReview | None

    @property
    def obligation(self) -> Obligation:
        return self.answer.obligation

    @property
    def called(self) -> str:
        return called(self.obligation)

    @property
    def called_inside(self) -> str:
        """Inside a sentence."""
        return lowered(self.called)

    @property
    def title(self) -> str:
        return str(self.obligation.in_language("title"))

    @property
    def short_title(self) -> str:
        return str(self.obligation.in_language("short_title"))

    @property
    def is_reviewed(self) -> bool:
        """Marked to be mended is a judgement too: there is nothing more to look at before it comes back."""
        return bool(self.review and (self.review.result or self.review.to_mend))

    @property
    def percent(self) -> int:
        return DONE if self.is_reviewed else 0

    @property
    def tone(self) -> str:
        """Of the ring: gold is to be mended, red is not met, green is settled."""
        if self.review and self.review.to_mend:
            return "back"
        if not self.review or not self.review.result:
            return ""
        return "late" if self.review.result == ReviewResult.NOT_MET else "done"

    @property
    def status_tone(self) -> str:
        """The same as a status tag."""
        return self.tone or "todo"

    @property
    def said(self) -> str:
        if self.review and self.review.to_mend:
            return _("cần bổ sung")
        return self.review.get_result_display().lower() if self.review and self.review.result else _("chưa xem")


def versions_of(report: Report) -> Versions:
    handed_in = list(report.submissions.order_by("-number")[:2])
    earlier = Submission.objects.filter(report__in=Report.objects.a_year_before(report))
    before = handed_in[1] if len(handed_in) > 1 else None
    return Versions(handed_in[0], before, earlier.order_by("-number").first())


def read_answer(answer: Answer, versions: Versions) -> Reading:
    code = answer.obligation.code
    now = frozen_answers(versions.now.frozen)[code]
    before = frozen_answers(versions.before.frozen).get(code) if versions.before else None
    last_year = frozen_answers(versions.last_year.frozen).get(code) if versions.last_year else None
    headings = [_("Lần này")]
    columns = [now["figures"]]
    if before and versions.before:
        headings.append(_("Lần %(number)s") % {"number": versions.before.number})
        columns.append(before["figures"])
    if last_year and versions.last_year:
        headings.append(_("Năm %(year)s") % {"year": answer.report.year - 1})
        columns.append(last_year["figures"])
    lines = rows(parse_schema(now["fields"]), *columns)
    return Reading(
        frozen=now,
        difference=compare(now["fields"], now, before),
        headings=tuple(headings),
        figures=tuple(line for line in lines if any(line.cells)),
        is_compared=before is not None,
    )


def steps_of(report: Report) -> list[Step]:
    """Every answer with what was judged about the latest version; two queries."""
    reviews = AnswerReview.objects.filter(submission__report=report, submission__number=report.submission_count)
    judged = {review.answer_id: review for review in reviews.select_related("reviewed_by")}
    answers = report.answers.select_related("obligation__instrument").order_by("position")
    return [Step(answer, judged.get(answer.pk)) for answer in answers]


def next_unreviewed(steps: Iterable[Step], after: Answer | None = None) -> Step | None:
    """The next one nobody has judged, from the beginning again after the last; None when all are."""
    start = after.position if after else 0
    waiting = [step for step in steps if not step.is_reviewed and step.answer != after]
    return min(waiting, key=lambda step: (step.answer.position <= start, step.answer.position), default=None)


def criteria_of(steps: Iterable[Step]) -> list[Step]:
    return [step for step in steps if step.obligation.kind == ObligationKind.CRITERION]
