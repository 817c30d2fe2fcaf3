"""Organisations, the boards that wall them off, and names that carry dates."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from antt_portal.core.actor import Doer
from antt_portal.core.public_id import PublicModel
from antt_portal.core.tax_code import validate_tax_code


class Board(PublicModel):
    """The wall: everything a management board keeps carries its ``board_id`` and nobody else sees it.

    The board as a legal person (its names, people, letters) is the Organisation of kind ``board`` behind the wall.
    """

    code = models.SlugField(_("mã"), unique=True)
    predecessor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="successors")
    review_workdays = models.PositiveSmallIntegerField(_("số ngày làm việc để thẩm định"), default=10)
    opinion_workdays = models.PositiveSmallIntegerField(_("số ngày làm việc để cho ý kiến"), default=7)
    closed_on = models.DateField(_("thôi hoạt động từ ngày"), null=True, blank=True)

    def __str__(self) -> str:
        return self.code

    def readable(self) -> list[int]:
        """Itself, and those whose place it took."""
        found, board = [self.pk], self
        while board.predecessor and board.predecessor.pk not in found:
            board = board.predecessor
            found.append(board.pk)
        return found

    def lock(self) -> None:
        """Until the transaction ends: two changes of its rules at once follow one another."""
        Board.objects.select_for_update().get(pk=self.pk)


class OrganisationKind(models.TextChoices):
    BOARD = "board", _("Ban Quản lý")
    UNIT = "unit", _("Đơn vị thuộc Ban")
    INVESTOR = "investor", _("Chủ đầu tư hạ tầng")
    TENANT = "tenant", _("Chủ đầu tư thứ cấp")
    AGENCY = "agency", _("Cơ quan phối hợp")


ENTERPRISE_KINDS = frozenset({OrganisationKind.INVESTOR, OrganisationKind.TENANT})


SEES_THE_BOARD = frozenset({"officer", "unit_head", "leader", "clerk", "administrator"})


class Size(models.TextChoices):
    """Size by labour, revenue and capital; the thresholds are the State's and are not computed here."""

    MICRO = "micro", _("Siêu nhỏ")
    SMALL = "small", _("Nhỏ")
    MEDIUM = "medium", _("Vừa")
    LARGE = "large", _("Lớn")


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def enterprises(self) -> Self:
        return self.filter(kind__in=ENTERPRISE_KINDS)

    def visible_to(self, actor: Doer) -> Self:
        """A board sees its own; an enterprise or an agency sees itself."""
        behind_the_wall = self.filter(board_id=actor.board_id)
        if actor.role in SEES_THE_BOARD:
            return behind_the_wall
        return behind_the_wall.filter(pk=actor.organisation_id)

    def for_list(self) -> Self:
        return self.order_by("sort_key", "pk")

    def tenants_of(self, investor: "Organisation | int", on: date) -> Self:
        """Those that are tenants on ``on`` in a zone of which ``investor`` (or its key) is the investor then."""
        zones = _rows("tenancies").on(on).filter(organisation=investor, capacity="investor").values("zone")
        here = _rows("tenancies").on(on).filter(organisation=OuterRef("pk"), capacity="tenant", zone__in=zones)
        return self.filter(Exists(here))

    def reachable_by(self, actor: Doer, on: date) -> Self:
        """Whose contacts ``actor`` may see: those of whom it sees everything, and the tenants of its zones."""
        tenants = Organisation.objects.tenants_of(actor.organisation_id or 0, on).filter(board_id=actor.board_id)
        seen = Organisation.objects.visible_to(actor)
        return self.filter(Q(pk__in=seen.values("pk")) | Q(pk__in=tenants.values("pk")))

    def with_account_on(self, on: date) -> Self:
        """With three answers: ``has_account`` (somebody can act for it), ``has_contact`` (the portal may write to
        somebody) and ``had_contact_only`` (neither any more: whoever was known has left or gets no mail)."""
        people, contacts = _rows("memberships"), _rows("contacts")
        has_account = Exists(people.on(on).filter(organisation=OuterRef("pk"), user__is_active=True))
        has_contact = Exists(contacts.registered(on).filter(organisation=OuterRef("pk")))
        known = Exists(people.filter(organisation=OuterRef("pk"), valid_from__lte=on)) | Exists(
            contacts.filter(organisation=OuterRef("pk"), confirmed_at__isnull=False, valid_from__lte=on)
        )
        return self.annotate(
            has_account=has_account, has_contact=has_contact, had_contact_only=known & ~has_account & ~has_contact
        )


def _rows(relation: str) -> Any:
    """The rows that point at organisations by this name; the modules that define them import this one."""
    related: Any = Organisation._meta.get_field(relation).related_model
    return related._default_manager


