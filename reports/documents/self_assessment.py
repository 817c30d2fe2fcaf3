"""Bản tự kiểm tra, đánh giá: every obligation with its answer, the criteria, and what the enterprise proposes."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from antt_portal.core.formats import vn_date
from reports.documents.filing import AnswerBlock, Filing, InstrumentBlock
from reports.documents.reading import filed
from reports.models import AnswerResult

MET = frozenset({AnswerResult.DONE, AnswerResult.NOT_APPLICABLE})


@dataclass(frozen=True)
class SelfAssessment(Filing):
    kind = "self_assessment"
    template_name = "documents/self_assessment.html"

    @property
    def title(self) -> str:
        return f"Bản tự kiểm tra, đánh giá thực hiện tiêu chuẩn “An toàn về an ninh, trật tự” năm {self.year}"

    @property
    def period(self) -> str:
        """The evaluation year runs from 16/11 to 15/11 (Thông tư 124/2021/TT-BCA)."""
        first, last = date(self.year - 1, 11, 16), date(self.year, 11, 15)
        return f"từ ngày {vn_date(first)} đến ngày {vn_date(last)}"

    @property
    def obligations(self) -> tuple[InstrumentBlock, ...]:
        return self.of_kinds("standing")

    @property
    def criteria(self) -> tuple[InstrumentBlock, ...]:
        return self.of_kinds("criterion")

    @property
    def summary(self) -> tuple[InstrumentBlock, ...]:
        return (*self.obligations, *self.criteria)

    @property
    def unmet(self) -> tuple[AnswerBlock, ...]:
        """The criteria that stand in the way of recognition by the enterprise's own account."""
        answers = (answer for instrument in self.criteria for answer in instrument.answers)
        return tuple(answer for answer in answers if answer.result_code not in MET)


def self_assessment(frozen: dict[str, Any]) -> SelfAssessment:
    """The kept paper; for a draft use ``previews.preview``."""
    return filed(SelfAssessment, frozen)
