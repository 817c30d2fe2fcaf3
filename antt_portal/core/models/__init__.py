"""Rows of the ground floor."""

from antt_portal.core.models.audit import (
    AppendOnlyError,
    AppendOnlyModel,
    AppendOnlyQuerySet,
    AuditDetail,
    AuditEntry,
    AuditSeal,
)
from antt_portal.core.models.blob import Blob, ScanState
from antt_portal.core.models.calendar import CalendarDay
from antt_portal.core.models.job import Heartbeat, JobRun
from antt_portal.core.models.notice import Notice, NoticeState
from antt_portal.core.models.paper import Paper
from antt_portal.core.models.preference import NoticeGroup, NoticeMode, NotificationPreference
from antt_portal.core.models.viewing import Viewing, ViewingKind
from antt_portal.core.models.webhook import DeliveryState, Webhook, WebhookDelivery

__all__ = [
    "AppendOnlyError",
    "AppendOnlyModel",
    "AppendOnlyQuerySet",
    "AuditDetail",
    "AuditEntry",
    "AuditSeal",
    "Blob",
    "CalendarDay",
    "DeliveryState",
    "Heartbeat",
    "JobRun",
    "Notice",
    "NoticeGroup",
    "NoticeMode",
    "NoticeState",
    "NotificationPreference",
    "Paper",
    "ScanState",
    "Viewing",
    "ViewingKind",
    "Webhook",
    "WebhookDelivery",
]
