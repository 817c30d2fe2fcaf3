"""Status tags of answers, as the organisation that files sees them."""

from dataclasses import dataclass

from django.db.models import F
from django.utils.translation import gettext as _

from reports.checking import Gap
from reports.models import Answer, AnswerResult, AnswerReview, Report, ReportStatus, ReviewResult
from reports.wording import RESULT_TONE, REVIEW_TONE


@dataclass(frozen=True)
class Mark:
    """A status tag."""

    tone: str
    label: str


def mark_of(answer: Answer, gaps: tuple[Gap, ...], review: AnswerReview | None, *, changed: bool) -> Mark:
    if answer.report.status == ReportStatus.SUBMITTED:
        return Mark("sent", _("Chờ thẩm định"))
    if review and changed:
        return _mark_of_change(gaps, review)
    if review and review.to_mend:
        return Mark("back", _("Cần bổ sung"))
    if review and review.result:
        return review_mark(review.result)
    if not answer.confirmed:
        return Mark("back", _("Chưa xác nhận"))
    if not gaps:
        return Mark("sent", _("Đã soạn xong"))
    started = answer.updated_at or answer.evidence_uses.all()
    return Mark("doing", _("Đang soạn")) if started else Mark("todo", _("Chưa bắt đầu"))


def _mark_of_change(gaps: tuple[Gap, ...], review: AnswerReview) -> Mark:
    if gaps:
        return Mark("doing", _("Đang bổ sung") if review.to_mend else _("Đang sửa"))
    return Mark("sent", _("Đã bổ sung") if review.to_mend else _("Đã sửa, chờ thẩm định lại"))


def review_mark(result: str) -> Mark:
    return Mark(REVIEW_TONE[result], str(ReviewResult(result).label))


def last_year_marks(report: Report) -> dict[str, Mark]:
    """How each obligation came out last year, by code: the board's result once accepted, else the enterprise's own."""
    last_year = Report.objects.a_year_before(report)
    own = Answer.objects.filter(report__in=last_year).exclude(result="").values_list("obligation__code", "result")
    marks = {code: Mark(RESULT_TONE[result], str(AnswerResult(result).label)) for code, result in own}
    reviews = AnswerReview.objects.exclude(result="").filter(
        answer__report__in=last_year,
        answer__report__status=ReportStatus.ACCEPTED,
        submission__number=F("submission__report__submission_count"),
    )
    said = reviews.values_list("answer__obligation__code", "result")
    return marks | {code: review_mark(result) for code, result in said}
