"""Official letters: the text as data, who carries it through, and the files that came of it."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from antt_portal.core.actor import Doer
from antt_portal.core.models import Blob
from antt_portal.core.public_id import PublicModel
from antt_portal.core.workflow import StatefulModel
from directives.letters import Letter, read_letter
from directives.states import BEFORE_ISSUE, LETTER_TONES, OUT, LetterStatus
from enterprises.models import BOARD_ROLES, Board, Delegation, Organisation, User


class LetterKind(models.TextChoices):
    """Each kind is a dataclass of ``directives.letters.kinds``."""

    OFFICIAL_LETTER = "official_letter", _("Công văn")
    REQUEST_TO_SUPPLEMENT = "request_to_supplement", _("Công văn yêu cầu bổ sung")
    CORRECTION = "correction", _("Công văn đính chính")
    RECALL_NOTICE = "recall_notice", _("Thông báo thu hồi văn bản")
    SUBMISSION = "submission", _("Tờ trình")
    DECISION = "decision", _("Quyết định")
    CERTIFICATE = "certificate", _("Giấy công nhận")
    REPORT = "roll_up_report", _("Báo cáo tổng hợp")
    COPY = "copy", _("Bản sao")


class Relation(models.TextChoices):
    """What a letter does to the one it names; each is seen from both."""

    REPLACES = "replaces", _("Thay thế")
    RECALLS = "recalls", _("Thu hồi")
    CORRECTS = "corrects", _("Đính chính")
    COPIES = "copies", _("Sao")


class SignedOn(models.TextChoices):
    DIGITAL = "digital", _("Ký số")
    PAPER = "paper", _("Ký trên giấy")


class LetterQuerySet(models.QuerySet["OfficialLetter"]):
    def visible_to(self, actor: Doer) -> Self:
        """A board sees all its letters; others of its wall only those that are the source of what they are asked."""
        behind_the_wall = self.filter(board_id=actor.board_id)
        return behind_the_wall if actor.role in BOARD_ROLES else behind_the_wall.filter(status=LetterStatus.ON_FILE)

    def for_list(self) -> Self:
        people = self.select_related("drafted_by", "delegation__user")
        return people.defer("data").order_by("-changed_at", "-pk")

    def under_way(self) -> Self:
        return self.filter(status__in=BEFORE_ISSUE | {LetterStatus.DRAFT})

    def out(self) -> Self:
        return self.filter(status__in=OUT)

    def about(self, kind: str, *ids: object) -> Self:
        """Letters about these rows, latest first; a draft that was given up is none."""
        wanted = self.filter(about_kind=kind, about_id__in=ids).exclude(status=LetterStatus.DISCARDED)
        return wanted.order_by("-pk")


class OfficialLetter(StatefulModel):
    """A paper of the board. ``data`` is the letter as data; ``subject``, ``symbol`` and ``year`` repeat it for lists.

    Only a draft's text changes; ``text_version`` counts the savings, which the audit does not (decision 6).
    ``sha256`` is the digest of the text that was laid before the signer, and empty until then.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="letters")
    issuer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("loại"), max_length=30, choices=LetterKind.choices, default=LetterKind.OFFICIAL_LETTER)
    status = models.CharField(
        _("trạng thái"), max_length=20, choices=LetterStatus.choices, default=LetterStatus.ON_FILE
    )
    number = models.PositiveIntegerField(_("số"), null=True)
    symbol = models.CharField(_("ký hiệu"), max_length=80)
    subject = models.TextField(_("trích yếu"))
    search_key = models.TextField(editable=False, default="")
    year = models.PositiveSmallIntegerField(_("năm"))
    issued_on = models.DateField(_("ngày ban hành"), null=True)
    data = models.JSONField()
    sha256 = models.CharField(max_length=64, blank=True)
    text_version = models.PositiveIntegerField(default=1)
    round = models.PositiveIntegerField(_("lượt trình"), default=1)
    changed_at = models.DateTimeField(_("sửa lúc"), null=True)
    changed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    drafted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reviewed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    checked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    delegation = models.ForeignKey(
        Delegation, verbose_name=_("người ký"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_on = models.CharField(_("cách ký"), max_length=10, choices=SignedOn.choices, blank=True)
    signed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(_("ký lúc"), null=True)
    issued_at = models.DateTimeField(_("phát hành lúc"), null=True)
    code = models.CharField(_("mã xác minh"), max_length=20, blank=True)

    relation = models.CharField(_("quan hệ"), max_length=10, choices=Relation.choices, blank=True)
    related = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="followers")
    about_kind = models.CharField(max_length=60, blank=True)
    about_id = models.UUIDField(null=True, db_index=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("văn bản đi")
        constraints = [
            models.UniqueConstraint(
                fields=["board", "sha256"], condition=Q(status="on_file"), name="letter_once_per_board"
            ),
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="letter_code"),
            models.CheckConstraint(condition=Q(status__in=LetterStatus.values), name="letter_status_known"),
            models.CheckConstraint(
                condition=Q(status="on_file") | Q(drafted_by__isnull=False), name="letter_has_drafter"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["numbered", "sealed", *sorted(OUT)])
                | (Q(number__isnull=False) & Q(issued_on__isnull=False) & ~Q(code="")),
                name="letter_numbered_has_number",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["signed", "numbered", "sealed", *sorted(OUT)])
                | (Q(signed_by__isnull=False) & Q(signed_at__isnull=False) & ~Q(sha256="")),
                name="letter_signed_has_signer",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=sorted(OUT)) | Q(issued_at__isnull=False), name="letter_issued_has_time"
            ),
            models.CheckConstraint(
                condition=Q(relation="", related__isnull=True) | (~Q(relation="") & Q(related__isnull=False)),
                name="letter_relation_has_letter",
            ),
        ]
        indexes = [models.Index(fields=["board", "status", "-changed_at"], name="letter_by_status")]

    def __str__(self) -> str:
        return f"{self.number_text}/{self.symbol}"

    def get_absolute_url(self) -> str:
        return reverse("directives:letter", args=[self.public_id])

    @property
    def number_text(self) -> str:
        return "…" if self.number is None else f"{self.number:02d}"

    @property
    def tone(self) -> str:
        return LETTER_TONES[self.status]

    @property
    def letter(self) -> Letter:
        """The text to print. Raises MalformedLetter, which only a row written around the verbs could cause."""
        return read_letter(self.data)


