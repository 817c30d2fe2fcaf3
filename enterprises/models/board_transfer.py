"""A board that goes into another, or one of its zones that does, as the two boards agree upon it (decision 127)."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from antt_portal.core.actor import Doer
from antt_portal.core.models import Blob
from antt_portal.core.workflow import StatefulModel
from enterprises.models.organisations import Board
from enterprises.models.people import Membership, Role, User
from enterprises.models.zones import Zone
from enterprises.states import TRANSFER_PENDING, TRANSFER_TONES, TransferStatus


class BoardTransferQuerySet(models.QuerySet["BoardTransfer"]):
    def visible_to(self, actor: Doer) -> Self:
        """Administrators of the board that gives, and, once it is offered, of the one that takes."""
        if actor.role != Role.ADMINISTRATOR:
            return self.none()
        offered = Q(to_id=actor.board_id, offered_at__isnull=False)
        return self.filter(Q(board_id=actor.board_id) | offered)

    def pending(self) -> Self:
        return self.filter(status__in=TRANSFER_PENDING)


class BoardTransfer(StatefulModel):
    """``board`` offers itself, or one ``zone``, to the board ``to``, which takes it over.

    The row stands behind both walls (``enterprises.walls``), so what either hides is written out. ``digest`` is of the
    preview that was carried out; ``reason`` says why it was dropped, or held on its day.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    zone = models.ForeignKey(Zone, null=True, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(_("trạng thái"), max_length=20, choices=TransferStatus.choices)
    former_name = models.CharField(_("Ban Quản lý giao"), max_length=250)
    new_name = models.CharField(_("Ban Quản lý kế thừa"), max_length=250)
    zone_name = models.CharField(_("khu"), max_length=250, blank=True)
    with_people = models.BooleanField(_("giao vai trò cho người của Ban cũ"), default=True)
    effective_on = models.DateField(_("có hiệu lực từ ngày"))
    document = models.CharField(_("số, ký hiệu văn bản"), max_length=120)
    documented_on = models.DateField(_("ngày văn bản"))
    file = models.ForeignKey(Blob, null=True, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(_("tệp văn bản"), max_length=160, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    made_at = models.DateTimeField(_("lập lúc"))
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField(_("gửi lúc"), null=True)
    accepted_by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    accepted_ip = models.GenericIPAddressField(null=True)
    done_at = models.DateTimeField(_("thực hiện lúc"), null=True)

    objects = BoardTransferQuerySet.as_manager()

    class Meta:
        verbose_name = _("sáp nhập Ban, chuyển khu")
        constraints = [
            models.CheckConstraint(condition=Q(status__in=TransferStatus.values), name="transfer_status_known"),
            models.CheckConstraint(condition=~Q(board=models.F("to")), name="transfer_to_another"),
            models.UniqueConstraint(
                fields=["board"],
                condition=Q(status__in=["draft", "offered", "planned"]),
                name="transfer_one_pending",
            ),
        ]
        indexes = [
            models.Index(fields=["effective_on"], condition=Q(status="planned"), name="transfer_planned"),
        ]

    def __str__(self) -> str:
        return f"{self.zone_name or self.former_name} → {self.new_name}"

    def get_absolute_url(self) -> str:
        return reverse("enterprises:board-transfer", args=[self.public_id])

    @property
    def tone(self) -> str:
        return TRANSFER_TONES[TransferStatus(self.status)]

    @property
    def is_pending(self) -> bool:
        return self.status in TRANSFER_PENDING
