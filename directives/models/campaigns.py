"""Campaigns (đợt cao điểm): directives of one occasion, often around Tết, with steps, a window and a duty roster."""

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from antt_portal.core.actor import Doer
from antt_portal.core.public_id import PublicModel
from antt_portal.core.workdays import tet
from antt_portal.core.workflow import StatefulModel
from directives.states import CAMPAIGN_TONES, CampaignStatus
from enterprises.models import BOARD_ROLES, Board, Organisation, User


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def visible_to(self, actor: Doer) -> Self:
        behind_the_wall = self.filter(board_id=actor.board_id)
        return behind_the_wall if actor.role in BOARD_ROLES else behind_the_wall.none()

    def in_window(self, day: date) -> Self:
        """Those under way on ``day``."""
        return self.filter(status=CampaignStatus.RUNNING, starts_on__lte=day, ends_on__gte=day)


class Campaign(StatefulModel):
    """A campaign. With a ``tet_year`` its days count from the first day of that Tết (negative: before it).

    What was copied from another year is ``to_confirm`` until somebody looked at it.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="campaigns")
    status = models.CharField(_("trạng thái"), max_length=20, choices=CampaignStatus.choices)
    name = models.CharField(_("tên đợt"), max_length=200)
    search_key = models.TextField(editable=False, default="")
    tet_year = models.PositiveSmallIntegerField(_("theo Tết năm"), null=True, blank=True)
    starts_offset = models.SmallIntegerField(_("bắt đầu, ngày so với mùng một"), null=True, blank=True)
    ends_offset = models.SmallIntegerField(_("kết thúc, ngày so với mùng một"), null=True, blank=True)
    starts_on = models.DateField(_("từ ngày"))
    ends_on = models.DateField(_("đến ngày"))
    daily_from = models.DateField(_("báo cáo hằng ngày từ"), null=True, blank=True)
    daily_to = models.DateField(_("báo cáo hằng ngày đến"), null=True, blank=True)
    copied_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="copies")
    to_confirm = models.BooleanField(_("chờ xác nhận"), default=False)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = _("đợt cao điểm")
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="campaign_dates"),
            models.CheckConstraint(
                condition=Q(daily_from__isnull=True, daily_to__isnull=True) | Q(daily_to__gte=F("daily_from")),
                name="campaign_daily_dates",
            ),
            models.UniqueConstraint(fields=["board", "name"], name="campaign_name_once_per_board"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("reports:campaign", args=[self.public_id])

    @property
    def tone(self) -> str:
        return CAMPAIGN_TONES[self.status]

    def day(self, offset: int) -> date:
        """``offset`` days after the first day of the campaign's Tết, before it when negative."""
        if self.tet_year is None:
            raise ValueError("a campaign without Tết has no offsets")
        return tet(self.tet_year) + timedelta(days=offset)


class CampaignStep(PublicModel):
    """One step of the ladder of a campaign: what is to be done by when (domain.md, "Default ladder")."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="steps")
    title = models.CharField(_("việc"), max_length=200)
    offset = models.SmallIntegerField(_("ngày so với mùng một"), null=True, blank=True)
    due_on = models.DateField(_("hạn"))
    done_at = models.DateTimeField(_("xong lúc"), null=True)
    done_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    to_confirm = models.BooleanField(_("chờ xác nhận"), default=False)

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.title


class DutyShift(PublicModel):
    """Who of which organisation is on duty, from when to when. The number is that of the duty desk."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("đơn vị trực"), on_delete=models.PROTECT, related_name="duty_shifts"
    )
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="shifts")
    starts_at = models.DateTimeField(_("từ lúc"))
    ends_at = models.DateTimeField(_("đến lúc"))
    person = models.CharField(_("người trực, chức vụ"), max_length=160)
    phone = models.CharField(_("điện thoại trực"), max_length=40, blank=True)
    to_confirm = models.BooleanField(_("chờ xác nhận"), default=False)

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="shift_times")]

    def __str__(self) -> str:
        return f"{self.person} · {self.starts_at:%d/%m/%Y %H:%M}"
