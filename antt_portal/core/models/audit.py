"""The record of every act. Rows are only ever added; the ORM and the database refuse to change or delete them."""

from typing import Any, NoReturn, Self, TypeVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from antt_portal.core.public_id import RandomUUID


class AppendOnlyError(TypeError):
    """Somebody tried to change or delete a row that is only ever added."""


M = TypeVar("M", bound=models.Model)


class AppendOnlyQuerySet(models.QuerySet[M]):
    """Refuses every write but the first, also in bulk."""

    def _refuse(self) -> NoReturn:
        raise AppendOnlyError(f"{self.model._meta.label}: rows are never changed or deleted")

    def update(self, **kwargs: Any) -> NoReturn:
        self._refuse()

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        self._refuse()

    def update_or_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        self._refuse()

    def delete(self) -> NoReturn:
        self._refuse()

    def _raw_delete(self, using: str | None) -> NoReturn:
        self._refuse()


class AppendOnlyModel(models.Model):
    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError(f"{self._meta.label}: rows are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError(f"{self._meta.label}: rows are never deleted")


class AuditQuerySet(AppendOnlyQuerySet["AuditEntry"]):
    def about(self, kind: str, *ids: object) -> Self:
        """The acts on these subjects, newest first, ready for a timeline."""
        rows = self.filter(subject_kind=kind, subject_id__in=ids)
        return rows.select_related("user", "detail").order_by("-at", "-pk")


class AuditEntry(AppendOnlyModel):
    """Who did what, for which organisation, to what, and when. Holds no personal text: see ``AuditDetail``."""

    at = models.DateTimeField(_("lúc"), db_index=True)
    board_id = models.BigIntegerField(db_index=True)
    organisation_id = models.BigIntegerField(_("tổ chức sở hữu"), null=True, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người thực hiện"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    acting_organisation_id = models.BigIntegerField(_("thay mặt tổ chức"), null=True)
    role = models.CharField(_("vai trò"), max_length=20)
    verb = models.CharField(_("việc"), max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    from_status = models.CharField(max_length=20, blank=True)
    to_status = models.CharField(max_length=20, blank=True)
    version = models.PositiveIntegerField(null=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["subject_kind", "subject_id", "at"], name="audit_subject")]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_kind} {self.subject_id}"


class AuditDetail(AppendOnlyModel):
    """The personal parts of an audit row: the address, and what was said.

    Each can be erased, with its salt, and the row still stands; a part without its salt was erased (decision 95).
    """

    entry = models.OneToOneField(AuditEntry, on_delete=models.PROTECT, related_name="detail", primary_key=True)
    board_id = models.BigIntegerField(db_index=True)
    ip = models.GenericIPAddressField(_("từ địa chỉ"), null=True)
    note = models.TextField(_("ghi chú"), blank=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    address_salt = models.UUIDField(null=True, editable=False, default=uuid4, db_default=RandomUUID())
    said_salt = models.UUIDField(null=True, editable=False, default=uuid4, db_default=RandomUUID())

    objects = AppendOnlyQuerySet["AuditDetail"].as_manager()

    def __str__(self) -> str:
        return f"detail of {self.entry_id}"


class AuditSeal(AppendOnlyModel):
    """One row of the record as it was when it was sealed: SHA-256 digests, chained in the order of ``position``.

    ``entry_id`` is no foreign key: a seal outlives whatever becomes of the row that it speaks of.
    """

    position = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField(unique=True)
    sealed_at = models.DateTimeField(db_index=True)
    entry_digest = models.CharField(max_length=64)
    address_digest = models.CharField(max_length=64, blank=True)
    said_digest = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    objects = AppendOnlyQuerySet["AuditSeal"].as_manager()

    def __str__(self) -> str:
        return f"{self.position} {self.digest}"
