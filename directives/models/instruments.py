"""What is asked: instruments (a letter or a law, versioned) and their obligations."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Count, F, Q
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from antt_portal.core.actor import Doer
from antt_portal.core.public_id import PublicModel
from antt_portal.core.workflow import StatefulModel
from directives.models.letters import OfficialLetter
from directives.states import InstrumentStatus
from enterprises.models import BOARD_ROLES, Board


class Source(models.TextChoices):
    LETTER = "letter", _("Công văn")
    LAW = "law", _("Văn bản quy phạm pháp luật")
    BOARD = "board", _("Quy định của Ban Quản lý")
    DIRECTIVE = "directive", _("Văn bản chỉ đạo, trả lời một lần")


class InstrumentQuerySet(models.QuerySet["Instrument"]):
    def visible_to(self, actor: Doer) -> Self:
        """The items of a directive concern whoever has it delivered: only the board sees them as an instrument."""
        behind_the_wall = self.filter(board_id=actor.board_id)
        return behind_the_wall if actor.role in BOARD_ROLES else behind_the_wall.exclude(source=Source.DIRECTIVE)

    def standing(self) -> Self:
        """What is asked year after year; the items of a directive belong to its letter and are answered once."""
        return self.exclude(source=Source.DIRECTIVE)

    def for_list(self) -> Self:
        """Newest first, each with the number of its obligations."""
        return self.annotate(obligation_count=Count("obligations")).order_by("code", "-edition")

    def in_force_during(self, start: date, end: date) -> Self:
        """Published, and valid at the end of the period; the version that closes the period is the one answered."""
        valid = Q(valid_to__isnull=True) | Q(valid_to__gte=end)
        return self.standing().filter(valid, status=InstrumentStatus.IN_FORCE, valid_from__lte=end)


class Instrument(StatefulModel):
    """A board's set of obligations from one source. A new edition is a new row; the old one keeps its answers."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="instruments")
    code = models.SlugField(_("mã"), max_length=40)
    edition = models.PositiveSmallIntegerField(_("lần ban hành"), default=1)
    status = models.CharField(_("trạng thái"), max_length=20, choices=InstrumentStatus.choices)
    source = models.CharField(_("nguồn"), max_length=10, choices=Source.choices)
    title = models.CharField(_("tên"), max_length=300)
    title_en = models.CharField(_("tên tiếng Anh"), max_length=300, blank=True)
    citation = models.CharField(_("trích dẫn"), max_length=300)
    letter = models.ForeignKey(OfficialLetter, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    supersedes = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(_("áp dụng từ"))
    valid_to = models.DateField(_("đến"), null=True, blank=True)
    verified = models.BooleanField(_("đã xác minh"), default=True)

    objects = InstrumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("bộ nội dung")
        constraints = [
            models.UniqueConstraint(fields=["board", "code", "edition"], name="instrument_edition"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="instrument_dates"
            ),
            models.CheckConstraint(condition=Q(status__in=InstrumentStatus.values), name="instrument_status_known"),
        ]

    def __str__(self) -> str:
        return self.title_en if self.title_en and translation.get_language() == "en" else self.title


class ObligationKind(models.TextChoices):
    """Where an obligation is asked: by the yearly filing, or once by a directive.

    ``emphasis`` is a sentence of a directive that stresses it for some; nobody answers it by itself.
    """

    STANDING = "standing", _("Nội dung thường xuyên")
    CRITERION = "criterion", _("Tiêu chí")
    BARRING_EVENT = "barring_event", _("Sự việc không được công nhận")
    REGISTRATION = "registration", _("Thành phần hồ sơ đăng ký")
    DIRECTIVE = "directive", _("Nội dung của văn bản chỉ đạo")
    FORWARDING = "forwarding", _("Chuyển tiếp văn bản")
    EMPHASIS = "emphasis", _("Câu nhấn mạnh")


class DueKind(models.TextChoices):
    """How the due date of an obligation is said; all but a fixed day are counted when the letter is issued."""

    NONE = "", _("Không có hạn")
    FIXED = "fixed", _("Ngày cố định")
    WORKDAYS = "workdays", _("Số ngày làm việc sau ngày ban hành")
    TET = "tet", _("Số ngày so với mùng một Tết")


class ObligationQuerySet(models.QuerySet["Obligation"]):
    def asked(self, *kinds: ObligationKind) -> Self:
        """In the order of the filing: obligations of letters before criteria, each by its number."""
        return self.filter(kind__in=kinds).order_by("-kind", "instrument__code", "position")


class Obligation(PublicModel):
    """One item that somebody must fulfil: its words, its source, and the figures that answer it.

    ``code`` stays the same from edition to edition, so that last year's answer finds this year's item.
    ``fields`` is a field schema (``antt_portal.core.figures``). Never changed once its instrument is in force.
    Of a directive's: ``audience`` is ``{"kinds": […], "traits": […]}`` (directives/applying.py), ``due_on`` is counted
    at issue, and those due on one day share a ``report_round``.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="obligations")
    kind = models.CharField(_("loại"), max_length=20, choices=ObligationKind.choices)
    code = models.SlugField(_("mã"), max_length=40)
    number = models.CharField(_("số mục"), max_length=10)
    position = models.PositiveSmallIntegerField(_("thứ tự"))
    text = models.TextField(_("nguyên văn"))
    text_en = models.TextField(_("bản dịch"), blank=True)
    title = models.CharField(_("tên"), max_length=200)
    title_en = models.CharField(_("tên tiếng Anh"), max_length=200, blank=True)
    short_title = models.CharField(_("tên ngắn"), max_length=40)
    short_title_en = models.CharField(_("tên ngắn tiếng Anh"), max_length=40, blank=True)
    help = models.TextField(_("hướng dẫn"), blank=True)
    help_en = models.TextField(_("hướng dẫn tiếng Anh"), blank=True)
    evidence_hint = models.TextField(_("minh chứng nên có"), blank=True)
    evidence_hint_en = models.TextField(blank=True)
    evidence_wanted = models.BooleanField(_("cần minh chứng"), default=True)
    citation = models.CharField(_("điều, khoản, điểm"), max_length=200, blank=True)
    points = models.DecimalField(_("điểm tối đa"), max_digits=5, decimal_places=1, null=True, blank=True)
    audience = models.JSONField(_("áp dụng cho"), default=dict, blank=True)
    fields = models.JSONField(_("số liệu"))
    valid_from = models.DateField(_("áp dụng từ"))
    due_kind = models.CharField(_("cách tính hạn"), max_length=10, choices=DueKind.choices, default="", blank=True)
    due_offset = models.SmallIntegerField(_("số ngày"), null=True, blank=True)
    due_on = models.DateField(_("hạn"), null=True, blank=True)
    answer_wanted = models.BooleanField(_("cần trả lời"), default=True)
    report_round = models.PositiveSmallIntegerField(_("lần báo cáo"), null=True, editable=False)
    search_key = models.TextField(editable=False, default="")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    criteria = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="obligations")

    objects = ObligationQuerySet.as_manager()

    class Meta:
        verbose_name = _("nội dung phải thực hiện")
        ordering = ["instrument", "position"]
        constraints = [
            models.UniqueConstraint(fields=["instrument", "code"], name="obligation_code_once"),
            models.CheckConstraint(condition=Q(points__isnull=True) | Q(points__gt=0), name="obligation_points"),
            models.CheckConstraint(
                condition=Q(due_kind="", due_offset__isnull=True)
                | Q(due_kind="fixed", due_offset__isnull=True, due_on__isnull=False)
                | Q(due_kind__in=["workdays", "tet"], due_offset__isnull=False),
                name="obligation_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.in_language('title')}"

    @property
    def shown_title(self) -> str:
        return self.in_language("title")

    @property
    def shown_short_title(self) -> str:
        return self.in_language("short_title")

    @property
    def shown_help(self) -> str:
        return self.in_language("help")

    @property
    def shown_evidence_hint(self) -> str:
        return self.in_language("evidence_hint")

    def in_language(self, field: str) -> str:
        """``field`` in the reader's language where it is translated, else in Vietnamese."""
        translated = getattr(self, f"{field}_en") if translation.get_language() == "en" else ""
        return translated or getattr(self, field)
