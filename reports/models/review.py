"""Review: the officer's own result per obligation, decisions on barring events, opinions of agencies."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from antt_portal.core.actor import Doer
from antt_portal.core.public_id import PublicModel
from antt_portal.core.workflow import StatefulModel
from directives.models import Obligation
from enterprises.models import BOARD_ROLES, Board, Organisation, User
from reports.models.answers import Answer
from reports.models.reports import Report, Submission
from reports.states import TONES, OpinionStatus


class ReviewResult(models.TextChoices):
    MET = "met", _("Đạt")
    NOT_MET = "not_met", _("Chưa đạt")
    NOT_APPLICABLE = "not_applicable", _("Không áp dụng")


class AnswerReview(PublicModel):
    """An officer's judgement of one answer of one submission; carried on while the answer is unchanged."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="reviews")
    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="reviews")
    result = models.CharField(_("kết quả thẩm định"), max_length=20, choices=ReviewResult.choices, blank=True)
    comment = models.TextField(_("nhận xét gửi doanh nghiệp"), blank=True)
    to_mend = models.BooleanField(_("cần bổ sung"), default=False)
    points = models.DecimalField(_("điểm"), max_digits=5, decimal_places=1, null=True, blank=True)
    carried = models.BooleanField(_("giữ từ lần trước"), default=False)
    version = models.PositiveIntegerField(default=1)
    reviewed_at = models.DateTimeField(_("thẩm định lúc"))
    reviewed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("thẩm định")
        constraints = [
            models.UniqueConstraint(fields=["submission", "answer"], name="review_once_per_submission"),
            models.CheckConstraint(condition=Q(to_mend=False) | ~Q(comment=""), name="review_mend_says_what"),
        ]

    def __str__(self) -> str:
        return f"{self.answer}: {self.get_result_display()}"


class BarringDecision(PublicModel):
    """A person of the authority decides whether a barring event occurred, with the reason."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="barring_decisions")
    event = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="+")
    occurred = models.BooleanField(_("có xảy ra"))
    force_majeure = models.BooleanField(_("bất khả kháng hoặc kịp thời phát hiện, báo cáo"), default=False)
    reason = models.TextField(_("lý do"))
    decided_at = models.DateTimeField(_("lúc"))
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "event"], name="barring_decision_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="barring_decision_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.event}: {self.bars}"

    @property
    def bars(self) -> bool:
        return self.occurred and not self.force_majeure


class Stance(models.TextChoices):
    AGREES = "agrees", _("Thống nhất")
    OBJECTS = "objects", _("Không thống nhất")
    REMARKS = "remarks", _("Có ý kiến khác")


class OpinionQuerySet(models.QuerySet["Opinion"]):
    def visible_to(self, actor: Doer) -> Self:
        behind_the_wall = self.filter(board_id=actor.board_id)
        if actor.role in BOARD_ROLES:
            return behind_the_wall
        return behind_the_wall.filter(agency_id=actor.organisation_id)

    def silent_on(self, day: date) -> Self:
        """Asked, due before ``day``, and never answered."""
        return self.filter(status=OpinionStatus.ASKED, due_on__lt=day)

    def for_list(self) -> Self:
        return self.select_related("report__organisation", "agency", "answered_by", "asked_by").order_by("due_on", "pk")


class Opinion(StatefulModel):
    """What a coordinating agency says about a report. Silence after ``due_on`` is shown as silence."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="opinions")
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="opinions")
    status = models.CharField(_("trạng thái"), max_length=20, choices=OpinionStatus.choices)
    question = models.TextField(_("nội dung hỏi"), blank=True)
    asked_at = models.DateTimeField(_("hỏi lúc"))
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(_("trả lời trước ngày"))
    stance = models.CharField(_("ý kiến"), max_length=20, choices=Stance.choices, blank=True)
    text = models.TextField(_("nội dung trả lời"), blank=True)
    read_number = models.PositiveSmallIntegerField(_("về lần nộp"), null=True)
    answered_at = models.DateTimeField(_("trả lời lúc"), null=True)
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = OpinionQuerySet.as_manager()

    class Meta:
        verbose_name = _("ý kiến phối hợp")
        constraints = [
            models.UniqueConstraint(
                fields=["report", "agency"], condition=Q(status=OpinionStatus.ASKED), name="opinion_one_open"
            ),
            models.CheckConstraint(
                condition=Q(status=OpinionStatus.ASKED, stance="") | (Q(status=OpinionStatus.ANSWERED) & ~Q(stance="")),
                name="opinion_answered_has_stance",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.report}"

    @property
    def tone(self) -> str:
        return TONES[self.status]

    def is_silent(self, on: date) -> bool:
        """Whether the day passed without an answer."""
        return self.status == OpinionStatus.ASKED and self.due_on < on
