"""A board's own way to people's phones: programs of others that are told what is mailed, and what became of telling."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from antt_portal.core.models.notice import Notice
from antt_portal.core.public_id import PublicModel
from antt_portal.core.retrying import unclaimed


class Webhook(PublicModel):
    """Where to, and of which groups of notices. Its secret stands nowhere: it follows from the installation's own key,
    the public id and ``secret_number``, and is new with every number. Nothing from before ``on_since`` is told."""

    board_id = models.BigIntegerField(db_index=True)
    name = models.CharField(_("tên"), max_length=80)
    url = models.CharField(_("địa chỉ"), max_length=300)
    groups = models.JSONField(_("loại thông báo"), default=list)
    is_on = models.BooleanField(_("đang bật"), default=True)
    on_since = models.DateTimeField(_("bật từ"))
    secret_number = models.PositiveSmallIntegerField(default=1)
    created_at = models.DateTimeField(_("tạo lúc"))

    class Meta:
        verbose_name = _("webhook")
        constraints = [models.UniqueConstraint(fields=["board_id", "url"], name="webhook_address_once")]

    def __str__(self) -> str:
        return self.name


class DeliveryState(models.TextChoices):
    PENDING = "pending", _("Chờ gửi")
    SENT = "sent", _("Đã nhận")
    FAILED = "failed", _("Không gửi được")
    SKIPPED = "skipped", _("Không gửi")


class WebhookDeliveryQuerySet(models.QuerySet["WebhookDelivery"]):
    def claimable(self, at: datetime) -> Self:
        """Due and in nobody's hands. A trial is sent also while its webhook is off."""
        wanted = Q(webhook__is_on=True) | Q(notice__isnull=True)
        return self.filter(unclaimed(at), wanted, state=DeliveryState.PENDING, due_at__lte=at)


class WebhookDelivery(PublicModel):
    """One notice told to one webhook; without a notice a trial. The public id is what the other side knows it by."""

    board_id = models.BigIntegerField(db_index=True)
    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    notice = models.ForeignKey(Notice, null=True, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=DeliveryState.choices, default=DeliveryState.PENDING)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)

    objects = WebhookDeliveryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state="pending"), name="webhook_delivery_pending"),
            models.Index(fields=["webhook", "-created_at"], name="webhook_delivery_newest"),
            models.Index(fields=["created_at"], name="webhook_delivery_by_age"),
        ]
        constraints = [models.UniqueConstraint(fields=["webhook", "notice"], name="webhook_delivery_once")]

    def __str__(self) -> str:
        return f"{self.webhook_id}: {self.public_id}"
