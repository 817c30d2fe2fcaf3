"""Which statuses exist and what leads where. Buttons, guards, docs/states.md and its test read these rows."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from antt_portal.core.transition import Transition


class ReportStatus(models.TextChoices):
    DRAFT = "draft", _("Đang soạn")
    SUBMITTED = "submitted", _("Chờ thẩm định")
    RETURNED = "returned", _("Cần bổ sung")
    ACCEPTED = "accepted", _("Đã tiếp nhận")


class IncidentStatus(models.TextChoices):
    REPORTED = "reported", _("Mới báo")
    FOLLOWED = "followed", _("Đang theo dõi")
    CLOSED = "closed", pgettext_lazy("incident", "Đã kết thúc")


class OpinionStatus(models.TextChoices):
    ASKED = "asked", _("Chờ ý kiến")
    ANSWERED = "answered", _("Đã trả lời")


class BatchStatus(models.TextChoices):
    DRAFT = "draft", _("Đang lập")
    PROPOSED = "proposed", _("Trình lãnh đạo")
    APPROVED = "approved", _("Đã duyệt, chờ quyết định")
    DECIDED = "decided", _("Đã có quyết định")


class RecognitionStatus(models.TextChoices):
    PROPOSED = "proposed", _("Đề nghị công nhận")
    RECOGNISED = "recognised", _("Đạt")
    REFUSED = "refused", _("Chưa đạt")
    REVOKED = "revoked", _("Đã thu hồi")


class RollUpStatus(models.TextChoices):
    DRAFT = "draft", _("Đang lập")
    FROZEN = "frozen", _("Đã chốt số liệu")
    ISSUED = "issued", _("Đã phát hành")


R, O, B, C = ReportStatus, OpinionStatus, BatchStatus, RecognitionStatus  # noqa: E741 - four short names for four tables

SUBMIT = Transition("submit", _("Nộp hồ sơ"), frozenset({R.DRAFT, R.RETURNED}), R.SUBMITTED)
RETURN = Transition("return", _("Yêu cầu bổ sung"), frozenset({R.SUBMITTED}), R.RETURNED)
ACCEPT = Transition("accept", _("Tiếp nhận"), frozenset({R.SUBMITTED}), R.ACCEPTED)
REPORT_TRANSITIONS = (SUBMIT, RETURN, ACCEPT)

ANSWER_OPINION = Transition("answer", _("Trả lời ý kiến"), frozenset({O.ASKED}), O.ANSWERED)
OPINION_TRANSITIONS = (ANSWER_OPINION,)

PROPOSE = Transition("propose", _("Trình lãnh đạo"), frozenset({B.DRAFT}), B.PROPOSED)
SEND_BACK = Transition("send_back", _("Trả lại người lập"), frozenset({B.PROPOSED}), B.DRAFT)
APPROVE = Transition("approve", _("Duyệt"), frozenset({B.PROPOSED}), B.APPROVED)
DECIDE = Transition("decide", _("Ghi quyết định"), frozenset({B.APPROVED}), B.DECIDED)
BATCH_TRANSITIONS = (PROPOSE, SEND_BACK, APPROVE, DECIDE)

RECOGNISE = Transition("recognise", _("Công nhận"), frozenset({C.PROPOSED}), C.RECOGNISED)
REFUSE = Transition("refuse", _("Không công nhận"), frozenset({C.PROPOSED}), C.REFUSED)
REVOKE = Transition("revoke", _("Thu hồi"), frozenset({C.RECOGNISED}), C.REVOKED)
RECOGNITION_TRANSITIONS = (RECOGNISE, REFUSE, REVOKE)

I = IncidentStatus  # noqa: E741 - as above
FOLLOW = Transition("follow", _("Tiếp nhận, theo dõi"), frozenset({I.REPORTED}), I.FOLLOWED)
CLOSE = Transition("close", _("Kết thúc vụ việc"), frozenset({I.FOLLOWED}), I.CLOSED)
REOPEN = Transition("reopen", _("Mở lại"), frozenset({I.CLOSED}), I.FOLLOWED)
INCIDENT_TRANSITIONS = (FOLLOW, CLOSE, REOPEN)

U = RollUpStatus
FREEZE = Transition("freeze", _("Chốt số liệu"), frozenset({U.DRAFT}), U.FROZEN)
ISSUE_ROLL_UP = Transition("issue", _("Phát hành báo cáo tổng hợp"), frozenset({U.FROZEN}), U.ISSUED)
ROLL_UP_TRANSITIONS = (FREEZE, ISSUE_ROLL_UP)

# The tone of a status tag (look: word + colour + shape).
TONES: dict[str, str] = {
    R.DRAFT: "doing",
    R.SUBMITTED: "sent",
    R.RETURNED: "back",
    R.ACCEPTED: "done",
    O.ASKED: "sent",
    O.ANSWERED: "done",
    B.PROPOSED: "sent",
    B.APPROVED: "sent",
    B.DECIDED: "done",
    C.RECOGNISED: "done",
    C.REFUSED: "late",
    C.REVOKED: "void",
    U.FROZEN: "sent",
    U.ISSUED: "done",
    I.REPORTED: "sent",
    I.FOLLOWED: "doing",
    I.CLOSED: "done",
}

AWAITING_ENTERPRISE = frozenset({R.DRAFT, R.RETURNED})
FILED = frozenset({R.SUBMITTED, R.RETURNED, R.ACCEPTED})
