"""What is due, for whom and when: the one table behind to-do lists, reminders and overdue figures."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from antt_portal.core.public_id import PublicModel
from enterprises.models.organisations import Board, Organisation
from enterprises.models.people import User


class DeadlineKind(models.TextChoices):
    REGISTRATION = "registration", _("Đăng ký đầu năm")
    SELF_ASSESSMENT = "self_assessment", _("Tự kiểm tra, đánh giá")
    MENDING = "mending", _("Bổ sung hồ sơ")
    REVIEW = "review", _("Thẩm định")
    OPINION = "opinion", _("Cho ý kiến phối hợp")
    FORWARDING = "forwarding", _("Chuyển tiếp văn bản")
    ACKNOWLEDGEMENT = "acknowledgement", _("Xác nhận đã nhận văn bản")
    ANSWER = "answer", _("Báo cáo kết quả thực hiện")
    SUPERIOR_DOCUMENT = "superior_document", _("Báo cáo cấp trên")
    INCIDENT = "incident", _("Xử lý vụ việc")
    DAILY_REPORT = "daily_report", _("Báo cáo hằng ngày")
    DUTY = "duty", _("Nghĩa vụ định kỳ")


# Of these the board set the day itself, so that it may grant another. The day of a yearly filing or of a duty is the
# law's, that of a report upward a superior's; an answer about an incident and a daily report are worth nothing later.
EXTENDABLE = frozenset({DeadlineKind.MENDING, DeadlineKind.OPINION, DeadlineKind.FORWARDING, DeadlineKind.ANSWER})


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    def open(self) -> Self:
        return self.filter(closed_at__isnull=True)

    def owned_by(self, organisation: Organisation) -> Self:
        return self.filter(organisation=organisation).select_related("assignee").order_by("due_on", "pk")

    def late_on(self, day: date) -> Self:
        return self.open().filter(due_on__lt=day)

    def due_within(self, days_until: date) -> Self:
        return self.open().filter(due_on__lte=days_until)


class Deadline(PublicModel):
    """One thing due. ``route`` with ``subject_id`` is the page of the act; ``rule`` and ``anchor`` say why this day."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("bên phải làm"), on_delete=models.PROTECT, related_name="deadlines"
    )
    assignee = models.ForeignKey(
        User,
        verbose_name=_("người phụ trách"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    subject_kind = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    kind = models.CharField(_("loại"), max_length=20, choices=DeadlineKind.choices)
    title = models.CharField(_("việc"), max_length=300)
    route = models.CharField(max_length=60)
    rule = models.CharField(_("quy tắc"), max_length=60, blank=True)
    anchor = models.DateField(_("mốc tính"), null=True, blank=True)
    due_at = models.DateTimeField(_("đến hạn lúc"))
    due_on = models.DateField(_("đến hạn ngày"))
    opened_at = models.DateTimeField(_("mở lúc"))
    moved_at = models.DateTimeField(_("đổi ngày lúc"), null=True, blank=True)
    closed_at = models.DateTimeField(_("xong lúc"), null=True, blank=True)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = _("thời hạn")
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "kind"],
                condition=Q(closed_at__isnull=True),
                name="deadline_one_open",
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "due_on"], condition=Q(closed_at__isnull=True), name="deadline_open"),
            models.Index(fields=["kind", "due_at"], condition=Q(closed_at__isnull=True), name="deadline_due"),
            models.Index(
                fields=["board", "due_on", "id"],
                include=["kind", "organisation"],
                condition=Q(closed_at__isnull=True),
                name="deadline_of_wall",
            ),
            models.Index(fields=["organisation", "due_on"], name="deadline_by_day"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Of the deadline itself; the page of the act is ``act_url``."""
        return reverse("enterprises:deadline", args=[self.public_id])

    @property
    def act_url(self) -> str:
        return reverse(self.route, args=[self.subject_id])

    @property
    def is_extendable(self) -> bool:
        return self.kind in EXTENDABLE
