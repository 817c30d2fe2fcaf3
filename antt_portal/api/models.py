"""Tokens by which an organisation's own programs read what the organisation may see."""

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from antt_portal.core.public_id import PublicModel
from enterprises.actor import Actor
from enterprises.models import Board, Organisation, User


class Scope(models.TextChoices):
    ORGANISATIONS = "organisations:read", _("Tổ chức")
    DIRECTIVES = "directives:read", _("Văn bản chỉ đạo")
    DELIVERIES = "deliveries:read", _("Lượt gửi")
    REPORTS = "reports:read", _("Hồ sơ, báo cáo")
    RECOGNITIONS = "recognitions:read", _("Công nhận")


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def of(self, actor: Actor) -> Self:
        """Those of the organisation itself: not even its board sees another's."""
        return self.filter(board_id=actor.board_id, organisation_id=actor.organisation_id)

    def standing(self, on: date) -> Self:
        return self.filter(revoked_at__isnull=True, expires_on__gte=on)

    def for_list(self) -> Self:
        return self.select_related("made_by", "revoked_by").order_by("-made_at", "-pk")


class ApiToken(PublicModel):
    """One program's key. Only a digest of its secret is kept; ``prefix`` is the part of it that a page may show.

    ``expires_on`` is the last day on which it opens anything. ``last_used_at`` is written once a minute at most, with
    the requests counted since.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="api_tokens")
    name = models.CharField(_("dùng cho"), max_length=80)
    scopes = models.JSONField(_("quyền đọc"), default=list)
    prefix = models.CharField(_("đầu khóa"), max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("tạo lúc"))
    made_by = models.ForeignKey(User, verbose_name=_("người tạo"), on_delete=models.PROTECT, related_name="+")
    expires_on = models.DateField(_("dùng đến hết ngày"))
    last_used_at = models.DateTimeField(_("dùng lần cuối"), null=True)
    request_count = models.PositiveBigIntegerField(_("số yêu cầu"), default=0)
    revoked_at = models.DateTimeField(_("thu hồi lúc"), null=True)
    revoked_by = models.ForeignKey(
        User, verbose_name=_("người thu hồi"), null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("khóa API")
        indexes = [models.Index(fields=["organisation", "-made_at"], name="api_token_of")]

    def __str__(self) -> str:
        return self.name
