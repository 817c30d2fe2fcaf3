"""Forwarding: an investor passes the whole bundle on, unchanged, with a covering letter of its own."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from antt_portal.core.actor import Doer
from antt_portal.core.models import Blob
from antt_portal.core.workflow import StatefulModel
from directives.models.directives import Directive
from directives.states import ForwardingStatus
from enterprises.models import BOARD_ROLES, Board, Organisation, User


class ForwardingQuerySet(models.QuerySet["Forwarding"]):
    def visible_to(self, actor: Doer) -> Self:
        """The investor's own; its board, and whoever got the bundle by it, see those that were sent."""
        behind_the_wall = self.filter(board_id=actor.board_id)
        if actor.role in BOARD_ROLES:
            return behind_the_wall.filter(status=ForwardingStatus.SENT)
        reached = self.filter(routes__delivery__organisation_id=actor.organisation_id, routes__sent_at__isnull=False)
        return behind_the_wall.filter(Q(organisation_id=actor.organisation_id) | Q(pk__in=reached.values("pk")))


class Forwarding(StatefulModel):
    """One investor's forwarding of one directive: the covering letter, and since when it is out.

    ``covering`` is what the investor writes: number as it stands in its own register, date, note, signer. ``signed`` is
    the covering letter as signed outside the portal: a scan, or a PDF with digital signatures. ``bundle_sha256`` is
    the bundle that was passed on.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="forwardings")
    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="forwardings")
    status = models.CharField(_("trạng thái"), max_length=20, choices=ForwardingStatus.choices)
    covering: Any = models.JSONField(default=dict)
    signed = models.ForeignKey(Blob, null=True, on_delete=models.PROTECT, related_name="+")
    signed_name = models.CharField(_("tên tệp"), max_length=160, blank=True)
    bundle_sha256 = models.CharField(max_length=64, blank=True)
    changed_at = models.DateTimeField(_("sửa lúc"))
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(_("chuyển lúc"), null=True)
    sent_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = ForwardingQuerySet.as_manager()

    class Meta:
        verbose_name = _("lượt chuyển tiếp")
        constraints = [
            models.UniqueConstraint(fields=["directive", "organisation"], name="forwarding_once"),
            models.CheckConstraint(
                condition=Q(status="draft", sent_at__isnull=True)
                | (Q(status="sent", sent_at__isnull=False) & ~Q(bundle_sha256="")),
                name="forwarding_sent_names_bundle",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.directive_id}"
