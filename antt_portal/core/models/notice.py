"""Messages as rows: written by the verb, sent later, never lost and never doubled."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from antt_portal.core.public_id import PublicModel

CLAIM_EXPIRES = timedelta(minutes=10)


class NoticeState(models.TextChoices):
    PENDING = "pending", _("Chờ gửi")
    SENT = "sent", _("Đã gửi")
    FAILED = "failed", _("Không gửi được")
    CANCELLED = "cancelled", _("Đã hủy")


class NoticeQuerySet(models.QuerySet["Notice"]):
    def claimable(self, at: datetime) -> Self:
        """Due, unsent, and in nobody's hands: never claimed, or claimed by a run that died."""
        free = Q(claimed_at__isnull=True) | Q(claimed_at__lt=at - CLAIM_EXPIRES)
        return self.filter(free, state=NoticeState.PENDING, due_at__lte=at)


class Notice(PublicModel):
    """One message to one person. ``key`` names the occasion, so that a second run adds nothing."""

    key = models.CharField(max_length=200, unique=True)
    board_id = models.BigIntegerField(db_index=True)
    organisation_id = models.BigIntegerField(null=True, db_index=True)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    params = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=NoticeState.choices, default=NoticeState.PENDING)
    claimed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state="pending"), name="notice_pending"),
            models.Index(fields=["subject_kind", "subject_id"], name="notice_subject"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="notice_sent_has_time",
            )
        ]

    def __str__(self) -> str:
        return self.key
