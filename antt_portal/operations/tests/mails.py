"""Mails of a board in every standing, for pages that show them."""

from datetime import datetime, timedelta

from antt_portal.core import outbox
from antt_portal.core.models import Notice, NoticeState
from enterprises.models import Organisation

SECRET = "ma-bi-mat-123"
ERRORS = {
    "refused": "ConnectionRefusedError: [Errno 111] Connection refused",
    "delayed": "SMTPDataError: 451 4.7.1 greylisted, come back later",
}


def a_mail(organisation: Organisation, mailbox: str, *, at: datetime, kind: str = "report_submitted") -> Notice:
    outbox.put_to_address(
        kind,
        "1",
        about=organisation,
        address=f"{mailbox}@vidu.example",
        name="Trần Thị Mẫu",
        at=at,
        params={"path": f"/{SECRET}/", "year": 2026, "organisation": organisation.name, "receipt": "HS-2026-00001"},
        organisation_id=organisation.pk,
    )
    return Notice.objects.get(subject_id=organisation.public_id, address=f"{mailbox}@vidu.example")


def change(notice: Notice, **values: object) -> Notice:
    Notice.objects.filter(pk=notice.pk).update(**values)
    notice.refresh_from_db()
    return notice


def every_standing(organisation: Organisation, at: datetime) -> dict[str, Notice]:
    made = {
        name: a_mail(organisation, name, at=at) for name in ("waiting", "held", "delayed", "failed", "bounced", "sent")
    }
    later = at + timedelta(hours=3)
    change(made["held"], due_at=later)
    change(made["delayed"], due_at=later, attempts=3, error=ERRORS["delayed"])
    change(made["failed"], state=NoticeState.FAILED, attempts=18, error=ERRORS["refused"])
    bounced = {"bounced_at": at, "bounce_reason": "550 5.1.1 no such user"}
    change(made["bounced"], state=NoticeState.SENT, sent_at=at, attempts=1, **bounced)
    change(made["sent"], state=NoticeState.SENT, sent_at=at, attempts=1)
    return made
