"""Telling webhooks what is mailed: planned by one statement a webhook, sent like mail (claim, pause, 48 hours)."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from http.client import HTTPException
from typing import Any

from django.db.models import Exists, F, OuterRef
from django.utils import translation

from antt_portal.core import outcomes
from antt_portal.core.bulk import insert_select
from antt_portal.core.clock import local_date
from antt_portal.core.mail_message import language_of, words_of
from antt_portal.core.models import DeliveryState, Notice, NoticeState, Webhook, WebhookDelivery
from antt_portal.core.notice_kinds import kind_of, known_kinds
from antt_portal.core.outcomes import Facts
from antt_portal.core.retrying import next_try, take
from antt_portal.core.signed_body import HEADER, sign
from antt_portal.operations.guarded_post import Answered, NotAllowed, post
from antt_portal.operations.webhooks import GROUPS, secret_of
from antt_portal.operations.within import NoAnswer, within
from directives.arriving import access
from enterprises.models import Contact

BATCH = 20  # at the slowest these are through before the signature of the last is too old
TOLD_OF = timedelta(hours=48)
SECONDS = 15.0  # for all of one delivery, however slowly the other side says it
# The address in it is for the reader of that mail alone, though it opens nothing by itself.
FOR_ONE_READER = frozenset({access.LINK})
MAILED = (NoticeState.PENDING, NoticeState.SENT, NoticeState.FAILED)


def plan(*, at: datetime) -> int:
    """One delivery per webhook and notice whose hour has come; returns how many are new. A second run adds nothing."""
    return sum(_plan_for(webhook, at) for webhook in Webhook.objects.filter(is_on=True).order_by("pk"))


def _plan_for(webhook: Webhook, at: datetime) -> int:
    """Whom the portal mails nothing by their own wish the gateway is not told of either."""
    told = WebhookDelivery.objects.filter(webhook=webhook, notice=OuterRef("pk"))
    rows = Notice.objects.filter(
        ~Exists(told),
        board_id=webhook.board_id,
        created_at__gte=max(webhook.on_since, at - TOLD_OF),
        due_at__lte=at,
        kind__in=_kinds(webhook),
        state__in=MAILED,
    ).exclude(state=NoticeState.PENDING, prepared_at__isnull=True)
    columns = {
        "board_id": webhook.board_id,
        "webhook": webhook.pk,
        "notice": F("pk"),
        "state": DeliveryState.PENDING.value,
        "created_at": at,
        "due_at": at,
        "attempts": 0,
        "error": "",
    }
    return insert_select(WebhookDelivery, rows, columns, once=True)


def _kinds(webhook: Webhook) -> list[str]:
    """Never those whose mails open doors."""
    wanted = {group for group in GROUPS if group in webhook.groups}
    names = [kind.name for kind in known_kinds() if kind.group in wanted and kind.name not in FOR_ONE_READER]
    return [name for name in names if not outcomes.makes_secret(name)]


def send_batch(*, at: datetime) -> int | None:
    """Claim and send some. How many were taken; None when there is no more to try now."""
    due = WebhookDelivery.objects.claimable(at).prefetch_related("webhook", "notice__recipient")
    batch = take(due.order_by("due_at", "pk"), BATCH, at=at)
    facts = outcomes.facts_of([one.notice for one in batch if one.notice], at)
    phones = _phones(batch, at)
    broken: dict[int, Exception] = {}
    for one in batch:
        body = _body(one, facts, phones)
        if body is None:
            _mine(one).update(state=DeliveryState.SKIPPED, claimed_at=None)
        elif one.webhook_id in broken:
            _after_failure(one, broken[one.webhook_id], at=at)
        elif error := _tried(one, body, at):
            _after_failure(one, error, at=at)
            if not isinstance(error, Answered):
                broken[one.webhook_id] = error  # whoever does not answer one does not answer the next
        else:
            _mine(one).update(state=DeliveryState.SENT, sent_at=at, claimed_at=None, error="")
    return len(batch) or None


def _mine(one: WebhookDelivery) -> Any:
    """The row as long as it is in these hands."""
    return WebhookDelivery.objects.filter(pk=one.pk, state=DeliveryState.PENDING, claimed_at=one.claimed_at)


def _phones(batch: list[WebhookDelivery], at: datetime) -> dict[tuple[int | None, str], str]:
    """By organisation and address: the numbers of contacts that somebody answers for."""
    notices = [one.notice for one in batch if one.notice]
    contacts = Contact.objects.on(local_date(at)).filter(confirmed_at__isnull=False).exclude(phone="")
    known = contacts.filter(
        board_id__in={notice.board_id for notice in notices},
        email__in={notice.to_address.lower() for notice in notices},
    )
    return {(contact.organisation_id, contact.email): contact.phone for contact in known.order_by("pk")}


def _body(
    one: WebhookDelivery, facts: Mapping[int, Facts], phones: Mapping[tuple[int | None, str], str]
) -> bytes | None:
    """What a text message needs and no more: one line, one link, a name and a number. None where nobody is to be told:
    without a number, or when there is no reason left."""
    if one.notice is None:
        return _json({"id": str(one.public_id), "kind": "test", "title": "Cổng ANTT"})
    notice = one.notice
    phone = phones.get((notice.organisation_id, notice.to_address.lower()))
    known = facts[notice.pk]
    if phone is None or known.withdrawn or known.error or notice.state not in MAILED:
        return None
    with translation.override(language_of(notice)):
        words = words_of(notice, known.shown)
    person = notice.recipient.get_full_name() if notice.recipient else notice.name
    return _json(
        {
            "id": str(one.public_id),
            "kind": notice.kind,
            "group": kind_of(notice.kind).group.value,
            "created_at": notice.created_at.isoformat(),
            "title": words.subject,
            "url": words.url,
            "to": {"name": person, "phone": phone, "language": language_of(notice)},
        }
    )


def _json(said: Mapping[str, Any]) -> bytes:
    return json.dumps(said, ensure_ascii=False).encode()


def _tried(one: WebhookDelivery, body: bytes, at: datetime) -> Exception | None:
    """Why it was not taken; None when it was."""
    headers = {
        HEADER: sign(secret_of(one.webhook), body, at=at),
        "Idempotency-Key": str(one.public_id),
        "Content-Type": "application/json",
        "User-Agent": "antt-portal",
    }
    try:
        within(SECONDS, f"webhook-{one.webhook.public_id}", lambda: post(one.webhook.url, body, headers))
    except (NotAllowed, Answered, NoAnswer, OSError, HTTPException) as error:
        return error
    return None


def _after_failure(one: WebhookDelivery, error: Exception, *, at: datetime) -> None:
    said = str(error) if isinstance(error, Answered) else type(error).__name__
    if again_at := next_try(one.attempts, since=one.created_at, at=at):
        _mine(one).update(due_at=again_at, claimed_at=None, error=said)
    else:
        _mine(one).update(state=DeliveryState.FAILED, claimed_at=None, error=said)
