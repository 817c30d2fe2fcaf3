"""Stored bytes, named by what they are."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Blob(models.Model):
    """A file kept once per board under its SHA-256. Two boards with the same file keep two copies:

    sharing them would tell one board that the other has it, and would block erasure.
    """

    board_id = models.BigIntegerField(db_index=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(_("kích thước, byte"))
    media_type = models.CharField(max_length=100)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["board_id", "sha256"], name="blob_once_per_board"),
            models.CheckConstraint(condition=models.Q(size__gt=0), name="blob_not_empty"),
        ]
        # The public check knows a file and no board.
        indexes = [models.Index(fields=["sha256"], name="blob_by_digest")]

    def __str__(self) -> str:
        return self.sha256

    @property
    def path(self) -> str:
        """Where the storage keeps it, below MEDIA_ROOT."""
        return f"blobs/{self.board_id}/{self.sha256[:2]}/{self.sha256}"
