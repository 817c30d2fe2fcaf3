"""People and what they may act for."""

from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from antt_portal.core.public_id import PublicModel
from enterprises.models.organisations import Organisation, OrganisationKind
from enterprises.models.zones import Zone


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, full_name: str, password: str | None = None, **extra: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), full_name=full_name, **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PublicModel):
    """A person who signs in by e-mail. What the person may do comes from memberships alone: there is no superuser."""

    email = models.EmailField(_("thư điện tử"), unique=True)
    full_name = models.CharField(_("họ và tên"), max_length=120)
    language = models.CharField(
        _("ngôn ngữ"), max_length=2, choices=[("vi", _("Tiếng Việt")), ("en", _("Tiếng Anh"))], default="vi"
    )
    is_active = models.BooleanField(_("đang dùng"), default=True)
    date_joined = models.DateTimeField(_("tham gia lúc"), auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    objects = UserManager()

    class Meta:
        verbose_name = _("người dùng")
        # Who is to be told is looked up in memberships alone, except for these few.
        indexes = [models.Index(fields=["id"], condition=models.Q(is_active=False), name="user_gone")]

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        return self.full_name


class Role(models.TextChoices):
    """What a person does for an organisation (docs/glossary.md)."""

    EDITOR = "editor", _("Người soạn")
    HEAD = "head", _("Người đứng đầu")
    OFFICER = "officer", _("Chuyên viên")
    UNIT_HEAD = "unit_head", _("Trưởng phòng")
    LEADER = "leader", _("Lãnh đạo Ban")
    CLERK = "clerk", _("Văn thư")
    ADMINISTRATOR = "administrator", _("Quản trị")
    AGENT = "agent", _("Cán bộ cơ quan phối hợp")


ENTERPRISE_ROLES = frozenset({Role.EDITOR, Role.HEAD})
BOARD_ROLES = frozenset({Role.OFFICER, Role.UNIT_HEAD, Role.LEADER, Role.CLERK, Role.ADMINISTRATOR})
ROLES_OF_KIND: dict[str, frozenset[Role]] = {
    OrganisationKind.BOARD: BOARD_ROLES,
    OrganisationKind.UNIT: frozenset({Role.EDITOR, Role.HEAD}),
    OrganisationKind.INVESTOR: ENTERPRISE_ROLES,
    OrganisationKind.TENANT: ENTERPRISE_ROLES,
    OrganisationKind.AGENCY: frozenset({Role.AGENT}),
}


# Whoever works for one of these proves it twice (decision 90).
SECOND_FACTOR_KINDS = frozenset({OrganisationKind.BOARD, OrganisationKind.UNIT, OrganisationKind.AGENCY})


class MembershipQuerySet(models.QuerySet["Membership"]):
    def on(self, day: date) -> Self:
        """Memberships that hold on ``day``; ``valid_to`` is the last day."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)

    def of(self, organisation: Organisation, *roles: Role) -> Self:
        return self.filter(organisation=organisation, role__in=roles, user__is_active=True).select_related("user")


class Membership(PublicModel):
    """A person's role in one organisation, from one day to another."""

    board = models.ForeignKey("enterprises.Board", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, verbose_name=_("người dùng"), on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("tổ chức"), on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(_("vai trò"), max_length=20, choices=Role.choices)
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến ngày"), null=True, blank=True)
    zones = models.ManyToManyField(Zone, verbose_name=_("khu phụ trách"), blank=True, related_name="officers")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("tư cách người dùng")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from")),
                name="membership_dates",
            ),
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=Q(valid_to__isnull=True),
                name="membership_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.organisation}"
