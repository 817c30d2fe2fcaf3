"""The states of instruments and letters: the specification on one screen."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from antt_portal.core.transition import Transition


class InstrumentStatus(models.TextChoices):
    DRAFT = "draft", _("Đang soạn")
    IN_FORCE = "in_force", _("Đang áp dụng")
    RETIRED = "retired", _("Hết áp dụng")


S = InstrumentStatus
PUBLISH = Transition("publish", _("Công bố"), frozenset({S.DRAFT}), S.IN_FORCE)
RETIRE = Transition("retire", _("Ngừng áp dụng"), frozenset({S.IN_FORCE}), S.RETIRED)
TRANSITIONS = (PUBLISH, RETIRE)


class LetterStatus(models.TextChoices):
    """The order of Nghị định 30/2020/NĐ-CP, Điều 14–19: signed when read, numbered when signed, then sealed."""

    ON_FILE = "on_file", _("Đã lưu, ban hành ngoài cổng")
    DRAFT = "draft", _("Dự thảo")
    CONTENT_REVIEW = "content_review", _("Chờ duyệt nội dung")
    LAYOUT_CHECK = "layout_check", _("Chờ kiểm tra thể thức")
    TO_SIGN = "to_sign", _("Chờ ký")
    SIGNED = "signed", _("Đã ký, chờ số")
    NUMBERED = "numbered", _("Đã có số, chờ đóng dấu")
    SEALED = "sealed", _("Đã đóng dấu, chờ phát hành")
    ISSUED = "issued", _("Đã phát hành")
    RECALLED = "recalled", _("Đã thu hồi")
    REPLACED = "replaced", _("Đã thay thế")
    DISCARDED = "discarded", _("Đã bỏ dự thảo")


L = LetterStatus
# Every step before the issue can go back to the drafter, with a reason.
BEFORE_ISSUE = frozenset({L.CONTENT_REVIEW, L.LAYOUT_CHECK, L.TO_SIGN, L.SIGNED, L.NUMBERED, L.SEALED})

SUBMIT = Transition("submit", _("Trình duyệt nội dung"), frozenset({L.DRAFT}), L.CONTENT_REVIEW)
APPROVE = Transition("approve", _("Duyệt nội dung"), frozenset({L.CONTENT_REVIEW}), L.LAYOUT_CHECK)
PASS_LAYOUT = Transition("pass_layout", _("Đúng thể thức, trình ký"), frozenset({L.LAYOUT_CHECK}), L.TO_SIGN)
SIGN = Transition("sign", _("Ký"), frozenset({L.TO_SIGN}), L.SIGNED)
NUMBER = Transition("number", _("Cấp số"), frozenset({L.SIGNED}), L.NUMBERED)
SEAL = Transition("seal", _("Đóng dấu"), frozenset({L.NUMBERED}), L.SEALED)
ISSUE = Transition("issue", _("Phát hành"), frozenset({L.SEALED}), L.ISSUED)
SEND_BACK = Transition("send_back", _("Trả lại người soạn"), BEFORE_ISSUE, L.DRAFT)
DISCARD = Transition("discard", _("Bỏ dự thảo"), frozenset({L.DRAFT}), L.DISCARDED)
RECALL = Transition("recall", _("Thu hồi"), frozenset({L.ISSUED}), L.RECALLED)
REPLACE = Transition("replace", _("Thay thế"), frozenset({L.ISSUED}), L.REPLACED)
LETTER_TRANSITIONS = (SUBMIT, APPROVE, PASS_LAYOUT, SIGN, NUMBER, SEAL, ISSUE, SEND_BACK, DISCARD, RECALL, REPLACE)

# Its number and text are the office's for ever.
OUT = frozenset({L.ISSUED, L.RECALLED, L.REPLACED})

LETTER_TONES: dict[str, str] = {
    L.ON_FILE: "none",
    L.DRAFT: "doing",
    L.CONTENT_REVIEW: "sent",
    L.LAYOUT_CHECK: "sent",
    L.TO_SIGN: "sent",
    L.SIGNED: "sent",
    L.NUMBERED: "sent",
    L.SEALED: "sent",
    L.ISSUED: "done",
    L.RECALLED: "void",
    L.REPLACED: "void",
    L.DISCARDED: "none",
}


class ForwardingStatus(models.TextChoices):
    DRAFT = "draft", _("Đang chuẩn bị")
    SENT = "sent", _("Đã chuyển tiếp")


F = ForwardingStatus
FORWARD = Transition("forward", _("Chuyển tiếp"), frozenset({F.DRAFT}), F.SENT)
FORWARDING_TRANSITIONS = (FORWARD,)


class CampaignStatus(models.TextChoices):
    PLANNED = "planned", _("Đang chuẩn bị")
    RUNNING = "running", _("Đang triển khai")
    CLOSED = "closed", _("Đã tổng kết")


C = CampaignStatus
OPEN_CAMPAIGN = Transition("open", _("Triển khai"), frozenset({C.PLANNED}), C.RUNNING)
CLOSE_CAMPAIGN = Transition("close", _("Tổng kết, đóng đợt"), frozenset({C.RUNNING}), C.CLOSED)
CAMPAIGN_TRANSITIONS = (OPEN_CAMPAIGN, CLOSE_CAMPAIGN)
CAMPAIGN_TONES: dict[str, str] = {C.PLANNED: "doing", C.RUNNING: "sent", C.CLOSED: "done"}
