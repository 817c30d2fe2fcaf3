"""The register of incoming documents (Nghị định 30/2020/NĐ-CP, Phụ lục IV), and by when each wants a report."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from antt_portal.core.actor import Doer
from antt_portal.core.folding import search_key
from antt_portal.core.models import Blob
from antt_portal.core.public_id import PublicModel
from directives.models.letters import OfficialLetter
from enterprises.models import BOARD_ROLES, Board, Organisation, User

KEY_LENGTH = 500


class ArrivalSeries(PublicModel):
    """The last number that one receiving organisation gave to a document that arrived in one calendar year."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("năm"))
    last_number = models.PositiveIntegerField(_("số cuối đã cấp"), default=0)

    class Meta:
        verbose_name = _("sổ đăng ký văn bản đến")
        constraints = [models.UniqueConstraint(fields=["organisation", "year"], name="arrival_series_once")]

    def __str__(self) -> str:
        return str(self.year)


def document_key_of(number: str, symbol: str, agency: str) -> str:
    """Alike for two entries of one document, whatever their case, marks, spaces and leading zeros.

    Empty without a number: agencies send many papers that have none.
    """
    counted = _squeezed(number).lstrip("0")
    return f"{counted}/{_squeezed(symbol)}/{_squeezed(agency)}"[:KEY_LENGTH] if counted else ""


def _squeezed(text: str) -> str:
    return search_key(text).replace(" ", "")


class IncomingQuerySet(models.QuerySet["IncomingDocument"]):
    def visible_to(self, actor: Doer) -> Self:
        """The register of the board whose people look; nobody else has a page of it."""
        return self.filter(board_id=actor.board_id) if actor.role in BOARD_ROLES else self.none()

    def for_list(self) -> Self:
        """Those that wait for a report first, the earliest deadline before the others; then the latest to arrive."""
        waits = models.Case(models.When(Q(closed_at__isnull=True), then=F("answer_due_on")), default=None)
        return self.select_related("closed_by_letter").order_by(waits.asc(nulls_last=True), "-year", "-arrival_number")

    def with_words(self, words: str) -> Self:
        """Each word somewhere in number, symbol, agency, title or columns, with its marks or without."""
        found = self
        for word in search_key(words).split():
            found = found.filter(search_key__contains=word)
        return found

    def known_as(self, key: str) -> Self:
        """Entries of the document with this key, earliest first; one without a number is like no other."""
        found = self.filter(document_key=key) if key else self.none()
        return found.order_by("year", "arrival_number")


class IncomingDocument(PublicModel):
    """One document that arrived, as the clerk wrote it down: the columns of the printed register are texts.

    ``answer_due_on`` is the day by which its author wants the board's report; the open ``Deadline`` repeats it.
    ``closed_note`` says how it was answered where no letter of the portal did. An entry is corrected, never deleted.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="incoming_documents")
    year = models.PositiveSmallIntegerField(_("năm"))
    arrival_number = models.PositiveIntegerField(_("số đến"))
    arrived_on = models.DateField(_("ngày đến"))
    agency = models.CharField(_("tác giả"), max_length=300)
    number = models.CharField(_("số"), max_length=20, blank=True)
    symbol = models.CharField(_("ký hiệu"), max_length=80, blank=True)
    dated_on = models.DateField(_("ngày tháng văn bản"), null=True, blank=True)
    title = models.TextField(_("tên loại và trích yếu nội dung"), max_length=2000)
    receiver = models.CharField(_("đơn vị hoặc người nhận"), max_length=300, blank=True)
    passed_on = models.DateField(_("ngày chuyển"), null=True, blank=True)
    receipt_note = models.CharField(_("ký nhận"), max_length=160, blank=True)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    file = models.ForeignKey(Blob, null=True, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(_("tên tệp"), max_length=160, blank=True)
    answer_due_on = models.DateField(_("hạn báo cáo lại"), null=True, blank=True)
    closed_at = models.DateTimeField(_("báo cáo lại lúc"), null=True)
    closed_by_letter = models.ForeignKey(OfficialLetter, null=True, on_delete=models.PROTECT, related_name="answers_to")
    closed_note = models.CharField(_("cách báo cáo lại"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    search_key = models.TextField(editable=False, default="")
    document_key = models.CharField(max_length=KEY_LENGTH, editable=False, default="", db_index=True)
    entered_at = models.DateTimeField(_("ghi lúc"))
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = IncomingQuerySet.as_manager()

    class Meta:
        verbose_name = _("văn bản đến")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year", "arrival_number"], name="arrival_number_once"),
            models.CheckConstraint(condition=Q(arrival_number__gte=1), name="arrival_from_one"),
            models.CheckConstraint(
                condition=Q(dated_on__isnull=True) | Q(dated_on__lte=F("arrived_on")), name="arrival_after_its_date"
            ),
            models.CheckConstraint(
                condition=Q(file__isnull=True, file_name="") | (Q(file__isnull=False) & ~Q(file_name="")),
                name="arrival_file_has_name",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by_letter__isnull=True, closed_note="")
                | (Q(closed_at__isnull=False) & (Q(closed_by_letter__isnull=False) | ~Q(closed_note=""))),
                name="arrival_closed_says_how",
            ),
        ]

    def __str__(self) -> str:
        return self.full_number or self.title[:80]

    def get_absolute_url(self) -> str:
        return reverse("directives:incoming-document", args=[self.public_id])

    @property
    def arrival_text(self) -> str:
        return f"{self.arrival_number:02d}"

    @property
    def full_number(self) -> str:
        """“8184/VP-NCKTGS”; empty where the paper bears neither."""
        return "/".join(filter(None, (self.number, self.symbol)))

    @property
    def file_kind(self) -> str:
        """The label of the file's tile: PDF, DOCX …"""
        return self.file_name.rpartition(".")[2][:4].upper()
