"""Papers the portal makes: ordered in the verb's transaction, rendered once after it, then never again."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from antt_portal.core.models.blob import Blob
from antt_portal.core.public_id import PublicModel


class PaperQuerySet(models.QuerySet["Paper"]):
    def awaiting_render(self) -> Self:
        return self.filter(blob__isnull=True).order_by("pk")

    def about(self, kind: str, *ids: object) -> Self:
        return self.filter(subject_kind=kind, subject_id__in=ids).select_related("blob").order_by("pk")


class Paper(PublicModel):
    """A PDF of the portal. ``data`` is what it says (JSON of its document class), ``blob`` what it looks like."""

    board_id = models.BigIntegerField(db_index=True)
    organisation_id = models.BigIntegerField(null=True, db_index=True)
    kind = models.CharField(_("loại"), max_length=40)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    file_name = models.CharField(max_length=120)
    data = models.JSONField()
    blob = models.ForeignKey(Blob, null=True, on_delete=models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField()
    rendered_at = models.DateTimeField(null=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject_kind", "subject_id"], name="paper_once_per_subject")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id}"
