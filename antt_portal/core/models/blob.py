"""Stored bytes, named by what they are."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class ScanState(models.TextChoices):
    """OWN: made by the portal itself, nothing to look for. WAITING counts only where a scanner is configured."""

    OWN = "own", _("Do cổng tạo")
    WAITING = "waiting", _("Chờ kiểm tra mã độc")
    CLEAN = "clean", _("Không thấy mã độc")
    INFECTED = "infected", _("Có mã độc")


class BlobQuerySet(models.QuerySet["Blob"]):
    def left_behind(self) -> Self:
        """Let go, still there, and kept by nobody since."""
        return self.filter(Q(kept_at__isnull=True) | Q(kept_at__lt=F("let_go_at")), let_go_at__isnull=False)


class Blob(models.Model):
    """A file kept once per board under its SHA-256. Two boards with the same file keep two copies:

    sharing them would tell one board that the other has it, and would block erasure.
    """

    board_id = models.BigIntegerField(db_index=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(_("kích thước, byte"))
    media_type = models.CharField(max_length=100)
    created_at = models.DateTimeField()
    # When somebody last kept the same bytes, and may be about to name them; empty in rows of an older version.
    kept_at = models.DateTimeField(null=True, editable=False)
    # Since when it is to be deleted: the row goes together with the file, when the storage has deleted that.
    let_go_at = models.DateTimeField(null=True, editable=False)
    # Whoever writes a row without a word about it (SQL, an older version of the portal) has had nothing scanned.
    scan = models.CharField(
        _("kiểm tra mã độc"),
        max_length=10,
        choices=ScanState,
        default=ScanState.WAITING,
        db_default=ScanState.WAITING,
    )
    scan_found = models.CharField(_("mã độc tìm thấy"), max_length=100, blank=True, default="", db_default="")
    scan_tried_at = models.DateTimeField(_("lần kiểm tra gần nhất"), null=True, editable=False)

    objects = BlobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["board_id", "sha256"], name="blob_once_per_board"),
            models.CheckConstraint(condition=Q(size__gt=0), name="blob_not_empty"),
        ]
        indexes = [
            # The public check knows a file and no board.
            models.Index(fields=["sha256"], name="blob_by_digest"),
            models.Index(fields=["scan_tried_at"], name="blob_to_scan", condition=Q(scan="waiting")),
            models.Index(fields=["let_go_at"], name="blob_let_go", condition=Q(let_go_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.sha256

    @property
    def path(self) -> str:
        """Where the storage keeps it, below MEDIA_ROOT."""
        return f"blobs/{self.board_id}/{self.sha256[:2]}/{self.sha256}"
