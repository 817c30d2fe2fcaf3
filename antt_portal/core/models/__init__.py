"""Rows of the ground floor."""

from antt_portal.core.models.audit import (
    AppendOnlyError,
    AppendOnlyModel,
    AppendOnlyQuerySet,
    AuditDetail,
    AuditEntry,
)
from antt_portal.core.models.blob import Blob
from antt_portal.core.models.calendar import CalendarDay
from antt_portal.core.models.notice import Notice, NoticeState
from antt_portal.core.models.paper import Paper

__all__ = [
    "AppendOnlyError",
    "AppendOnlyModel",
    "AppendOnlyQuerySet",
    "AuditDetail",
    "AuditEntry",
    "Blob",
    "CalendarDay",
    "Notice",
    "NoticeState",
    "Paper",
]