class Organisation(PublicModel):
    """A legal person (or a unit of the board) behind one board's wall.

    A legal person with sites under two boards is two rows. ``name``, ``sort_key`` and ``search_key`` are those of the
    name valid now, kept for lists and search; a paper prints ``name_on(day)``.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="organisations")
    kind = models.CharField(_("loại"), max_length=20, choices=OrganisationKind.choices)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("trực thuộc"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="units",
    )
    code = models.CharField(_("mã đơn vị trong ký hiệu văn bản"), max_length=20, blank=True)
    tax_code = models.CharField(_("mã số thuế"), max_length=14, blank=True, validators=[validate_tax_code])
    address = models.CharField(_("địa chỉ"), max_length=300, blank=True)
    name = models.CharField(_("tên hiện nay"), max_length=250)
    sort_key = models.TextField(editable=False)
    search_key = models.TextField(editable=False)
    size = models.CharField(_("quy mô"), max_length=10, choices=Size.choices, blank=True)
    handles_chemicals = models.BooleanField(_("hoạt động hóa chất"), default=False)
    fire_hazard = models.BooleanField(_("có nguy hiểm về cháy, nổ"), default=False)
    foreign_invested = models.BooleanField(_("có vốn đầu tư nước ngoài"), default=False)
    recogniser = models.ForeignKey(
        "self",
        verbose_name=_("cơ quan công nhận mặc định"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    # The same legal person behind the wall of a board that this one's took the place of.
    predecessor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="followers")

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("tổ chức")
        constraints = [
            models.UniqueConstraint(
                fields=["board", "tax_code"],
                condition=~Q(tax_code=""),
                name="organisation_tax_code_once_per_board",
            ),
            models.UniqueConstraint(fields=["board"], condition=Q(kind="board"), name="organisation_one_board"),
            models.CheckConstraint(
                condition=~Q(kind="unit") | Q(parent__isnull=False), name="organisation_unit_has_parent"
            ),
        ]
        indexes = [
            models.Index(fields=["board", "sort_key"], name="organisation_sorted"),
            models.Index(fields=["board", "kind", "sort_key"], name="organisation_of_kind"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def organisation_id(self) -> int:
        """Its own owner, so that audit rows about it are found with its others."""
        return self.pk

    def name_on(self, day: date) -> "OrganisationName":
        """The name a paper dated ``day`` prints. Raises OrganisationName.DoesNotExist when it had none."""
        return self.names.valid_on(day).get()


class OrganisationNameQuerySet(models.QuerySet["OrganisationName"]):
    def valid_on(self, day: date | OuterRef) -> Self:
        """``day`` may be a column of the row that a subquery belongs to."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)


class OrganisationName(models.Model):
    """How an organisation is called from one day to another; letters print it on lines of their own.

    ``superior`` and ``lines`` hold line breaks as printed in box 2 (Nghị định 30/2020/NĐ-CP, Phụ lục I).
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(_("tên"), max_length=250)
    lines = models.TextField(_("tên trên giấy, từng dòng"), blank=True)
    superior = models.TextField(_("cơ quan chủ quản, từng dòng"), blank=True)
    abbreviation = models.CharField(_("tên viết tắt"), max_length=40, blank=True)
    place = models.CharField(_("địa danh"), max_length=80, blank=True)
    predecessor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến ngày"), null=True, blank=True)
    verified = models.BooleanField(_("đã xác minh"), default=True)
    source = models.CharField(_("căn cứ"), max_length=300, blank=True)

    objects = OrganisationNameQuerySet.as_manager()

    class Meta:
        ordering = ["valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="organisation_name_dates",
            ),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(valid_to__isnull=True), name="organisation_one_open_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ApplicabilityStatus(models.TextChoices):
    REQUIRED = "required", _("Bắt buộc")
    INVITED = "invited", _("Được mời")
    NOT_APPLICABLE = "not_applicable", _("Không áp dụng")


class Applicability(PublicModel):
    """Whether the yearly filing applies to an organisation in an evaluation year, why, and who recognises it."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="applicabilities")
    year = models.PositiveSmallIntegerField(_("năm đánh giá"))
    status = models.CharField(_("áp dụng"), max_length=20, choices=ApplicabilityStatus.choices)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    recogniser = models.ForeignKey(
        Organisation,
        verbose_name=_("cơ quan công nhận"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year"], name="applicability_once_a_year"),
            models.CheckConstraint(
                condition=~Q(status="not_applicable") | ~Q(reason=""), name="applicability_exempt_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.year}: {self.get_status_display()}"
