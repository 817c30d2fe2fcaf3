"""Whom to write to in an organisation, with or without an account, and who was invited to one."""

from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from antt_portal.core.public_id import PublicModel
from enterprises.models.organisations import Board, Organisation
from enterprises.models.people import Role, User


class ContactSource(models.TextChoices):
    BOARD = "board", _("Ban Quản lý ghi")
    INVESTOR = "investor", _("Chủ đầu tư hạ tầng khai")
    OWN = "own", _("Tổ chức tự khai")


class ContactQuerySet(models.QuerySet["Contact"]):
    def on(self, day: date) -> Self:
        """Those that hold on ``day``, confirmed or not."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day), valid_from__lte=day)

    def registered(self, day: date) -> Self:
        """Those that the portal may write to on ``day``: somebody answers for them, and no mail to them came back."""
        return self.on(day).filter(confirmed_at__isnull=False, bounced_at__isnull=True)

    def waiting(self, day: date) -> Self:
        """Told by an investor, not confirmed by the board yet: nothing is sent to them."""
        return self.on(day).filter(confirmed_at__isnull=True)

    def for_list(self) -> Self:
        """Present ones first, the newest of each first."""
        return self.order_by(F("ended_on").desc(nulls_first=True), "-valid_from", "-pk")


class Contact(PublicModel):
    """A person one writes to about an organisation. From ``ended_on`` on nothing is sent to them any more.

    Unlike other periods here its end is the first day without it: whoever ends a contact means at once.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("tổ chức"), on_delete=models.PROTECT, related_name="contacts"
    )
    name = models.CharField(_("họ và tên"), max_length=120)
    office = models.CharField(_("chức vụ"), max_length=120, blank=True)
    email = models.EmailField(_("thư điện tử"))
    phone = models.CharField(_("số điện thoại"), max_length=30, blank=True)
    source = models.CharField(_("nguồn"), max_length=10, choices=ContactSource.choices)
    valid_from = models.DateField(_("từ ngày"))
    ended_on = models.DateField(_("thôi từ ngày"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("xác nhận lúc"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        User, verbose_name=_("người xác nhận"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    bounced_at = models.DateTimeField(_("thư bị trả lại lúc"), null=True, blank=True)
    bounce_reason = models.TextField(_("lý do trả lại"), blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("đầu mối liên hệ")
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("valid_from")), name="contact_dates"
            ),
            # An address is kept in lower case, so that it is known however it is written.
            models.UniqueConstraint(
                fields=["organisation", "email"], condition=Q(ended_on__isnull=True), name="contact_address_once"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="contact_confirmed_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["board", "email"], name="contact_by_address"),
            models.Index(
                fields=["board"], condition=Q(confirmed_at__isnull=True, ended_on__isnull=True), name="contact_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} · {self.organisation}"

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def unanswered(self) -> Self:
        """Neither accepted nor taken back; perhaps too old."""
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True)

    def open(self, at: datetime) -> Self:
        return self.unanswered().filter(expires_at__gt=at)

    def for_list(self) -> Self:
        return self.select_related("contact", "invited_by", "inviting_organisation").order_by("-invited_at", "-pk")


class Invitation(PublicModel):
    """One contact asked to open an account for one organisation: a single-use link sent to the contact's address.

    The link is made when the mail is sent; the row keeps its digest alone, empty until then.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("tổ chức"), on_delete=models.PROTECT, related_name="invitations"
    )
    contact = models.ForeignKey(
        Contact, verbose_name=_("đầu mối liên hệ"), on_delete=models.PROTECT, related_name="invitations"
    )
    email = models.EmailField(_("thư điện tử"))
    role = models.CharField(_("vai trò"), max_length=20, choices=Role.choices)
    invited_at = models.DateTimeField(_("mời lúc"))
    invited_by = models.ForeignKey(User, verbose_name=_("người mời"), on_delete=models.PROTECT, related_name="+")
    inviting_organisation = models.ForeignKey(
        Organisation, verbose_name=_("tổ chức mời"), on_delete=models.PROTECT, related_name="+"
    )
    sending = models.PositiveSmallIntegerField(_("lần gửi"), default=1)
    sent_at = models.DateTimeField(_("gửi lúc"), null=True, blank=True)
    expires_at = models.DateTimeField(_("hết hạn lúc"))
    token_digest = models.CharField(max_length=64, blank=True)
    accepted_at = models.DateTimeField(_("nhận lời lúc"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        User, verbose_name=_("người nhận lời"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    revoked_at = models.DateTimeField(_("thu hồi lúc"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("lời mời")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="invitation_one_unanswered",
            ),
            models.UniqueConstraint(fields=["token_digest"], condition=~Q(token_digest=""), name="invitation_by_token"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(revoked_at__isnull=True), name="invitation_one_end"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="invitation_accepted_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} · {self.organisation}"
