"""Industrial zones and who is in them, since when."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from antt_portal.core.public_id import PublicModel
from enterprises.models.organisations import Board, Organisation


class ZoneKind(models.TextChoices):
    INDUSTRIAL = "industrial", _("Khu công nghiệp")
    ECONOMIC = "economic", _("Khu kinh tế")
    CLUSTER = "cluster", _("Cụm công nghiệp")


class Zone(PublicModel):
    """A zone under one board."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="zones")
    kind = models.CharField(_("loại"), max_length=20, choices=ZoneKind.choices, default=ZoneKind.INDUSTRIAL)
    name = models.CharField(_("tên"), max_length=150)
    sort_key = models.TextField(editable=False)
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến ngày"), null=True, blank=True)
    # The same zone under the board that this one's took the place of.
    predecessor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="followers")

    class Meta:
        verbose_name = _("khu")
        ordering = ["sort_key"]
        constraints = [
            models.UniqueConstraint(fields=["board", "name"], name="zone_name_once_per_board"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="zone_dates"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Capacity(models.TextChoices):
    INVESTOR = "investor", _("Chủ đầu tư hạ tầng")
    TENANT = "tenant", _("Chủ đầu tư thứ cấp")


class TenancyQuerySet(models.QuerySet["Tenancy"]):
    def on(self, day: date) -> Self:
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)


class Tenancy(PublicModel):
    """An organisation is in a zone, as its investor or as a tenant, from one day to another."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="tenancies")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="tenancies")
    capacity = models.CharField(_("tư cách"), max_length=20, choices=Capacity.choices)
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến ngày"), null=True, blank=True)

    objects = TenancyQuerySet.as_manager()

    class Meta:
        verbose_name = _("hoạt động tại khu")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="tenancy_dates"
            ),
            models.UniqueConstraint(
                fields=["zone", "organisation", "capacity"],
                condition=Q(valid_to__isnull=True),
                name="tenancy_once",
            ),
        ]
        indexes = [models.Index(fields=["zone"], condition=Q(capacity="investor"), name="tenancy_investors")]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.zone}"
