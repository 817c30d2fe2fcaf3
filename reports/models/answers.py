"""What an organisation says about each obligation, and what somebody typed while a colleague saved first."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from antt_portal.core.public_id import PublicModel
from directives.models import Obligation
from enterprises.models import Board, Organisation, User
from reports.models.reports import Report


class AnswerResult(models.TextChoices):
    DONE = "done", _("Đã thực hiện")
    PARTLY = "partly", _("Thực hiện một phần")
    NOT_DONE = "not_done", _("Chưa thực hiện")
    NOT_APPLICABLE = "not_applicable", _("Không áp dụng")
    NOTHING = "nothing", _("Không có nội dung phải báo cáo")  # only of a directive


class Answer(PublicModel):
    """What the enterprise says about one obligation. Has a version of its own: two people may edit one report."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="answers")
    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="answers")
    position = models.PositiveSmallIntegerField()
    result = models.CharField(_("kết quả thực hiện"), max_length=20, choices=AnswerResult.choices, blank=True)
    reason = models.TextField(_("lý do"), blank=True)
    narrative = models.TextField(_("đã làm gì trong năm"), blank=True)
    figures = models.JSONField(_("số liệu"), default=dict, blank=True)
    kept_raw = models.JSONField(default=dict, blank=True)
    confirmed = models.BooleanField(_("đã xác nhận"), default=True)
    carried_from = models.PositiveSmallIntegerField(_("mang từ năm"), null=True)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(_("sửa lần cuối"), null=True)
    updated_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("kết quả từng nội dung")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["report", "obligation"], name="answer_once"),
            models.CheckConstraint(
                condition=Q(result="") | Q(result__in=AnswerResult.values), name="answer_result_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report} · {self.obligation}"


class KeptText(models.Model):
    """What somebody typed while a colleague saved first: kept, shown beside the saved text, dropped by its author."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="kept_texts")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField()
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "author"], name="kept_text_one_per_author")]

    def __str__(self) -> str:
        return f"{self.author}: {self.answer}"
