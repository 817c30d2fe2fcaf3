"""The codes of the check before issue: how grave each is, at which stages it counts, and for which papers.

docs/checks.md shows these tables; a test holds it to them.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Severity(StrEnum):
    BLOCKING = "blocking"
    ADVICE = "advice"


class Stage(StrEnum):
    DRAFT = "draft"
    BEFORE_SIGNING = "before-signing"
    BEFORE_ISSUE = "before-issue"


ALWAYS = frozenset(Stage)
# Number and date are given when the letter is signed, and the signature is what the stage before waits for.
ONCE_SIGNED = frozenset({Stage.BEFORE_ISSUE})

# Papers that open with "Kính gửi:". The others name nobody, or the people they are about.
ADDRESSED = frozenset({"official_letter", "request_to_supplement", "correction", "covering_letter", "submission"})
# What the portal makes and no office numbers.
UNNUMBERED = frozenset({"acknowledgement_proof"})
# Forms end where their last field ends, and no office keeps them as its letter.
FORMS = frozenset({"certificate", "extract", "acknowledgement_proof"})


@dataclass(frozen=True)
class Code:
    name: str
    severity: Severity
    title: str | Promise
    stages: frozenset[Stage] = ALWAYS
    only: frozenset[str] | None = None
    not_for: frozenset[str] = frozenset()

    def counts(self, stage: Stage, kind: str) -> bool:
        return stage in self.stages and kind not in self.not_for and (self.only is None or kind in self.only)


B, A = Severity.BLOCKING, Severity.ADVICE
# The order in which findings are told: what forbids the issue first.
TABLE = (
    Code("number-blank", B, _("Chưa có số"), ONCE_SIGNED, not_for=UNNUMBERED),
    Code("date-blank", B, _("Chưa có ngày, tháng"), ONCE_SIGNED),
    Code("enclosure-missing", B, _("Nói có gửi kèm mà không có tệp")),
    Code("addressees-empty", B, _("Chưa có nơi nhận ở Kính gửi"), only=ADDRESSED),
    Code("addressee-group-empty", B, _("Nhóm nơi nhận không có ai")),
    Code("name-not-valid", B, _("Tên không còn hoặc chưa có hiệu lực vào ngày ban hành")),
    Code("classified", B, _("Mang dấu chỉ độ mật")),
    Code("signature-missing", B, _("Chưa có chữ ký (chỉ trong cổng)"), ONCE_SIGNED, not_for=UNNUMBERED),
    Code("archive-no-colon", A, _("Dòng Lưu thiếu dấu hai chấm"), not_for=FORMS),
    Code("archive-without-vt", A, _("Dòng Lưu thiếu văn thư (VT)"), not_for=FORMS),
    Code("authority-spacing", A, _("Quyền hạn ký viết sai (KT., TM., TL., TUQ., Q.)")),
    Code("closing-not-addressed", A, _("Câu kết nói với người không có ở Kính gửi")),
    Code("doubled-phrase", A, _("Lặp từ")),
    Code("end-mark-missing", A, _("Thiếu dấu kết thúc “./.”"), not_for=FORMS | {"copy"}),
    Code("not-nfc", A, _("Chữ tiếng Việt ở dạng dấu rời")),
    Code("short-date", A, _("Ngày của văn bản viện dẫn viết tắt")),
    Code("signer-in-copies", A, _("Người ký đứng trong Nơi nhận")),
    Code("subject-full-stop", A, _("Trích yếu có dấu chấm cuối")),
    Code("unit-mismatch", A, _("Đơn vị trong ký hiệu khác đơn vị ở dòng Lưu")),
)
CODES = {code.name: code for code in TABLE}
