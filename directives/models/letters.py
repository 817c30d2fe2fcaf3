"""Official letters as data; their legal layout and life cycle come on top of these rows."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from antt_portal.core.public_id import PublicModel
from enterprises.models import Board, Organisation


class OfficialLetter(PublicModel):
    """A công văn: ``data`` is the letter as data (field table of docs/letters.md), never changed once stored."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="letters")
    issuer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(_("số"), null=True)
    symbol = models.CharField(_("ký hiệu"), max_length=80)
    subject = models.TextField(_("trích yếu"))
    year = models.PositiveSmallIntegerField(_("năm"))
    issued_on = models.DateField(_("ngày ban hành"), null=True)
    data = models.JSONField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["board", "sha256"], name="letter_once_per_board")]

    def __str__(self) -> str:
        return f"{self.number or ''}/{self.symbol}"
