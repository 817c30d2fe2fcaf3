"""Directives: issued letters that ask something of many, and whom they address."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from antt_portal.core.actor import Doer
from antt_portal.core.public_id import PublicModel
from directives.models.campaigns import Campaign
from directives.models.incoming import IncomingDocument
from directives.models.instruments import Instrument
from directives.models.letters import OfficialLetter
from enterprises.models import BOARD_ROLES, Board, Organisation, Zone


class DirectiveQuerySet(models.QuerySet["Directive"]):
    def visible_to(self, actor: Doer) -> Self:
        """The board's own; those who receive one see their delivery of it."""
        behind_the_wall = self.filter(board_id=actor.board_id)
        return behind_the_wall if actor.role in BOARD_ROLES else behind_the_wall.none()

    def issued(self) -> Self:
        return self.filter(issued_at__isnull=False)


class Directive(PublicModel):
    """What makes a letter a directive: its audience, its obligations, and the bundle as it was frozen at issue.

    ``manifest`` names every file of the bundle with its SHA-256 and ``bundle_sha256`` is the digest of the manifest:
    whoever forwards or acknowledges it means these bytes (decision 60). One that asks nothing has no ``instrument``.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="directives")
    letter = models.OneToOneField(OfficialLetter, on_delete=models.PROTECT, related_name="directive")
    instrument = models.OneToOneField(Instrument, null=True, on_delete=models.PROTECT, related_name="directive")
    superior = models.ForeignKey(
        IncomingDocument,
        verbose_name=_("văn bản cấp trên"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="directives",
    )
    campaign = models.ForeignKey(
        Campaign,
        verbose_name=_("đợt cao điểm"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="directives",
    )
    acknowledge_workdays = models.PositiveSmallIntegerField(_("xác nhận trong số ngày làm việc"), default=3)
    acknowledge_by = models.DateField(_("xác nhận trước ngày"), null=True)
    to_confirm = models.BooleanField(_("chép từ đợt trước, chờ xác nhận"), default=False)
    manifest: Any = models.JSONField(default=dict)
    bundle_sha256 = models.CharField(max_length=64, blank=True)
    issued_at = models.DateTimeField(_("phát hành lúc"), null=True)
    audience_count = models.PositiveIntegerField(_("số nơi nhận khi phát hành"), default=0)

    objects = DirectiveQuerySet.as_manager()

    class Meta:
        verbose_name = _("văn bản chỉ đạo")
        constraints = [
            models.CheckConstraint(
                condition=Q(issued_at__isnull=True, bundle_sha256="")
                | (Q(issued_at__isnull=False) & ~Q(bundle_sha256="")),
                name="directive_issued_has_bundle",
            )
        ]

    def __str__(self) -> str:
        return str(self.letter)

    def get_absolute_url(self) -> str:
        return reverse("directives:coverage", args=[self.public_id])


class Duty(models.TextChoices):
    """Why somebody gets a directive; one who is named twice has the first that fits."""

    ACT = "act", _("Để thực hiện")
    REPORT_TO = "report_to", _("Để báo cáo")
    KNOW = "know", _("Để biết")


class Way(models.TextChoices):
    DIRECT = "direct", _("Ban Quản lý gửi thẳng")
    FORWARDED = "forwarded", _("Chủ đầu tư hạ tầng chuyển")


class Group(models.TextChoices):
    """Classes of addressees; ``organisation`` is one by name."""

    INVESTORS = "investors", _("Chủ đầu tư hạ tầng")
    TENANTS = "tenants", _("Chủ đầu tư thứ cấp")
    ENTERPRISES = "enterprises", _("Mọi doanh nghiệp")
    CHEMICALS = "chemicals", _("Doanh nghiệp hoạt động hóa chất")
    FIRE_HAZARD = "fire_hazard", _("Cơ sở có nguy hiểm về cháy, nổ")
    FOREIGN_INVESTED = "foreign_invested", _("Doanh nghiệp có vốn đầu tư nước ngoài")
    UNITS = "units", _("Đơn vị thuộc Ban Quản lý")
    AGENCIES = "agencies", _("Cơ quan phối hợp")
    ORGANISATION = "organisation", _("Nơi nhận ghi tên")


class AudienceLine(PublicModel):
    """One line of an audience: a class, perhaps of one zone, or one organisation; ``excluded`` takes away and wins."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    directive = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="audience")
    group = models.CharField(_("nhóm"), max_length=20, choices=Group.choices)
    zone = models.ForeignKey(
        Zone, verbose_name=_("khu"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("tổ chức"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    duty = models.CharField(_("để làm gì"), max_length=10, choices=Duty.choices, default=Duty.ACT)
    way = models.CharField(_("cách gửi"), max_length=10, choices=Way.choices, default=Way.DIRECT)
    excluded = models.BooleanField(_("trừ ra"), default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(group="organisation", organisation__isnull=False, zone__isnull=True)
                | (~Q(group="organisation") & Q(organisation__isnull=True)),
                name="audience_names_one",
            ),
            models.UniqueConstraint(
                fields=["directive", "group"],
                condition=Q(zone__isnull=True, organisation__isnull=True),
                name="audience_class_once",
            ),
            models.UniqueConstraint(
                fields=["directive", "group", "zone"], condition=Q(zone__isnull=False), name="audience_zone_once"
            ),
            models.UniqueConstraint(
                fields=["directive", "organisation"],
                condition=Q(organisation__isnull=False),
                name="audience_organisation_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation or self.get_group_display())
