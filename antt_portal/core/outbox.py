"""The outbox: a message is a row first. ``put`` is called by verbs, ``send_pending`` by one task."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import translation

from antt_portal.core.models import Notice, NoticeState
from antt_portal.core.subject import Subject

BATCH = 50
GIVE_UP_AFTER = timedelta(hours=48)
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=4)


def put(
    kind: str,
    occasion: str,
    *,
    about: Subject,
    to: Iterable[AbstractBaseUser],
    at: datetime,
    params: Mapping[str, Any],
    organisation_id: int | None = None,
) -> None:
    """Queue one notice per person. ``occasion`` names the event, never the run; a repeated one adds nothing.

    ``params`` are what the template of ``kind`` shows: JSON, with ``path`` the one link of the mail.
    """
    Notice.objects.bulk_create(
        [
            Notice(
                public_id=uuid4(),
                key=f"{about._meta.model_name}:{about.public_id}:{occasion}:user:{person.pk}",
                board_id=about.board_id,
                organisation_id=organisation_id,
                recipient_id=person.pk,
                kind=kind,
                subject_kind=about._meta.label_lower,
                subject_id=about.public_id,
                params=dict(params),
                created_at=at,
                due_at=at,
            )
            for person in to
        ],
        ignore_conflicts=True,
    )


def cancel(about: Subject, *, kinds: Iterable[str]) -> int:
    """Cancel what is still unsent about ``about``; returns how many."""
    pending = Notice.objects.filter(
        subject_kind=about._meta.label_lower,
        subject_id=about.public_id,
        state=NoticeState.PENDING,
        kind__in=kinds,
    )
    return pending.update(state=NoticeState.CANCELLED)


def claim(at: datetime, limit: int = BATCH) -> list[Notice]:
    """Take up to ``limit`` due notices so that no other run takes them. Crashed claims expire."""
    with transaction.atomic():
        due = Notice.objects.claimable(at).order_by("due_at", "pk")
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True, of=("self",))
        ids = list(due.values_list("pk", flat=True)[:limit])
        Notice.objects.filter(pk__in=ids).update(claimed_at=at, attempts=F("attempts") + 1)
    return list(Notice.objects.filter(pk__in=ids).select_related("recipient").order_by("due_at", "pk"))


def send_pending(*, at: datetime) -> int:
    """Send everything due at ``at``, batch by batch over one connection each. Returns how many were sent."""
    sent = 0
    while batch := claim(at):
        with get_connection() as mail:
            sent += sum(_send(notice, mail, at=at) for notice in batch)
    return sent


def _send(notice: Notice, mail: BaseEmailBackend, *, at: datetime) -> bool:
    mine = Notice.objects.filter(pk=notice.pk, state=NoticeState.PENDING, claimed_at=notice.claimed_at)
    try:
        message(notice, mail).send()
    except Exception as error:  # noqa: BLE001 - whatever a mail server or template does, the row must say so
        mine.update(**_after_failure(notice, error, at=at))
        return False
    return mine.update(state=NoticeState.SENT, sent_at=at, claimed_at=None, error="") == 1


def _after_failure(notice: Notice, error: Exception, *, at: datetime) -> dict[str, Any]:
    text = f"{type(error).__name__}: {error}"[:2000]
    pause = min(FIRST_PAUSE * 2 ** (notice.attempts - 1), LONGEST_PAUSE)
    if at + pause > notice.created_at + GIVE_UP_AFTER:
        return {"state": NoticeState.FAILED, "claimed_at": None, "error": text}
    return {"due_at": at + pause, "claimed_at": None, "error": text}


def message(notice: Notice, mail: BaseEmailBackend | None = None) -> EmailMultiAlternatives:
    """The mail of a notice: subject, plain text and HTML from ``templates/mail/<kind>.txt``.

    The template's first line is the subject. The Message-ID depends on the notice alone, so that a mail sent twice
    around a crash collapses in the reader's mailbox.
    """
    context = {**notice.params, "url": settings.SITE_ORIGIN + notice.params.get("path", "/")}
    with translation.override(getattr(notice.recipient, "language", settings.LANGUAGE_CODE)):
        text = render_to_string(f"mail/{notice.kind}.txt", context)
        subject, _blank, body = text.strip().partition("\n")
        html = render_to_string("mail/layout.html", {**context, "subject": subject, "body": body.strip()})
    host = settings.SITE_ORIGIN.split("//")[-1].split(":")[0]
    mail_message = EmailMultiAlternatives(
        subject.strip(),
        body.strip() + "\n",
        to=[notice.recipient.email],
        connection=mail,
        headers={"Message-ID": f"<notice-{notice.public_id}@{host}>", "Auto-Submitted": "auto-generated"},
    )
    mail_message.attach_alternative(html, "text/html")
    return mail_message
