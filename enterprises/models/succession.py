"""One legal person follows another, changes its name or leaves: what was decided, by which document, since when."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from antt_portal.core.actor import Doer
from antt_portal.core.models import Blob
from antt_portal.core.workflow import StatefulModel
from enterprises.models.organisations import SEES_THE_BOARD, Board, Organisation
from enterprises.models.people import Membership, User
from enterprises.models.zones import Zone
from enterprises.states import PENDING, TONES, SuccessionStatus


class SuccessionKind(models.TextChoices):
    RENAME = "rename", _("Đổi tên")
    LEAVE = "leave", _("Rời khu")
    MERGE = "merge", _("Sáp nhập vào doanh nghiệp khác")
    INVESTOR = "investor", _("Thay chủ đầu tư hạ tầng của khu")
    BOARD = "board", _("Sáp nhập Ban Quản lý")


class SuccessionQuerySet(models.QuerySet["Succession"]):
    def visible_to(self, actor: Doer) -> Self:
        """The board sees all of its wall; those concerned what was carried out."""
        behind_the_wall = self.filter(board_id=actor.board_id)
        if actor.role in SEES_THE_BOARD:
            return behind_the_wall
        concerned = Q(organisation_id=actor.organisation_id) | Q(successor_id=actor.organisation_id)
        return behind_the_wall.filter(concerned, status=SuccessionStatus.DONE)

    def about(self, organisation: Organisation) -> Self:
        """Its own, and those by which it took another's place."""
        return self.filter(Q(organisation=organisation) | Q(successor=organisation))

    def pending(self) -> Self:
        return self.filter(status__in=PENDING)

    def for_list(self) -> Self:
        return self.select_related("organisation", "successor", "zone").order_by("-effective_on", "-pk")


class Succession(StatefulModel):
    """``organisation`` changes from ``effective_on``; ``successor`` goes on in its place, in ``zone`` or everywhere.

    ``lines`` are what the preview said when it was carried out; ``digest`` is of the preview that was confirmed.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("việc"), max_length=20, choices=SuccessionKind.choices)
    status = models.CharField(_("trạng thái"), max_length=20, choices=SuccessionStatus.choices)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="inherited")
    zone = models.ForeignKey(Zone, null=True, on_delete=models.PROTECT, related_name="+")
    former_name = models.CharField(_("tên trước"), max_length=250, blank=True)
    new_name = models.CharField(_("tên mới"), max_length=250, blank=True)
    effective_on = models.DateField(_("có hiệu lực từ ngày"))
    document = models.CharField(_("số, ký hiệu văn bản"), max_length=120)
    documented_on = models.DateField(_("ngày văn bản"))
    file = models.ForeignKey(Blob, null=True, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(_("tệp văn bản"), max_length=160, blank=True)
    lines = models.JSONField(default=list)
    digest = models.CharField(max_length=64, blank=True)
    held_because = models.CharField(_("lý do dừng"), max_length=300, blank=True)
    made_at = models.DateTimeField(_("lập lúc"))
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_ip = models.GenericIPAddressField(null=True)
    done_at = models.DateTimeField(_("thực hiện lúc"), null=True)

    objects = SuccessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("kế thừa, thay đổi")
        constraints = [
            models.CheckConstraint(condition=Q(status__in=SuccessionStatus.values), name="succession_status_known"),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(status__in=["draft", "planned"]), name="succession_one_pending"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["rename", "leave"], successor__isnull=True)
                | Q(kind__in=["merge", "investor", "board"], successor__isnull=False),
                name="succession_has_successor",
            ),
            models.CheckConstraint(
                condition=~Q(status="done") | Q(done_at__isnull=False), name="succession_done_at_a_time"
            ),
        ]
        indexes = [
            models.Index(fields=["effective_on"], condition=Q(status="planned"), name="succession_planned"),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.organisation}"

    def get_absolute_url(self) -> str:
        return reverse("enterprises:succession", args=[self.public_id])

    @property
    def title(self) -> str:
        """What it is called; a zone that goes to another board leaves both standing."""
        is_zones = self.kind == SuccessionKind.BOARD and self.zone_id is not None
        return str(_("Chuyển khu sang Ban Quản lý khác") if is_zones else SuccessionKind(self.kind).label)

    @property
    def tone(self) -> str:
        return TONES[SuccessionStatus(self.status)]

    @property
    def is_pending(self) -> bool:
        return self.status in PENDING
