"""What a report still lacks before it can be handed in, item by item, each with the place to mend it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from antt_portal.core.figures.completeness import faults, filled, missing
from antt_portal.core.figures.schema import stored_schema
from antt_portal.core.formats import vn_date
from reports.answering import needs_reason
from reports.freezing import answers_of
from reports.models import Answer, AnswerResult, Report
from reports.wording import narrative_label

EVIDENCE = "evidence"


@dataclass(frozen=True)
class Gap:
    """One thing to mend: on the page of ``answer``, at the element ``anchor``."""

    answer: Answer
    anchor: str
    label: str
    text: str


def gaps(report: Report, *, on: date) -> list[Gap]:
    """Everything that keeps ``report`` from being handed in on ``on``; an empty list means it can."""
    return [gap for answer in answers_of(report) for gap in gaps_of(answer, on=on)]


def gaps_of(answer: Answer, *, on: date) -> list[Gap]:
    if not answer.result:
        return [Gap(answer, "id_result_0", _("Kết quả thực hiện"), _("Chưa chọn kết quả."))]
    found = []
    if not answer.confirmed:
        text = _("Nội dung mang từ năm %(year)s chưa được xác nhận.") % {"year": answer.carried_from}
        found.append(Gap(answer, "confirm", _("Xác nhận"), text))
    if needs_reason(answer.result):
        return found + ([] if answer.reason.strip() else [_reason_missing(answer)])
    if answer.result == AnswerResult.NOTHING:
        return found
    if not answer.narrative.strip():
        found.append(Gap(answer, "id_narrative", narrative_label(answer.report), _("Chưa ghi đã làm gì.")))
    return found + _figure_gaps(answer) + _evidence_gaps(answer, on=on)


def _reason_missing(answer: Answer) -> Gap:
    return Gap(answer, "id_reason", _("Lý do"), _("Ghi lý do chưa thực hiện hoặc không áp dụng."))


def _figure_gaps(answer: Answer) -> list[Gap]:
    schema = stored_schema(answer.obligation.fields)
    places = [
        *missing(schema, answer.figures, answer.kept_raw),
        *faults(schema, answer.figures, answer.kept_raw),
    ]
    return [Gap(answer, place.element_id, place.label, place.message) for place in places]


def _evidence_gaps(answer: Answer, *, on: date) -> list[Gap]:
    uses = list(answer.evidence_uses.all())
    label = _("Minh chứng")
    if answer.obligation.evidence_wanted and not uses:
        return [Gap(answer, EVIDENCE, label, _("Chưa có tệp minh chứng nào."))]
    found = []
    for use in uses:
        if use.confirmed_at is None:
            text = _("%(file)s mang từ năm trước, chưa được xác nhận.") % {"file": use.evidence}
            found.append(Gap(answer, EVIDENCE, label, text))
        elif use.evidence.expires_on and use.evidence.expires_on < on:
            text = _("%(file)s đã hết hạn ngày %(date)s.")
            values = {"file": use.evidence, "date": vn_date(use.evidence.expires_on)}
            found.append(Gap(answer, EVIDENCE, label, text % values))
    return found


def percent_done(answer: Answer, *, on: date, found: Sequence[Gap] | None = None) -> int:
    """How far an answer got, 0 to 100: result, narrative, wanted figures and evidence each count as one step.

    ``found`` are its gaps where they are known already.
    """
    lacking = gaps_of(answer, on=on) if found is None else found
    if not answer.result:
        return 0
    if needs_reason(answer.result):
        return 50 if lacking else 100
    if answer.result == AnswerResult.NOTHING:
        return 100
    given, wanted = filled(stored_schema(answer.obligation.fields), answer.figures)
    steps = 3 + wanted
    done = 1 + bool(answer.narrative.strip()) + given + all(gap.anchor != EVIDENCE for gap in lacking)
    return min(100 * done // steps, 99) if lacking else 100
