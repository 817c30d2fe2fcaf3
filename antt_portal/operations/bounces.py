"""Mail that came back, told by a mail service: a signed POST, beside ``manage.py record_bounces`` of a mail server."""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from redis.exceptions import RedisError

from antt_portal.core import clock, outbox
from antt_portal.core.delivery_report import OURS
from antt_portal.core.models import Notice
from antt_portal.core.signed_body import CLOCKS_APART, HEADER, is_signed
from antt_portal.core.tls_only import tls_only
from enterprises.middleware import open_to_all

MOST_AT_ONCE = 1000
LONGEST_ID = 300


class Malformed(Exception):
    """The body is not what this address takes."""


@dataclass(frozen=True)
class Bounce:
    """``notice`` is None for a mail that is not ours."""

    notice: UUID | None
    reason: str
    is_permanent: bool


@csrf_exempt
@tls_only
@require_POST
@open_to_all
def bounces(request: HttpRequest) -> HttpResponse:
    """All of a body or nothing: 400 records none. What was told before is known, and changes nothing."""
    secret, at = settings.BOUNCE_WEBHOOK_SECRET, clock.now()
    if not secret:
        raise Http404
    header = request.headers.get(HEADER, "")
    if not is_signed(header, secret, request.body, at=at):
        return JsonResponse({"error": "signature"}, status=403)
    try:
        told = read(request.body)
    except Malformed as wrong:
        return JsonResponse({"error": str(wrong)}, status=400)
    if _was_taken(header):
        return JsonResponse({"recorded": 0, "known": len(told), "other": 0})
    counts = _record(told, at)
    _note_taken(header)
    return JsonResponse(counts)


def read(body: bytes) -> list[Bounce]:
    """One bounce or a list of them: message_id, reason, permanent (true unless said otherwise). Raises Malformed."""
    try:
        said = json.loads(body)
    except ValueError as wrong:
        raise Malformed("JSON") from wrong
    rows = said if isinstance(said, list) else [said]
    if len(rows) > MOST_AT_ONCE:
        raise Malformed(f"more than {MOST_AT_ONCE} bounces")
    return [_bounce(row) for row in rows]


def _bounce(row: Any) -> Bounce:
    if not isinstance(row, dict):
        raise Malformed("bounce")
    message_id, reason, permanent = row.get("message_id"), row.get("reason", ""), row.get("permanent", True)
    if not isinstance(message_id, str) or len(message_id) > LONGEST_ID:
        raise Malformed("message_id")
    if not isinstance(reason, str) or not isinstance(permanent, bool):
        raise Malformed("reason, permanent")
    ours = OURS.match(message_id if message_id.startswith("<") else f"<{message_id}")
    return Bounce(UUID(ours[1]) if ours else None, reason, permanent)


def _was_taken(header: str) -> bool:
    """Somebody who listened may send it again, and the mail may have been sent anew in between. Without its cache the
    portal takes it once more: a bounce that is known stays as it is."""
    try:
        return cache.get(_key(header)) is not None
    except RedisError:
        return False


def _note_taken(header: str) -> None:
    with suppress(RedisError):
        cache.set(_key(header), 1, timeout=2 * CLOCKS_APART.total_seconds())


def _key(header: str) -> str:
    return f"bounces:{header[-64:]}"


def _record(told: list[Bounce], at: datetime) -> dict[str, int]:
    """A delay is no bounce, and is not ours to note."""
    notices = {one.public_id: one for one in Notice.objects.filter(public_id__in=[one.notice for one in told])}
    counts = {"recorded": 0, "known": 0, "other": 0}
    for one in told:
        notice = notices.get(one.notice) if one.notice and one.is_permanent else None
        if notice is None:
            counts["other"] += 1
        else:
            counts["recorded" if outbox.record_bounce(notice, one.reason, at) else "known"] += 1
    return counts