class LetterVersion(PublicModel):
    """The text as it stood at one moment; only ever added. ``note`` says at which step or why it was kept."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    letter = models.ForeignKey(OfficialLetter, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("bản"))
    data = models.JSONField()
    sha256 = models.CharField(max_length=64)
    note = models.CharField(_("ghi chú"), max_length=200, blank=True)
    saved_at = models.DateTimeField(_("lưu lúc"))
    saved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["letter", "number"], name="letter_version_once")]

    def __str__(self) -> str:
        return f"{self.letter_id} v{self.number}"


class Attachment(PublicModel):
    """A file of the bundle. ``data["attachments"]`` names it by ``file_name``; a title without a file has no row."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    letter = models.ForeignKey(OfficialLetter, on_delete=models.PROTECT, related_name="enclosures")
    file_name = models.CharField(_("tên tệp"), max_length=160)
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("thêm lúc"))
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["letter", "file_name"], name="attachment_name_once")]

    def __str__(self) -> str:
        return self.file_name


class FileStage(models.TextChoices):
    """What a PDF of the letter is: each step adds one, none replaces another."""

    TO_SIGN = "to_sign", _("Bản trình ký")
    SIGNED = "signed", _("Bản có chữ ký số của người có thẩm quyền")
    NUMBERED = "numbered", _("Bản đã ghi số, ngày")
    SEALED = "sealed", _("Bản có chữ ký số của cơ quan")
    SCAN = "scan", _("Bản chụp văn bản ký trên giấy")


class LetterFile(PublicModel):
    """A PDF of one round of signing; a letter sent back begins a new ``round`` and keeps the files of the old.

    ``places`` says of the one to sign where number, date and signatures go, in points.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    letter = models.ForeignKey(OfficialLetter, on_delete=models.PROTECT, related_name="files")
    round = models.PositiveIntegerField()
    stage = models.CharField(_("bước"), max_length=10, choices=FileStage.choices)
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    places: Any = models.JSONField(default=dict)
    made_at = models.DateTimeField(_("tạo lúc"))

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["letter", "round", "stage"], name="letter_file_once")]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.stage}"
