"""Filings: one report per organisation, year and kind; an answer per obligation; a frozen version per submission."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from antt_portal.core.actor import Doer
from antt_portal.core.models import AppendOnlyModel, AppendOnlyQuerySet
from antt_portal.core.public_id import PublicModel
from antt_portal.core.workflow import StatefulModel
from directives.models import Instrument, Obligation
from enterprises.models import BOARD_ROLES, Board, Deadline, DeadlineKind, Organisation, Role, Tenancy, User, Zone
from reports.states import AWAITING_ENTERPRISE, FILED, TONES, ReportStatus


class ReportKind(models.TextChoices):
    REGISTRATION = "registration", _("Đăng ký phấn đấu")
    SELF_ASSESSMENT = "self_assessment", _("Tự kiểm tra, đánh giá")


class Conclusion(models.TextChoices):
    QUALIFIED = "qualified", _("Đạt, đề nghị công nhận")
    NOT_QUALIFIED = "not_qualified", _("Chưa đạt")


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, actor: Doer) -> Self:
        """Its own organisation sees a report always, its board once filed, an agency once it was asked about it."""
        behind_the_wall = self.filter(board_id=actor.board_id)
        if actor.role in BOARD_ROLES:
            return behind_the_wall.filter(submission_count__gt=0)
        if actor.role == Role.AGENT:
            return behind_the_wall.filter(opinions__agency_id=actor.organisation_id).distinct()
        return behind_the_wall.filter(organisation_id=actor.organisation_id)

    def awaiting_enterprise(self) -> Self:
        """What the organisation still has to hand in."""
        return self.filter(status__in=AWAITING_ENTERPRISE)

    def awaiting_review(self) -> Self:
        return self.filter(status=ReportStatus.SUBMITTED)

    def filed(self) -> Self:
        return self.filter(status__in=FILED)

    def in_zones(self, zones: Iterable[Zone], *, on: date) -> Self:
        """Of organisations that are in one of ``zones`` on that day."""
        there = Tenancy.objects.on(on).filter(zone__in=zones, organisation=OuterRef("organisation"))
        return self.filter(Exists(there))

    def review_overdue_on(self, day: date) -> Self:
        return self.filter(Exists(_open_review().filter(due_on__lt=day)))

    def for_queue(self, on: date) -> Self:
        """What a row of the queue shows: ``review_due_on``, and the organisation's ``present_tenancies``."""
        zones = Tenancy.objects.on(on).select_related("zone").order_by("zone__sort_key")
        rows = self.select_related("organisation", "assignee").annotate(
            review_due_on=Subquery(_open_review().values("due_on")[:1])
        )
        return rows.prefetch_related(Prefetch("organisation__tenancies", zones, to_attr="present_tenancies"))


def _open_review() -> QuerySet[Deadline]:
    """The open deadline of the review of an outer report."""
    return Deadline.objects.open().filter(
        kind=DeadlineKind.REVIEW, subject_kind="reports.report", subject_id=OuterRef("public_id")
    )


class Report(StatefulModel):
    """A yearly filing of one organisation. ``year`` is the evaluation year: 16/11 of the year before to 15/11."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="reports")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="reports")
    status = models.CharField(_("trạng thái"), max_length=20, choices=ReportStatus.choices)
    kind = models.CharField(_("loại"), max_length=20, choices=ReportKind.choices)
    year = models.PositiveSmallIntegerField(_("năm đánh giá"))
    instruments = models.ManyToManyField(Instrument, related_name="reports")
    opened_at = models.DateTimeField(_("mở lúc"))
    due_on = models.DateField(_("hạn nộp"))
    assignee = models.ForeignKey(
        User, verbose_name=_("chuyên viên thẩm định"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    submission_count = models.PositiveSmallIntegerField(_("số lần nộp"), default=0)
    submitted_at = models.DateTimeField(_("nộp lần cuối"), null=True)
    submitted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    mend_by = models.DateField(_("bổ sung trước ngày"), null=True)
    return_note = models.TextField(_("lời nhắn khi trả"), blank=True)
    accepted_at = models.DateTimeField(_("tiếp nhận lúc"), null=True)
    accepted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    conclusion = models.CharField(_("kết luận"), max_length=20, choices=Conclusion.choices, blank=True)
    conclusion_note = models.TextField(_("nhận xét chung"), blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("hồ sơ")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year", "kind"], name="report_once_a_year"),
            models.CheckConstraint(condition=Q(status__in=ReportStatus.values), name="report_status_known"),
            models.CheckConstraint(
                condition=Q(status=ReportStatus.DRAFT, submission_count=0)
                | (~Q(status=ReportStatus.DRAFT) & Q(submission_count__gt=0)),
                name="report_draft_is_unsubmitted",
            ),
        ]
        indexes = [
            models.Index(fields=["board", "status", "submitted_at"], name="report_queue"),
            models.Index(fields=["board", "submitted_at"], condition=Q(submission_count__gt=0), name="report_filed"),
            models.Index(fields=["board", "year", "kind", "status"], name="report_year"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}"

    @property
    def tone(self) -> str:
        return TONES[self.status]

    def get_absolute_url(self) -> str:
        return reverse("reports:report", args=[self.public_id])


class AnswerResult(models.TextChoices):
    DONE = "done", _("Đã thực hiện")
    PARTLY = "partly", _("Thực hiện một phần")
    NOT_DONE = "not_done", _("Chưa thực hiện")
    NOT_APPLICABLE = "not_applicable", _("Không áp dụng")


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


class Submission(PublicModel, AppendOnlyModel):
    """A version as it was handed in: canonical JSON, its SHA-256, and the receipt. Never changed."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField(_("lần nộp"))
    receipt = models.CharField(_("số biên nhận"), max_length=30)
    frozen = models.JSONField()
    sha256 = models.CharField(max_length=64)
    submitted_at = models.DateTimeField(_("nộp lúc"))
    submitted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = AppendOnlyQuerySet["Submission"].as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="submission_number"),
            models.UniqueConstraint(fields=["board", "receipt"], name="submission_receipt"),
        ]

    def __str__(self) -> str:
        return self.receipt


class ReceiptCounter(models.Model):
    """The last receipt number of a board in a year; its row is locked while a number is taken."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["board", "year"], name="receipt_counter_year")]

    def __str__(self) -> str:
        return f"{self.board}/{self.year}: {self.last}"
