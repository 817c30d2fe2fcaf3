"""A breach of personal data, as its board writes it down."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from antt_portal.core.public_id import PublicModel
from enterprises.actor import Actor
from enterprises.models import Board, Role, User

# Hours, not working days: the clock runs at night and over Tết (Luật 91/2025/QH15).
TO_REPORT = timedelta(hours=72)


class BreachQuerySet(models.QuerySet["Breach"]):
    def visible_to(self, actor: Actor) -> Self:
        behind_the_wall = self.filter(board_id=actor.board_id)
        return behind_the_wall if actor.role == Role.ADMINISTRATOR else behind_the_wall.none()

    def running(self) -> Self:
        """Neither reported nor closed as one that need not be."""
        return self.filter(reported_at__isnull=True, closed_at__isnull=True)

    def for_list(self) -> Self:
        """Open ones first."""
        return self.order_by(F("closed_at").desc(nulls_first=True), "-discovered_at", "-pk")


class Breach(PublicModel):
    """``told_step`` is the last step of the clock of which the administrators were told."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    discovered_at = models.DateTimeField(_("phát hiện lúc"))
    what = models.CharField(_("việc gì"), max_length=200)
    affected = models.TextField(_("dữ liệu của ai, loại gì"), max_length=2000)
    people_count = models.PositiveIntegerField(_("số người bị ảnh hưởng"), null=True, blank=True)
    measures = models.TextField(_("đã làm gì"), max_length=4000, blank=True)
    entered_at = models.DateTimeField(_("ghi lúc"))
    entered_by = models.ForeignKey(User, verbose_name=_("người ghi"), on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField(_("báo cơ quan chuyên trách lúc"), null=True)
    report_number = models.CharField(_("số văn bản báo cáo"), max_length=60, blank=True)
    closed_at = models.DateTimeField(_("kết thúc lúc"), null=True)
    outcome = models.TextField(_("kết quả"), max_length=2000, blank=True)
    version = models.PositiveIntegerField(default=1)
    told_step = models.CharField(max_length=10, blank=True)

    objects = BreachQuerySet.as_manager()

    class Meta:
        verbose_name = _("vụ vi phạm dữ liệu cá nhân")
        constraints = [
            models.CheckConstraint(
                condition=Q(reported_at__isnull=True, report_number="")
                | (Q(reported_at__isnull=False) & ~Q(report_number="")),
                name="breach_reported_by_number",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | ~Q(outcome=""), name="breach_closed_with_words"
            ),
        ]
        indexes = [
            models.Index(
                fields=["discovered_at"],
                condition=Q(reported_at__isnull=True, closed_at__isnull=True),
                name="breach_running",
            ),
            models.Index(fields=["board", "-discovered_at"], name="breach_of_board"),
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return reverse("breach", args=[self.public_id])

    @property
    def due_at(self) -> datetime:
        return self.discovered_at + TO_REPORT

    @property
    def is_running(self) -> bool:
        return self.reported_at is None and self.closed_at is None
