"""A notice to each of very many people, written by one statement (see ``outbox.put`` for one occasion of few)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Concat

from antt_portal.core.bulk import insert_select
from antt_portal.core.models import Notice, NoticeState
from antt_portal.core.notice_keys import of_address, of_user
from antt_portal.core.notice_kinds import require_known
from antt_portal.core.notice_row import notice_of
from antt_portal.core.subject import Subject

BATCH = 1000


def put_for_rows(
    kind: str,
    occasion: str,
    rows: QuerySet,
    *,
    recipient: str,
    organisation: str,
    route: str,
    params: Mapping[str, Any],
    at: datetime,
) -> int:
    """Queue one notice per row of ``rows`` (rows of the subject, joined with people) and return how many were new.

    ``recipient`` and ``organisation`` name the fields that hold the ids; ``route`` is the page of one row, by its
    public id. A person found twice is told once.
    """
    require_known(kind)
    subject = rows.model._meta
    public_id = Cast(F("public_id"), CharField())
    person = Cast(F(recipient), CharField())
    name = Value(f"{subject.model_name}:")
    columns = {
        "key": Concat(name, public_id, Value(f":{occasion}:user:"), person, output_field=CharField()),
        "board_id": F("board_id"),
        "organisation_id": F(organisation),
        "recipient": F(recipient),
        "address": "",
        "name": "",
        "language": "",
        "kind": kind,
        "subject_kind": subject.label_lower,
        "subject_id": F("public_id"),
        "params": {**params, "route": route},
        "created_at": at,
        "due_at": at,
        "state": NoticeState.PENDING.value,
        "attempts": 0,
        "error": "",
        "bounce_reason": "",
    }
    return insert_select(Notice, rows, columns, once=True)


@dataclass(frozen=True)
class Told:
    """Somebody with an account, or an ``address`` with the ``name`` to greet, and what this person alone is told."""

    organisation_id: int | None
    params: Mapping[str, Any]
    user_id: int | None = None
    address: str = ""
    name: str = ""


def put_each(kind: str, occasion: str, told: Iterable[Told], *, about: Subject, at: datetime) -> None:
    """Queue a notice with words of its own for each; a repeated occasion adds nothing. One statement per thousand."""
    require_known(kind)
    notices = [
        notice_of(kind, occasion, _whom(one), about=about, at=at, **_said(one), recipient_id=one.user_id)
        for one in told
    ]
    Notice.objects.bulk_create(notices, batch_size=BATCH, ignore_conflicts=True)


def put_about_each(kind: str, told: Iterable[tuple[Subject, str, Told]], *, at: datetime) -> None:
    """Queue a notice to a bare address about a subject and an occasion of its own each; otherwise as ``put_each``."""
    require_known(kind)
    notices = [
        notice_of(kind, occasion, of_address(one.address), about=about, at=at, **_said(one), prepared_at=at)
        for about, occasion, one in told
    ]
    Notice.objects.bulk_create(notices, batch_size=BATCH, ignore_conflicts=True)


def _said(one: Told) -> dict[str, Any]:
    return {"organisation_id": one.organisation_id, "params": one.params, "address": one.address, "name": one.name}


def _whom(one: Told) -> str:
    if one.user_id:
        return of_user(one.user_id)
    return f"{of_address(one.address)}:{one.organisation_id}"
