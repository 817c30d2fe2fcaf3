"""How far a report got, as the organisation that files it sees it: a row per answer, what is missing, what was said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from reports.checking import Gap, gaps_of, percent_done
from reports.freezing import answers_of, freeze_answer, frozen_answers, substance
from reports.marks import Mark, last_year_marks, mark_of
from reports.models import Answer, AnswerReview, Report, ReportStatus
from reports.states import AWAITING_ENTERPRISE
from reports.wording import called, heading, lowered

# While the board is reading, what it notes is not yet said.
REVIEW_IS_SAID = frozenset({ReportStatus.RETURNED, ReportStatus.ACCEPTED})
SHOWN_LABELS = 3


@dataclass(frozen=True)
class Row:
    """One answer. ``changed``: it says something else than the version the officer judged."""

    answer: Answer
    percent: int
    gaps: tuple[Gap, ...]
    mark: Mark
    due_on: date | None
    review: AnswerReview | None
    changed: bool
    last_year: Mark | None
    expired: int

    @property
    def called(self) -> str:
        return called(self.answer.obligation)

    @property
    def called_inside(self) -> str:
        return lowered(self.called)

    @property
    def title(self) -> str:
        return self.answer.obligation.in_language("title")

    @property
    def number(self) -> str:
        return self.answer.obligation.number

    @property
    def ring_tone(self) -> str:
        return self.mark.tone if self.mark.tone in {"done", "back"} else ""

    @property
    def awaits_mending(self) -> bool:
        return bool(self.review and self.review.to_mend and not self.changed)

    @property
    def is_done(self) -> bool:
        return not self.gaps and not self.awaits_mending

    @property
    def evidence_ids(self) -> set[int]:
        return {use.evidence_id for use in self.answer.evidence_uses.all()}

    @property
    def files(self) -> int:
        return len(self.evidence_ids)

    @property
    def left(self) -> str:
        """What is left to do, in a few words: “Số ngày lưu hình, Minh chứng”."""
        if not self.gaps:
            return _("chuyên viên yêu cầu bổ sung")
        labels = list(dict.fromkeys(gap.label for gap in self.gaps))
        shown = ", ".join(labels[:SHOWN_LABELS])
        more = len(labels) - SHOWN_LABELS
        return _("%(shown)s và %(more)s chỗ nữa") % {"shown": shown, "more": more} if more > 0 else shown

    @property
    def left_url(self) -> str:
        """To the first place that is left."""
        anchor = self.gaps[0].anchor if self.gaps else "remarks"
        return f"{answer_url(self.answer)}#{anchor}"

    @property
    def url(self) -> str:
        return answer_url(self.answer)


@dataclass(frozen=True)
class Section:
    """The rows of one kind of obligation, under one heading."""

    kind: str
    title: str
    rows: tuple[Row, ...]

    @property
    def done(self) -> int:
        return sum(row.is_done for row in self.rows)

    @property
    def percent(self) -> int:
        return _mean(row.percent for row in self.rows)


@dataclass(frozen=True)
class Progress:
    report: Report
    rows: tuple[Row, ...]

    @property
    def sections(self) -> list[Section]:
        grouped = groupby(self.rows, key=lambda row: row.answer.obligation.kind)
        return [Section(kind, heading(kind), tuple(rows)) for kind, rows in grouped]

    @property
    def done(self) -> int:
        return sum(row.is_done for row in self.rows)

    @property
    def percent(self) -> int:
        return _mean(row.percent for row in self.rows)

    @property
    def unfinished(self) -> list[Row]:
        return [row for row in self.rows if not row.is_done]

    @property
    def gap_count(self) -> int:
        return sum(len(row.gaps) for row in self.rows)

    @property
    def to_mend(self) -> list[Row]:
        """What the officer asked to mend, mended since or not."""
        return [row for row in self.rows if row.review and row.review.to_mend]

    @property
    def still_to_mend(self) -> list[Row]:
        return [row for row in self.to_mend if not row.is_done]

    @property
    def untouched(self) -> int:
        """How many answers say nothing at all yet."""
        return sum(not (row.answer.result or row.answer.narrative or row.files) for row in self.rows)

    @property
    def can_carry(self) -> bool:
        return any(row.answer.updated_at is None and row.last_year for row in self.rows)

    def also_serving(self, evidence_id: int, *, besides: Row) -> list[str]:
        """The other answers of this report that a file serves: “nội dung 7”."""
        others = [row for row in self.rows if row is not besides]
        return [row.called_inside for row in others if evidence_id in row.evidence_ids]

    def row_of(self, answer: Answer) -> Row:
        return next(row for row in self.rows if row.answer.pk == answer.pk)

    def around(self, row: Row) -> tuple[Row | None, Row | None]:
        """The rows before and after ``row``."""
        index = self.rows.index(row)
        return (self.rows[index - 1] if index else None, next(iter(self.rows[index + 1 :]), None))

    def next_unfinished(self, row: Row) -> Row | None:
        """Where to go on after ``row``: the next one with something left, from the beginning again after the last."""
        index = self.rows.index(row)
        others = [*self.rows[index + 1 :], *self.rows[:index]]
        return next((other for other in others if not other.is_done), None)


def answer_url(answer: Answer) -> str:
    return reverse("reports:answer", args=[answer.report.public_id, answer.public_id])


def _mean(percents: Iterable[int]) -> int:
    given = list(percents)
    return sum(given) // len(given) if given else 0


def progress_of(report: Report, *, on: date) -> Progress:
    """In a fixed number of queries, however many answers and files there are."""
    reviews = _reviews_said(report)
    judged = _judged_version(report) if reviews else {}
    last_year = last_year_marks(report)
    rows = []
    for answer in answers_of(report):
        answer.report = report
        code = answer.obligation.code
        changed = code in judged and judged[code] != substance(freeze_answer(answer))
        rows.append(_row(answer, reviews.get(answer.pk), changed=changed, last_year=last_year.get(code), on=on))
    return Progress(report, tuple(rows))


def _row(answer: Answer, review: AnswerReview | None, *, changed: bool, last_year: Mark | None, on: date) -> Row:
    report = answer.report
    is_open = report.status in AWAITING_ENTERPRISE
    gaps = tuple(gaps_of(answer, on=on)) if is_open else ()
    expiries = [use.evidence.expires_on for use in answer.evidence_uses.all()]
    return Row(
        answer=answer,
        percent=percent_done(answer, on=on, found=gaps) if is_open else 100,
        gaps=gaps,
        mark=mark_of(answer, gaps, review, changed=changed),
        due_on=report.mend_by if report.mend_by and review and review.to_mend else report.due_on,
        review=review,
        changed=changed,
        last_year=last_year,
        expired=sum(bool(day and day < on) for day in expiries),
    )


def _reviews_said(report: Report) -> dict[int, AnswerReview]:
    """What the officer said about the last version handed in, by answer; nothing while it is still being read."""
    if report.status not in REVIEW_IS_SAID:
        return {}
    reviews = AnswerReview.objects.filter(submission__report=report, submission__number=report.submission_count)
    return {review.answer_id: review for review in reviews.select_related("reviewed_by")}


def _judged_version(report: Report) -> dict[str, bytes]:
    latest = report.submissions.get(number=report.submission_count)
    return {code: substance(frozen) for code, frozen in frozen_answers(latest.frozen).items()}
