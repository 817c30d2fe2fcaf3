"""Reports, one per organisation, year and kind, or per answer a directive wants; a frozen version per submission."""

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
from directives.models import Instrument, ReportRequest
from enterprises.models import (
    BOARD_ROLES,
    Board,
    Deadline,
    DeadlineKind,
    Organisation,
    OrganisationKind,
    Role,
    Tenancy,
    User,
    Zone,
)
from reports.states import AWAITING_ENTERPRISE, FILED, TONES, ReportStatus


class ReportKind(models.TextChoices):
    REGISTRATION = "registration", _("Đăng ký phấn đấu")
    SELF_ASSESSMENT = "self_assessment", _("Tự kiểm tra, đánh giá")
    IMPLEMENTATION = "implementation", _("Báo cáo kết quả thực hiện")


YEARLY_KINDS = (ReportKind.REGISTRATION, ReportKind.SELF_ASSESSMENT)


class Conclusion(models.TextChoices):
    QUALIFIED = "qualified", _("Đạt, đề nghị công nhận")
    NOT_QUALIFIED = "not_qualified", _("Chưa đạt")


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, actor: Doer) -> Self:
        """Its own organisation sees a report always, its board once filed, an agency once it was asked about it."""
        behind_the_wall = self.filter(board_id=actor.board_id)
        own = Q(organisation_id=actor.organisation_id)
        if actor.role in BOARD_ROLES:
            return behind_the_wall.filter(submission_count__gt=0)
        if actor.role == Role.AGENT:
            return behind_the_wall.filter(own | Q(opinions__agency_id=actor.organisation_id)).distinct()
        return behind_the_wall.filter(own)

    def yearly(self) -> Self:
        """Filings of a year, without reports that answer a directive."""
        return self.filter(kind__in=YEARLY_KINDS)

    def a_year_before(self, report: "Report") -> Self:
        """The same filing of the year before; what answers a directive has none."""
        same = self.yearly().filter(organisation_id=report.organisation_id, kind=report.kind)
        return same.filter(year=report.year - 1)

    def awaiting_enterprise(self) -> Self:
        """What the organisation still has to hand in."""
        return self.filter(status__in=AWAITING_ENTERPRISE)

    def awaiting_review(self) -> Self:
        return self.filter(status=ReportStatus.SUBMITTED)

    def filed(self) -> Self:
        return self.filter(status__in=FILED)

    def in_zones(self, zones: Iterable[Zone], *, on: date, or_in_none: bool = False) -> Self:
        """Of organisations that are in one of ``zones`` on that day; units and agencies are in none ever."""
        there = Tenancy.objects.on(on).filter(zone__in=zones).values("organisation")
        if or_in_none:
            # One set of keys, not a condition on each organisation: of very many few are in these zones.
            zoneless = Organisation.objects.filter(kind__in=[OrganisationKind.UNIT, OrganisationKind.AGENCY])
            there = there.union(zoneless.values("pk"), all=True)
        return self.filter(organisation__in=there)

    def review_overdue_on(self, day: date) -> Self:
        return self.filter(Exists(_open_review().filter(due_on__lt=day)))

    def for_queue(self, on: date) -> Self:
        """What a row of the queue shows: ``review_due_on``, and the organisation's ``present_tenancies``."""
        zones = Tenancy.objects.on(on).select_related("zone").order_by("zone__sort_key")
        rows = self.select_related("organisation", "assignee", "request").annotate(
            review_due_on=Subquery(_open_review().values("due_on")[:1])
        )
        return rows.prefetch_related(Prefetch("organisation__tenancies", zones, to_attr="present_tenancies"))


def _open_review() -> QuerySet[Deadline]:
    """The open deadline of the review of an outer report."""
    return Deadline.objects.open().filter(
        kind=DeadlineKind.REVIEW, subject_kind="reports.report", subject_id=OuterRef("public_id")
    )


class Report(StatefulModel):
    """A yearly filing of one organisation, or its answer to a directive (``request``, cited in ``answers_to``).

    ``year`` is the evaluation year, 16/11 of the year before to 15/11; of an answer the one of the directive's issue.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="reports")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="reports")
    status = models.CharField(_("trạng thái"), max_length=20, choices=ReportStatus.choices)
    kind = models.CharField(_("loại"), max_length=20, choices=ReportKind.choices)
    year = models.PositiveSmallIntegerField(_("năm đánh giá"))
    request = models.OneToOneField(ReportRequest, null=True, on_delete=models.PROTECT, related_name="report")
    answers_to = models.CharField(_("trả lời văn bản"), max_length=160, blank=True)
    instruments = models.ManyToManyField(Instrument, related_name="reports")
    opened_at = models.DateTimeField(_("mở lúc"))
    due_on = models.DateField(_("hạn nộp"), null=True)
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
            models.UniqueConstraint(
                fields=["organisation", "year", "kind"], condition=Q(kind__in=YEARLY_KINDS), name="report_once_a_year"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=YEARLY_KINDS, request__isnull=True, due_on__isnull=False)
                | (Q(kind=ReportKind.IMPLEMENTATION, request__isnull=False, conclusion="") & ~Q(answers_to="")),
                name="report_answers_a_directive",
            ),
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
            # Counted on every look at the queue and at recognition, from the index alone.
            models.Index(
                fields=["board", "submitted_at", "id"],
                include=["organisation"],
                condition=Q(status=ReportStatus.SUBMITTED, submission_count__gt=0),
                name="report_waiting",
            ),
            models.Index(
                fields=["board", "year", "id"],
                condition=Q(
                    kind=ReportKind.SELF_ASSESSMENT, status=ReportStatus.ACCEPTED, conclusion=Conclusion.QUALIFIED
                ),
                name="report_qualified",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.which}"

    @property
    def title(self) -> str:
        """As a heading: “Đăng ký phấn đấu năm 2026”, “Báo cáo kết quả thực hiện công văn 5230/BQL-QHXD”."""
        if not self.is_yearly:
            return str(self)
        return _("%(kind)s năm %(year)s") % {"kind": self.get_kind_display(), "year": self.year}

    @property
    def which(self) -> str:
        """What tells it from others of its kind: the year, or the letter it answers."""
        return str(self.year) if self.is_yearly else self.answers_to

    @property
    def is_yearly(self) -> bool:
        return self.kind in YEARLY_KINDS

    @property
    def workdays_late(self) -> int:
        """By how many working days an answer to a directive came late; for a list select ``request`` with it."""
        return self.request.workdays_late if self.request else 0

    @property
    def tone(self) -> str:
        return TONES[self.status]

    def get_absolute_url(self) -> str:
        return reverse("reports:report", args=[self.public_id])


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
