"""The outbox: a message is a row first. ``put`` is called by verbs, ``send_batch`` (``sending``) by one task."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from antt_portal.core.mail_message import message
from antt_portal.core.marking import record_bounce
from antt_portal.core.models import Notice, NoticeState
from antt_portal.core.notice_keys import of_address, of_user
from antt_portal.core.notice_kinds import require_known
from antt_portal.core.notice_row import notice_of
from antt_portal.core.outcomes import EVERY_KIND, Facts, Withdrawn, register_outcome, register_reader, register_secret
from antt_portal.core.preparing import prepare
from antt_portal.core.sending import claim, send_batch, send_now, send_pending
from antt_portal.core.subject import Subject
from antt_portal.core.waking import wake

__all__ = [
    "EVERY_KIND",
    "Facts",
    "Withdrawn",
    "cancel",
    "claim",
    "message",
    "prepare",
    "put",
    "put_to_address",
    "record_bounce",
    "register_outcome",
    "register_reader",
    "register_secret",
    "send_batch",
    "send_now",
    "send_pending",
]

SEND_TASK = "antt_portal.core.tasks.send_notice"


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
    require_known(kind)
    row = partial(notice_of, kind, occasion, about=about, at=at, params=params, organisation_id=organisation_id)
    notices = [row(of_user(one.pk), recipient_id=one.pk) for one in to]
    Notice.objects.bulk_create(notices, ignore_conflicts=True)


def put_to_address(
    kind: str,
    occasion: str,
    *,
    about: Subject,
    address: str,
    name: str,
    at: datetime,
    params: Mapping[str, Any],
    language: str = "",
    organisation_id: int | None = None,
    at_once: bool = False,
) -> None:
    """Queue one notice to somebody without an account; as ``put`` otherwise. ``language`` empty is the portal's own.

    ``at_once`` where somebody sits and waits for the mail: it does not queue behind others.
    """
    require_known(kind)
    row = partial(notice_of, kind, occasion, about=about, at=at, params=params, organisation_id=organisation_id)
    notice = row(of_address(address), address=address, name=name, language=language, prepared_at=at)
    Notice.objects.bulk_create([notice], ignore_conflicts=True)
    if at_once:
        transaction.on_commit(lambda: wake(SEND_TASK, str(notice.public_id)), robust=True)


def cancel(about: Subject, *, kinds: Iterable[str]) -> int:
    """Cancel what is still unsent about ``about``; returns how many."""
    pending = Notice.objects.filter(
        subject_kind=about._meta.label_lower,
        subject_id=about.public_id,
        state=NoticeState.PENDING,
        kind__in=kinds,
    )
    return pending.update(state=NoticeState.CANCELLED)
