"""Asking for more time, and holding reminders back."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from antt_portal.core.public_id import PublicModel
from enterprises.models.deadlines import Deadline
from enterprises.models.organisations import Board, Organisation
from enterprises.models.people import User


class ExtensionState(models.TextChoices):
    ASKED = "asked", _("Chờ quyết định")
    GRANTED = "granted", _("Đồng ý")
    SHORTENED = "shortened", _("Đồng ý, ngày sớm hơn")
    REFUSED = "refused", _("Không đồng ý")
    WITHDRAWN = "withdrawn", _("Đã rút, hoặc việc đã xong")


class ExtensionQuerySet(models.QuerySet["Extension"]):
    def undecided(self) -> Self:
        return self.filter(state=ExtensionState.ASKED)


class Extension(PublicModel):
    """A request for a later day. ``due_before`` is the day it would replace, ``due_after`` the one that was granted."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="extensions")
    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="extensions")
    state = models.CharField(_("kết quả"), max_length=10, choices=ExtensionState.choices, default=ExtensionState.ASKED)
    due_before = models.DateField(_("hạn cũ"))
    wanted_on = models.DateField(_("đề nghị đến ngày"))
    reason = models.TextField(_("lý do"))
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("đề nghị lúc"))
    due_after = models.DateField(_("hạn mới"), null=True, blank=True)
    note = models.TextField(_("ý kiến"), blank=True)
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("quyết định lúc"), null=True, blank=True)

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        verbose_name = _("đề nghị gia hạn")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["deadline"], condition=Q(state=ExtensionState.ASKED), name="extension_one_undecided"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["granted", "shortened"], due_after__isnull=False)
                | Q(state__in=["asked", "refused", "withdrawn"], due_after=None),
                name="extension_day_when_granted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deadline} → {self.wanted_on:%d/%m/%Y}"


class PauseQuerySet(models.QuerySet["Pause"]):
    def on(self, day: date) -> Self:
        return self.filter(Q(until__gte=day), ended_at=None)


class Pause(PublicModel):
    """No reminder and no escalation about a deadline up to and including ``until``; why, and who decided so."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="pauses")
    until = models.DateField(_("đến hết ngày"))
    reason = models.TextField(_("lý do"))
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("ghi lúc"))
    ended_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(_("bỏ lúc"), null=True, blank=True)

    objects = PauseQuerySet.as_manager()

    class Meta:
        verbose_name = _("tạm ngừng nhắc")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["deadline"], condition=Q(ended_at=None), name="pause_one_at_a_time")
        ]

    def __str__(self) -> str:
        return f"{self.deadline} · {self.until:%d/%m/%Y}"
