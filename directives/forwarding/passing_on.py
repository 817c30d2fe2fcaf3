"""An investor passes a directive on to the tenants of its zones: the whole bundle, with a covering letter of its own.

Locks are taken in one order everywhere: letter, directive, forwarding, deliveries.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit, blobs, papers
from antt_portal.core.clock import local_date
from antt_portal.core.refusal import Refused
from antt_portal.core.workflow import move, stale
from directives.arriving.sending import after_sending
from directives.forwarding import newcomers
from directives.forwarding.covering import KIND, Covering, covering_letter, file_name_of
from directives.forwarding.deadlines import routes_through, settle, waiting_through
from directives.forwarding.preparing import locked as lock
from directives.models import Delivery, Directive, Forwarding, ForwardingStatus, Route
from directives.states import FORWARD
from enterprises.actor import Actor
from enterprises.models import Organisation, Zone

REASON_LENGTH = 300
FIELDS = {
    "note": _("lời dẫn"),
    "number": _("số"),
    "symbol": _("ký hiệu"),
    "dated_on": _("ngày"),
    "office": _("chức vụ người ký"),
    "signer": _("người ký"),
}


@transaction.atomic
def forward(
    forwarding: Forwarding,
    *,
    to: Iterable[int],
    by: Actor,
    at: datetime,
    seen: int,
    left_out: Mapping[int, str] | None = None,
) -> int:
    """Send the bundle on to those of ``to`` (keys of organisations) that wait or came later, and leave others out.

    Returns how many were forwarded; keys of others count for nothing. ``left_out`` are those that still wait, by key,
    with the reason why they get nothing. Raises Quarantined, Refused("recalled"), "nobody",
    "sent-already" when somebody forwarded to all of them before, "stale", "incomplete", "reason-missing".
    """
    locked = lock(forwarding)
    wanted = list(to)
    newcomers.add(locked.directive, wanted, by=by, at=at, via=locked.organisation)
    chosen = routes_through(locked.directive, locked.organisation).filter(delivery__organisation__in=wanted)
    waiting = chosen.filter(sent_at__isnull=True)
    _require_anybody(chosen, waiting, left_out)
    if locked.version != seen:
        raise stale()
    count = waiting.values("delivery").distinct().count()
    _leave_out(locked, left_out or {}, by=by, at=at)
    if count and locked.signed:
        blobs.require_openable([locked.signed])
    if count:
        _go_out(locked, by=by, at=at, count=count)
        _send(locked, waiting, by=by, at=at)
    settle(locked.directive, locked.organisation, at=at)
    return count


def _require_anybody(chosen: QuerySet[Route], waiting: QuerySet[Route], left_out: Mapping[int, str] | None) -> None:
    if waiting.exists():
        return
    if chosen.exists():
        raise Refused("sent-already", _("Các nơi đã chọn đều đã được chuyển trước đó. Không gửi lần thứ hai."))
    if not left_out:
        raise Refused("nobody", _("Chưa chọn nơi nhận nào. Chưa gửi gì."))


def _go_out(forwarding: Forwarding, *, by: Actor, at: datetime, count: int) -> None:
    """The covering letter and the bundle are fixed when the first tenants get them; later ones get the same."""
    if forwarding.status == ForwardingStatus.SENT:
        Forwarding.objects.filter(pk=forwarding.pk).update(version=F("version") + 1)
        audit.record(forwarding, "forwarding.send_more", by=by, at=at, after={"count": count})
        return
    covering = Covering.stored(forwarding.covering)
    if missing := covering.missing:
        named = ", ".join(str(FIELDS[name]) for name in missing)
        raise Refused("incomplete", _("Thư chuyển còn thiếu: %(fields)s. Chưa gửi gì.") % {"fields": named})
    directive = forwarding.directive
    changes = {"sent_at": at, "sent_by": by.user, "bundle_sha256": directive.bundle_sha256}
    move(forwarding, FORWARD, by=by, at=at, changes=changes, after={"count": count})
    data = covering_letter(
        directive, forwarding.organisation, covering, zones_of(directive, forwarding.organisation), on=local_date(at)
    )
    papers.order(
        KIND,
        about=forwarding,
        data=data,
        file_name=file_name_of(covering),
        at=at,
        organisation_id=forwarding.organisation_id,
    )


def zones_of(directive: Directive, investor: Organisation) -> QuerySet[Zone]:
    """Where the tenants are to whom ``investor`` forwards."""
    return Zone.objects.filter(pk__in=routes_through(directive, investor).values("zone")).order_by("sort_key")


def _send(forwarding: Forwarding, waiting: QuerySet[Route], *, by: Actor, at: datetime) -> None:
    """Whoever got the bundle by another way keeps the time of that; only this way is marked as taken."""
    deliveries = Delivery.objects.filter(pk__in=waiting.values("delivery"))
    pks = list(deliveries.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    taken = {"excluded_at": None, "excluded_by": None, "excluded_reason": ""}
    waiting.update(sent_at=at, sent_by=by.user, forwarding=forwarding, **taken)
    Delivery.objects.filter(pk__in=pks, sent_at__isnull=True).update(sent_at=at)
    sent = Delivery.objects.filter(pk__in=pks, sent_at=at)
    after_sending(forwarding.directive, sent, at=at, via=forwarding.organisation.name)


def _leave_out(forwarding: Forwarding, left_out: Mapping[int, str], *, by: Actor, at: datetime) -> None:
    for pk, reason in left_out.items():
        said = " ".join(reason.split())[:REASON_LENGTH]
        if not said:
            raise Refused("reason-missing", _("Ghi lý do không gửi. Chưa ghi gì."))
        routes = waiting_through(forwarding.directive, forwarding.organisation).filter(delivery__organisation=pk)
        if routes.update(excluded_at=at, excluded_by=by.user, excluded_reason=said):
            audit.record(forwarding, "forwarding.leave_out", by=by, at=at, note=said, after={"organisation": pk})


@transaction.atomic
def put_back(forwarding: Forwarding, organisation: int, *, by: Actor, at: datetime) -> None:
    """Let somebody who was left out wait for the bundle again. Raises Refused("recalled")."""
    locked = lock(forwarding)
    out = routes_through(locked.directive, locked.organisation).filter(
        delivery__organisation=organisation, excluded_at__isnull=False
    )
    if out.update(excluded_at=None, excluded_by=None, excluded_reason=""):
        audit.record(locked, "forwarding.put_back", by=by, at=at, after={"organisation": organisation})
    settle(locked.directive, locked.organisation, at=at)
