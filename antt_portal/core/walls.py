"""What of the ground floor's rows stands outside the wall, and what the portal's own jobs write (decision 115)."""

from antt_portal.core.models import (
    AuditDetail,
    AuditEntry,
    AuditSeal,
    Blob,
    Heartbeat,
    JobRun,
    Notice,
    NotificationPreference,
    Viewing,
    WebhookDelivery,
)
from antt_portal.core.walling.declared import (
    ADD,
    ALL,
    CHANGE,
    DELETE,
    READ,
    only_added,
    portal_calls,
    portal_writes,
    without_board,
)

for model in (AuditEntry, AuditDetail, Viewing):
    only_added(model)
portal_writes(Viewing, ADD, DELETE, because="strangers open files; delete-old forgets who looked")
portal_calls("erase_audit_parts(bigint[],boolean,boolean)", because="delete-old empties addresses of old acts")

portal_writes(Notice, ADD, CHANGE, DELETE, because="plan-reminders, announce-…, send-notices, sweep-claims, delete-old")
portal_writes(WebhookDelivery, ADD, CHANGE, DELETE, because="send-webhooks, sweep-claims, delete-old")
portal_writes(Blob, CHANGE, DELETE, because="scan-files, delete-old, delete-files")

without_board(AuditSeal, boards={READ}, portal={READ, ADD}, because="one chain for all; digests only. seal-audit")
without_board(JobRun, boards={READ}, portal=ALL, because="jobs are the portal's. Every job; delete-old")
without_board(Heartbeat, boards={READ}, portal={READ, ADD, CHANGE}, because="jobs are the portal's. Every job")
without_board(NotificationPreference, boards=ALL, portal=ALL, because="a person's, whoever the person acts for")
