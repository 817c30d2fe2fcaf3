"""What follows when deliveries were sent, whoever sent them: reports wanted, deadlines, and people told."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet

from antt_portal.core.bulk import insert_select
from antt_portal.core.clock import local_date
from antt_portal.core.formats import vn_date
from antt_portal.core.many_notices import put_for_rows
from antt_portal.core.models import CalendarDay
from directives.asking.applying import concerned
from directives.models import Delivery, Directive, DueKind, Duty, Obligation, ObligationKind, ReportRequest, Route
from directives.permissions import RECEIVERS
from enterprises.due.deadlines import end_of
from enterprises.models import Deadline, DeadlineKind
from enterprises.workday_rules import workdays_rule

TITLE_LENGTH = 300


def after_sending(directive: Directive, sent: QuerySet[Delivery], *, at: datetime, via: str = "") -> None:
    """Call it in the transaction that set ``sent_at`` of these deliveries to ``at``; twice is as once.

    ``via`` names the investor that forwarded them, for the mail.
    """
    _want_reports(directive, sent)
    _open_deadlines(directive, sent, at=at)
    _tell(directive, sent, at=at, via=via)


def _rounds(directive: Directive) -> dict[int, list[Obligation]]:
    wanted: dict[int, list[Obligation]] = {}
    asked = Obligation.objects.filter(instrument__directive=directive, report_round__isnull=False)
    for one in asked.order_by("report_round", "position"):
        wanted.setdefault(one.report_round or 0, []).append(one)
    return wanted


def _want_reports(directive: Directive, sent: QuerySet[Delivery]) -> None:
    for number, obligations in _rounds(directive).items():
        columns = {
            "board_id": F("board_id"),
            "organisation": F("organisation"),
            "delivery": F("pk"),
            "round": number,
            "due_on": obligations[0].due_on,
            "workdays_late": 0,
        }
        insert_select(ReportRequest, sent.filter(concerned(obligations)), columns, once=True)


def _open_deadlines(directive: Directive, sent: QuerySet[Delivery], *, at: datetime) -> None:
    title = f"{directive.letter}: {directive.letter.subject}"[:TITLE_LENGTH]
    acting = sent.filter(duty=Duty.ACT)
    acknowledge_by = _acknowledge_by(directive, local_date(at))
    why = Why(workdays_rule(directive.acknowledge_workdays), local_date(at))
    _open(acting, DeadlineKind.ACKNOWLEDGEMENT, acknowledge_by, title=title, at=at, why=why)
    if forward_by := forward_by_of(directive):
        to_forward = acting.filter(organisation__in=_forwarders(directive))
        why = why_of_forwarding(directive, forward_by)
        _open(to_forward, DeadlineKind.FORWARDING, forward_by, title=title, at=at, why=why, route="directives:forward")
    for number, obligations in _rounds(directive).items():
        if due_on := obligations[0].due_on:
            requests = ReportRequest.objects.filter(delivery__in=sent, round=number, reported_at__isnull=True)
            why = why_of(directive, obligations)
            _open(requests, DeadlineKind.ANSWER, due_on, title=title, at=at, why=why, route="reports:request")


def _forwarders(directive: Directive) -> list[int]:
    """Looked up by itself: rows a moment old are not joined with one another where it can be helped (decision 62)."""
    ways = Route.objects.filter(directive=directive, via__isnull=False)
    return list(ways.order_by().values_list("via", flat=True).distinct())


def _acknowledge_by(directive: Directive, on: date) -> date:
    """Whoever is reached late has as many working days as the others had."""
    calendar = CalendarDay.objects.calendar_for(directive.board_id)
    own = calendar.add(on, directive.acknowledge_workdays)
    return max(own, directive.acknowledge_by or own)


def forward_by_of(directive: Directive) -> date | None:
    """By when investors are asked to forward; None when the letter gives no day."""
    asked = _asked_to_forward(directive).filter(due_on__isnull=False)
    return asked.order_by("due_on").values_list("due_on", flat=True).first()


def _asked_to_forward(directive: Directive) -> QuerySet[Obligation]:
    return Obligation.objects.filter(instrument__directive=directive, kind=ObligationKind.FORWARDING)


class Why(NamedTuple):
    """``rule`` and ``anchor`` of a deadline; both empty for a day that stays where it is, whatever days are worked."""

    rule: str = ""
    anchor: date | None = None


def why_of_forwarding(directive: Directive, due_on: date) -> Why:
    return why_of(directive, _asked_to_forward(directive).filter(due_on=due_on))


def why_of(directive: Directive, obligations: Iterable[Obligation]) -> Why:
    """Why obligations that share a day are due on it. Where they came to it in different ways, the day stays."""
    ways = {(one.due_kind, one.due_offset) for one in obligations}
    if len(ways) != 1 or directive.issued_at is None:
        return Why()
    ((kind, offset),) = ways
    return Why(workdays_rule(offset or 0), local_date(directive.issued_at)) if kind == DueKind.WORKDAYS else Why()


def _open(
    rows: QuerySet,
    kind: DeadlineKind,
    due_on: date,
    *,
    title: str,
    at: datetime,
    why: Why,
    route: str = "directives:delivery",
) -> None:
    columns: dict[str, Any] = {
        "board_id": F("board_id"),
        "organisation": F("organisation"),
        "subject_kind": rows.model._meta.label_lower,
        "subject_id": F("public_id"),
        "kind": kind.value,
        "title": title,
        "route": route,
        "rule": why.rule,
        "anchor": why.anchor,
        "due_at": end_of(due_on),
        "due_on": due_on,
        "opened_at": at,
    }
    insert_select(Deadline, rows, columns, once=True)


RECIPIENT = "organisation__memberships__user"


def with_readers(deliveries: QuerySet[Delivery], on: date) -> QuerySet[Delivery]:
    """One row per delivery and person who receives for its organisation on ``on``; ``RECIPIENT`` names the person."""
    there = "organisation__memberships"
    holds = Q(**{f"{there}__valid_to__isnull": True}) | Q(**{f"{there}__valid_to__gte": on})
    return deliveries.filter(
        holds,
        **{
            f"{there}__valid_from__lte": on,
            f"{there}__role__in": RECEIVERS,
            f"{there}__user__is_active": True,
        },
    )


def _tell(directive: Directive, sent: QuerySet[Delivery], *, at: datetime, via: str) -> None:
    letter = directive.letter
    params = {
        "number": str(letter),
        "subject": letter.subject,
        "on": vn_date(letter.issued_on) if letter.issued_on else "",
        "agency": directive.manifest["agency"],
        "via": via,
    }
    put_for_rows(
        "directive_received",
        "sent",
        with_readers(sent, local_date(at)),
        recipient=RECIPIENT,
        organisation="organisation",
        route="directives:delivery",
        params=params,
        at=at,
    )
