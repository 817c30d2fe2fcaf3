"""How far deliveries got: five rungs, each with its time, person, organisation and proof, and what holds it up."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext as _

from antt_portal.core.formats import vn_date
from directives.models import RUNG_FIELDS, Delivery, DeliveryStep, Proof, ReportRequest, Route, Rung
from enterprises.models import Organisation

ON_PAPER = frozenset({Proof.PAPER_SLIP, Proof.PAPER_PHOTO})


@dataclass(frozen=True)
class Step:
    """One rung. ``at`` None: not reached; ``is_skipped``: never to be, because a later one was reached without it."""

    rung: Rung
    at: datetime | None
    who: str = ""
    proofs: tuple[str, ...] = ()
    is_skipped: bool = False

    @property
    def label(self) -> str:
        return str(self.rung.label)


@dataclass(frozen=True)
class Ladder:
    """``word`` says the highest rung, ``weakest`` what holds the delivery up; empty where nothing does.

    ``is_on_paper``: all that is known of its arrival is a paper.
    """

    rung: Rung
    word: str
    steps: tuple[Step, ...]
    weakest: str
    is_on_paper: bool = False


@dataclass
class _Facts:
    """What is known beside the row of one delivery."""

    steps: list[DeliveryStep]
    routes: list[Route]
    requests: list[ReportRequest]
    is_reachable: bool

    @property
    def is_on_paper(self) -> bool:
        proofs = {step.proof for step in self.steps if step.rung == Rung.DELIVERED}
        return bool(proofs) and proofs <= ON_PAPER


def ladder_of(delivery: Delivery, *, on: date) -> Ladder:
    return ladders([delivery], on=on)[delivery.pk]


def ladders(deliveries: Iterable[Delivery], *, on: date, at: datetime | None = None) -> dict[int, Ladder]:
    """By primary key, of rows with their directive, letter and issuer (``for_list``). At most four queries.

    Each row then has its steps, routes and requests at hand. With ``at`` as they stood at that moment: the rows, and
    what is at hand, forget what came later.
    """
    rows = list(deliveries)
    prefetch_related_objects(
        rows,
        Prefetch("steps", DeliveryStep.objects.select_related("organisation")),
        Prefetch("routes", Route.objects.select_related("via", "sent_by", "forwarding").order_by("sent_at", "pk")),
        "requests",
    )
    if at is not None:
        _forget(rows, at, *RUNG_FIELDS.values(), "bounced_at", "ended_at")
        for row in rows:
            _forget(row.routes.all(), at, "sent_at", "excluded_at")
            _forget(row.requests.all(), at, "reported_at")
    reachable = _reachable([row for row in rows if _may_be_out_of_reach(row)], on)
    return {row.pk: _ladder(row, _facts(row, row.organisation_id in reachable), on) for row in rows}


def _forget(rows: Iterable[Any], at: datetime, *names: str) -> None:
    for row in rows:
        for name in names:
            if (moment := getattr(row, name)) and moment > at:
                setattr(row, name, None)


def word_of(rung: Rung, *, is_on_paper: bool) -> str:
    return _("Nhận giấy") if rung == Rung.DELIVERED and is_on_paper else str(rung.label)


def on_paper(deliveries: Iterable[Delivery]) -> set[int]:
    """Those of which nothing but paper proves that they were delivered. One query."""
    proven = DeliveryStep.objects.filter(delivery__in=list(deliveries), rung=Rung.DELIVERED).order_by()
    proofs: defaultdict[int, set[str]] = defaultdict(set)
    for delivery, proof in proven.values_list("delivery", "proof"):
        proofs[delivery].add(proof)
    return {delivery for delivery, known in proofs.items() if known <= ON_PAPER}


def _facts(delivery: Delivery, is_reachable: bool) -> _Facts:
    return _Facts(list(delivery.steps.all()), list(delivery.routes.all()), list(delivery.requests.all()), is_reachable)


def _may_be_out_of_reach(delivery: Delivery) -> bool:
    """Whoever opened or acknowledged it is there, and of one that nobody sent nothing is known."""
    return delivery.sent_at is not None and delivery.rung < Rung.OPENED


def _reachable(rows: list[Delivery], on: date) -> set[int]:
    """Organisations in which somebody has an account, or can be written to."""
    if not rows:
        return set()
    found: Any = Organisation.objects.filter(pk__in=[row.organisation_id for row in rows]).with_account_on(on)
    known = found.values_list("pk", "has_account", "has_contact")
    return {pk for pk, has_account, has_contact in known if has_account or has_contact}


def _ladder(delivery: Delivery, facts: _Facts, on: date) -> Ladder:
    rung = delivery.rung
    word = word_of(rung, is_on_paper=facts.is_on_paper)
    steps = tuple(_step(delivery, one, facts) for one in RUNG_FIELDS)
    weakest = "" if delivery.ended_at else _weakest(delivery, facts, on)
    return Ladder(rung, word, steps, weakest, is_on_paper=rung == Rung.DELIVERED and facts.is_on_paper)


def _step(delivery: Delivery, rung: Rung, facts: _Facts) -> Step:
    at: datetime | None = getattr(delivery, RUNG_FIELDS[rung])
    if at is None:
        return Step(rung, None, is_skipped=rung < delivery.rung)
    if rung == Rung.SENT:
        senders = [_sender(delivery, route) for route in facts.routes if route.sent_at]
        return Step(rung, at, "; ".join(dict.fromkeys(senders)), (str(Proof.PORTAL.label),))
    proven = [step for step in facts.steps if step.rung == rung]
    proofs = tuple(dict.fromkeys(step.get_proof_display() for step in proven))
    return Step(rung, at, _receiver(proven[0]) if proven else "", proofs)


def _sender(delivery: Delivery, route: Route) -> str:
    organisation = route.via or delivery.directive.letter.issuer
    return f"{route.sent_by}, {organisation}" if route.sent_by else str(organisation)


def _receiver(step: DeliveryStep) -> str:
    return ", ".join(filter(None, [step.person, str(step.organisation or "")]))


def _weakest(delivery: Delivery, facts: _Facts, on: date) -> str:
    if delivery.sent_at is None:
        return _not_sent(facts.routes)
    if delivery.acknowledged_at:
        return _not_reported(facts.requests, on)
    if delivery.opened_at:
        return _("Đã mở ngày %(day)s, chưa xác nhận") % {"day": vn_date(delivery.opened_at)}
    return _not_opened(delivery, facts)


def _not_sent(routes: list[Route]) -> str:
    waiting = dict.fromkeys(str(route.via) for route in routes if route.via and not route.excluded_at)
    if waiting:
        return _("%(investor)s chưa chuyển") % {"investor": "; ".join(waiting)}
    left_out = [route for route in routes if route.excluded_at]
    if left_out:
        said = {"investor": left_out[0].via, "reason": left_out[0].excluded_reason}
        return _("%(investor)s không gửi: %(reason)s") % said
    return _("Chưa ai gửi")


def _not_opened(delivery: Delivery, facts: _Facts) -> str:
    bounced, delivered = delivery.bounced_at, delivery.delivered_at
    if bounced and (delivered is None or bounced >= delivered):
        return _("Thư bị trả lại ngày %(day)s: %(reason)s") % {
            "day": vn_date(bounced),
            "reason": delivery.bounce_reason,
        }
    if delivered and facts.is_on_paper:
        return _("Đã nhận bản giấy ngày %(day)s, chưa xác nhận") % {"day": vn_date(delivered)}
    if not facts.is_reachable:
        return _("Không có người nhận")
    if delivered:
        return _("Chưa mở, thư đã đến ngày %(day)s") % {"day": vn_date(delivered)}
    sent = {"day": vn_date(delivery.sent_at)} if delivery.sent_at else {"day": ""}
    return _("Gửi ngày %(day)s, chưa có gì cho thấy đã nhận") % sent


def _not_reported(requests: list[ReportRequest], on: date) -> str:
    missing = [request for request in requests if request.reported_at is None]
    if not missing:
        return ""
    due_on = min((request.due_on for request in missing if request.due_on), default=None)
    if due_on is None:
        return _("Chưa báo cáo")
    said = {"day": vn_date(due_on)}
    return (_("Quá hạn báo cáo từ ngày %(day)s") if due_on < on else _("Chưa báo cáo, hạn ngày %(day)s")) % said
