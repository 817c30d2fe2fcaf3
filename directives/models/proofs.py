"""What stays of a delivery: acknowledgements, hand-overs on paper, links with one-time codes, reminders by hand."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from antt_portal.core.actor import Doer
from antt_portal.core.clock import local_date
from antt_portal.core.models import AppendOnlyModel, AppendOnlyQuerySet, Blob
from antt_portal.core.public_id import PublicModel
from directives.models.deliveries import Delivery, Proof
from directives.models.directives import Directive
from enterprises.models import BOARD_ROLES, Board, Contact, Membership, Organisation, User

PAPER_PROOFS = [(one.value, one.label) for one in (Proof.PAPER_SLIP, Proof.PAPER_PHOTO)]


class Acknowledgement(PublicModel, AppendOnlyModel):
    """Somebody said, for an organisation, that exactly this bundle was received. One a delivery, never changed."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="acknowledgements")
    delivery = models.OneToOneField(Delivery, on_delete=models.PROTECT, related_name="acknowledgement")
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.CharField(pgettext_lazy("acknowledgement", "người xác nhận"), max_length=160)
    office = models.CharField(_("chức vụ, vai trò"), max_length=120, blank=True)
    proof = models.CharField(_("căn cứ"), max_length=20, choices=Proof.choices)
    at = models.DateTimeField(_("lúc"))
    number = models.PositiveIntegerField(_("số"))
    symbol = models.CharField(_("ký hiệu"), max_length=80)
    bundle_sha256 = models.CharField(max_length=64)
    letter_version = models.PositiveIntegerField(_("bản"))
    code = models.CharField(_("mã xác minh"), max_length=20, unique=True)

    objects = AppendOnlyQuerySet["Acknowledgement"].as_manager()

    class Meta:
        verbose_name = _("xác nhận đã nhận")
        constraints = [models.CheckConstraint(condition=~Q(bundle_sha256=""), name="acknowledgement_names_bundle")]

    def __str__(self) -> str:
        return self.code


class Nudge(PublicModel):
    """A reminder somebody sent by hand: counted, and at most one a day to an organisation."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="nudges")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="nudges")
    on = models.DateField(_("ngày"))
    at = models.DateTimeField(_("lúc"))
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sender = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "on"], name="nudge_once_a_day")]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.on}"


class AccessLinkQuerySet(models.QuerySet["AccessLink"]):
    def usable(self, at: datetime) -> Self:
        """Neither revoked nor too old, and to somebody who is still a confirmed contact of the organisation."""
        present = Contact.objects.on(local_date(at)).filter(
            organisation=OuterRef("organisation"), email=OuterRef("address"), confirmed_at__isnull=False
        )
        return self.filter(Exists(present), revoked_at__isnull=True, expires_at__gt=at)

    def made_by(self, actor: Doer) -> Self:
        """A board sees all behind its wall, everybody else what its own people sent: not another investor's."""
        behind_the_wall = self.filter(board_id=actor.board_id)
        if actor.role in BOARD_ROLES:
            return behind_the_wall
        own = Membership.objects.filter(user=OuterRef("created_by"), organisation=actor.organisation_id)
        return behind_the_wall.filter(Exists(own))


class AccessLink(PublicModel):
    """A personal way to one delivery for somebody without an account: an address, and codes that hold ten minutes.

    The link names the row and opens nothing by itself. Of the newest code only a keyed digest is kept, empty until the
    mail is sent and again once it was used; ``failures`` are the tries it had.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="access_links")
    name = models.CharField(_("người nhận"), max_length=160)
    office = models.CharField(_("chức vụ"), max_length=120, blank=True)
    address = models.EmailField(_("thư điện tử"))
    created_at = models.DateTimeField(_("tạo lúc"))
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField(_("hết hạn lúc"))
    revoked_at = models.DateTimeField(_("hủy lúc"), null=True)
    code_digest = models.CharField(max_length=64, blank=True)
    code_expires_at = models.DateTimeField(null=True)
    codes_sent = models.PositiveSmallIntegerField(_("số mã đã gửi"), default=0)
    failures = models.PositiveSmallIntegerField(_("số lần nhập sai"), default=0)
    first_used_at = models.DateTimeField(_("dùng lần đầu lúc"), null=True)

    objects = AccessLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("liên kết riêng")
        constraints = [
            models.UniqueConstraint(
                fields=["delivery", "address"], condition=Q(revoked_at__isnull=True), name="access_link_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.delivery_id} → {self.name}"


class HandOverQuerySet(AppendOnlyQuerySet["HandOver"]):
    def of(self, actor: Doer) -> Self:
        """For the board, for whoever handed it over, and for whoever received it."""
        behind_the_wall = self.filter(board_id=actor.board_id)
        if actor.role in BOARD_ROLES:
            return behind_the_wall
        own = actor.organisation_id
        return behind_the_wall.filter(Q(handed_by=own) | Q(organisation=own))


class HandOver(PublicModel, AppendOnlyModel):
    """The bundle on paper: who took it, when, and the slip or the photo that shows it."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="hand_overs")
    handed_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    received_by = models.CharField(_("người nhận"), max_length=160)
    received_office = models.CharField(_("chức vụ"), max_length=120, blank=True)
    received_at = models.DateTimeField(_("nhận lúc"))
    proof = models.CharField(
        _("căn cứ"),
        max_length=20,
        choices=[(Proof.PAPER_SLIP.value, Proof.PAPER_SLIP.label), (Proof.PAPER_PHOTO.value, Proof.PAPER_PHOTO.label)],
    )
    file = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(_("tên tệp"), max_length=160)
    recorded_at = models.DateTimeField(_("ghi lúc"))
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = HandOverQuerySet.as_manager()

    class Meta:
        verbose_name = _("giao bản giấy")
        ordering = ["-received_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.received_by} · {self.received_at:%d/%m/%Y}"
