"""The register of outgoing documents: number series, and one row per number (Nghị định 30/2020/NĐ-CP, Phụ lục IV)."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from antt_portal.core.actor import Doer
from antt_portal.core.models import Blob
from antt_portal.core.public_id import PublicModel
from directives.models.letters import OfficialLetter
from enterprises.models import BOARD_ROLES, Board, Organisation, User


class SeriesGroup(models.TextChoices):
    """Kinds that count together; each group has a series of its own in every calendar year."""

    LETTERS = "letters", _("Công văn")
    DECISIONS = "decisions", _("Quyết định")
    OTHERS = "others", _("Văn bản có tên loại khác")
    CERTIFICATES = "certificates", _("Giấy công nhận")
    COPIES = "copies", _("Bản sao")


class NumberSeries(PublicModel):
    """The last number an agency has given in one group and year. It stays with the legal person, whatever its name."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="number_series")
    group = models.CharField(_("nhóm văn bản"), max_length=20, choices=SeriesGroup.choices)
    year = models.PositiveSmallIntegerField(_("năm"))
    last_number = models.PositiveIntegerField(_("số cuối đã cấp"), default=0)

    class Meta:
        verbose_name = _("sổ đăng ký văn bản đi")
        ordering = ["-year", "group"]
        constraints = [models.UniqueConstraint(fields=["agency", "group", "year"], name="number_series_once")]

    def __str__(self) -> str:
        return f"{self.get_group_display()} {self.year}"

    @property
    def next_number(self) -> int:
        return self.last_number + 1


class EntryState(models.TextChoices):
    USED = "used", _("Đã dùng")
    RESERVED = "reserved", _("Giữ trước")
    SKIPPED = "skipped", _("Bỏ")


class EntryQuerySet(models.QuerySet["RegisterEntry"]):
    def visible_to(self, actor: Doer) -> Self:
        behind_the_wall = self.filter(board_id=actor.board_id)
        return behind_the_wall if actor.role in BOARD_ROLES else behind_the_wall.none()

    def for_register(self) -> Self:
        return self.select_related("letter", "series", "entered_by").order_by("series__group", "number")


class RegisterEntry(PublicModel):
    """One number and what became of it. A number never leaves the register: one not used says why.

    The columns of the printed register are texts of their own: they stay as written on the day.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    series = models.ForeignKey(NumberSeries, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField(_("số"))
    state = models.CharField(_("tình trạng"), max_length=10, choices=EntryState.choices)
    letter = models.ForeignKey(OfficialLetter, null=True, on_delete=models.PROTECT, related_name="register_entries")
    symbol = models.CharField(_("ký hiệu"), max_length=80, blank=True)
    dated_on = models.DateField(_("ngày tháng văn bản"), null=True)
    title = models.TextField(_("tên loại và trích yếu"), blank=True)
    signer = models.CharField(_("người ký"), max_length=160, blank=True)
    receivers = models.TextField(_("nơi nhận"), blank=True)
    archive_unit = models.CharField(_("đơn vị nhận bản lưu"), max_length=120, blank=True)
    copies = models.PositiveSmallIntegerField(_("số lượng bản"), null=True, blank=True)
    sent_on = models.DateField(_("ngày chuyển"), null=True)
    receipt_note = models.CharField(_("ký nhận"), max_length=160, blank=True)
    reason = models.CharField(_("lý do, ghi chú"), max_length=300, blank=True)
    file = models.ForeignKey(Blob, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(_("ghi lúc"))
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("dòng trong sổ văn bản đi")
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="register_number_once"),
            models.UniqueConstraint(fields=["letter"], condition=Q(state="used"), name="register_letter_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="register_from_one"),
            models.CheckConstraint(
                condition=~Q(state__in=["reserved", "skipped"]) | ~Q(reason=""), name="register_unused_has_reason"
            ),
            models.CheckConstraint(condition=Q(state__in=EntryState.values), name="register_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.number:02d}/{self.symbol}"


class SigningKey(PublicModel):
    """Whose signature a key of the settings makes: a person's, or the agency's seal. The key itself is never here."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="signing_keys")
    key_name = models.CharField(_("tên khóa trong cấu hình"), max_length=60)
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    image = models.ForeignKey(
        Blob, verbose_name=_("hình chữ ký, con dấu"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_active = models.BooleanField(_("đang dùng"), default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=True, organisation__isnull=False)
                | Q(user__isnull=False, organisation__isnull=True),
                name="signing_key_of_one",
            ),
            models.UniqueConstraint(
                fields=["board", "user"], condition=Q(user__isnull=False, is_active=True), name="signing_key_person"
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(organisation__isnull=False, is_active=True),
                name="signing_key_seal",
            ),
        ]

    def __str__(self) -> str:
        return self.key_name
