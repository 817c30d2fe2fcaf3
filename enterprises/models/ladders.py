"""The steps of reminding and escalating, per kind of deadline: data that a board may replace by its own."""

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from antt_portal.core.public_id import PublicModel
from enterprises.models.deadlines import DeadlineKind
from enterprises.models.organisations import Board


class Audience(models.TextChoices):
    """Whom a step tells. An assignee stands for the whole of OWNERS."""

    OWNERS = "owners", _("Người làm: người soạn, cán bộ được giao")
    HEADS = "heads", _("Người đứng đầu bên phải làm")
    INVESTORS = "investors", _("Chủ đầu tư hạ tầng của khu")
    OFFICERS = "officers", _("Chuyên viên phụ trách")
    LEADERS = "leaders", _("Lãnh đạo Ban")
    AGENCIES = "agencies", _("Cơ quan phối hợp")


class Wording(models.TextChoices):
    """Which of the mails a step sends."""

    SOON = "soon", _("Sắp đến hạn")
    TODAY = "today", _("Đến hạn hôm nay")
    LATE = "late", _("Đã quá hạn")
    ESCALATED = "escalated", _("Báo cấp trên: quá hạn, đã nhắc mà chưa có kết quả")

    @property
    def notice_kind(self) -> str:
        return f"deadline_{self.value}"


class LadderQuerySet(models.QuerySet["Ladder"]):
    def holding(self) -> Self:
        return self.filter(is_on=True).prefetch_related("steps")

    def counting_for(self, board_id: int) -> "dict[str, Ladder]":
        """By kind: a board's own before that of every board, switched off or not. Two queries."""
        rows = self.filter(Q(board=None) | Q(board=board_id)).prefetch_related("steps")
        return {one.kind: one for one in rows.order_by(F("board").asc(nulls_first=True))}

    def in_force_for(self, board_id: int) -> "dict[str, Ladder]":
        """As ``counting_for``, and none where the one that counts is switched off."""
        return {kind: one for kind, one in self.counting_for(board_id).items() if one.is_on}


class Ladder(PublicModel):
    """The steps for one kind of deadline: of one board, or (``board`` empty) of every board that has no own ones."""

    board = models.ForeignKey(Board, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("loại thời hạn"), max_length=20, choices=DeadlineKind.choices)
    is_on = models.BooleanField(_("đang dùng"), default=True)
    version = models.PositiveIntegerField(default=1)

    objects = LadderQuerySet.as_manager()

    class Meta:
        verbose_name = _("các mốc nhắc")
        # One constraint over both would let two ladders of every board pass: NULL equals nothing.
        constraints = [
            models.UniqueConstraint(fields=["board", "kind"], name="ladder_once_per_board"),
            models.UniqueConstraint(fields=["kind"], condition=Q(board=None), name="ladder_once_for_all"),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


def step_code(days: int, hours: int | None) -> str:
    return f"T{days:+d}" if hours is None else f"T{hours:+d}h"


class LadderStep(models.Model):
    """``days`` after the day due, negative before it; or, where ``hours`` is given, hours around the instant due.

    A step that escalates never comes before those who are to act had a day since a lower step. An urgent one goes out
    at night and on days off.
    """

    ladder = models.ForeignKey(Ladder, on_delete=models.CASCADE, related_name="steps")
    days = models.SmallIntegerField(_("số ngày so với hạn"))
    hours = models.SmallIntegerField(_("số giờ so với hạn"), null=True, blank=True)
    audience = models.CharField(_("người nhận"), max_length=10, choices=Audience.choices)
    wording = models.CharField(_("nội dung"), max_length=10, choices=Wording.choices)
    is_urgent = models.BooleanField(_("gửi ngay cả đêm và ngày nghỉ"), default=False)

    class Meta:
        verbose_name = _("mốc nhắc")
        ordering = ["days", "hours", "audience"]
        constraints = [
            models.UniqueConstraint(
                fields=["ladder", "days", "audience"], condition=Q(hours=None), name="ladder_step_once_a_day"
            ),
            models.UniqueConstraint(
                fields=["ladder", "hours", "audience"],
                condition=Q(hours__isnull=False),
                name="ladder_step_once_an_hour",
            ),
            models.CheckConstraint(condition=Q(days__gte=-400, days__lte=400), name="ladder_step_within_a_year"),
            models.CheckConstraint(condition=Q(hours=None) | Q(days=0), name="ladder_step_of_days_or_hours"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """Part of the key of an occasion: "T-7", "T+0", "T-4h"."""
        return step_code(self.days, self.hours)

    def day_for(self, due_on: date) -> date:
        """The day on which a step of days is reached."""
        return due_on + timedelta(days=self.days)

    @property
    def escalates(self) -> bool:
        return self.wording == Wording.ESCALATED


class PlanningMark(models.Model):
    """One row: steps reached up to and including ``planned_to`` have had their reminders planned."""

    planned_to = models.DateTimeField()

    class Meta:
        verbose_name = _("mốc đã lập lời nhắc")

    def __str__(self) -> str:
        return f"{self.planned_to:%d/%m/%Y %H:%M}"
