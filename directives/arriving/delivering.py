"""A directive goes out: deliveries, routes, requests for reports, deadlines and notices, each by one statement.

The statements count the same for ten addressees and for a hundred thousand, and all belong to the transaction of the
issue: the directive is there for everybody or for nobody.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Case, DateTimeField, Exists, F, OuterRef, Q, QuerySet, Value, When

from antt_portal.core.bulk import insert_select
from antt_portal.core.clock import local_date
from antt_portal.core.models import CalendarDay
from directives.arriving.sending import after_sending
from directives.asking import bundles, instruments
from directives.asking.audience import members
from directives.asking.due import due_day
from directives.models import Delivery, Directive, Obligation, ObligationKind, Route, Way
from enterprises.actor import Actor
from enterprises.models import Capacity, Membership, Organisation, Tenancy


def fan_out(directive: Directive, *, by: Actor, at: datetime, taken_over: QuerySet[Delivery] | None = None) -> int:
    """Freeze the bundle, the due dates and the audience, and send. Returns how many organisations it goes to.

    ``taken_over`` are deliveries of the letter this one recalls or replaces: whoever got that gets this.
    """
    on = local_date(at)
    _freeze(directive, by=by, at=at)
    record(directive, members(directive, on), at=at, at_issue=True)
    if taken_over is not None:
        take_over(directive, taken_over, at=at)
    lay_routes(directive, by=by, at=at)
    after_sending(directive, Delivery.objects.filter(directive=directive, sent_at=at), at=at)
    count = Delivery.objects.filter(directive=directive).count()
    Directive.objects.filter(pk=directive.pk).update(audience_count=count)
    directive.audience_count = count
    return count


def _freeze(directive: Directive, *, by: Actor, at: datetime) -> None:
    on = local_date(at)
    calendar = CalendarDay.objects.calendar_for(directive.board_id)
    columns = bundles.frozen(directive) | {
        "issued_at": at,
        "acknowledge_by": calendar.add(on, directive.acknowledge_workdays),
    }
    Directive.objects.filter(pk=directive.pk).update(**columns)
    for name, value in columns.items():
        setattr(directive, name, value)
    if directive.instrument is not None:
        tet_year = directive.campaign.tet_year if directive.campaign else None
        obligations = list(directive.instrument.obligations.order_by("position"))
        for one in obligations:
            one.due_on = due_day(one, issued_on=on, calendar=calendar, tet_year=tet_year)
        _number_rounds(obligations)
        Obligation.objects.bulk_update(obligations, ["due_on", "report_round"])
        if obligations:
            instruments.put_in_force(directive.instrument, valid_from=on, by=by, at=at)


def _number_rounds(obligations: list[Obligation]) -> None:
    """Obligations due on the same day are answered together; those without a day come last."""
    wanted = [one for one in obligations if one.kind == ObligationKind.DIRECTIVE and one.answer_wanted]
    days = sorted({one.due_on for one in wanted}, key=lambda day: (day is None, day or date.max))
    for one in wanted:
        one.report_round = days.index(one.due_on) + 1


def record(directive: Directive, organisations: QuerySet[Organisation], *, at: datetime, at_issue: bool) -> int:
    """A delivery for each of ``organisations`` (annotated as by ``audience.members``) that has none yet.

    Those the board writes to are sent theirs at once; the others wait for their investor.
    """
    columns = {
        "board_id": directive.board_id,
        "directive": directive.pk,
        "organisation": F("pk"),
        "duty": F("duty"),
        **{trait: F(trait) for trait in ("kind", "handles_chemicals", "fire_hazard", "foreign_invested")},
        "at_issue": at_issue,
        "recorded_at": at,
        "sent_at": Case(When(direct=True, then=Value(at)), output_field=DateTimeField()),
        "bounce_reason": "",
    }
    return insert_select(Delivery, organisations, columns, once=True)


def take_over(directive: Directive, earlier: QuerySet[Delivery], *, at: datetime) -> None:
    """Whoever got the ``earlier`` letter gets this one, in the capacity in which that one was got.

    The board sends it itself; only those that nobody can reach in the portal wait for the investor who reached them
    before, on paper.
    """
    reached = earlier.filter(sent_at__isnull=False)
    on_paper = reached.filter(~_has_people(local_date(at)), routes__via__isnull=False, routes__sent_at__isnull=False)
    columns = {
        "board_id": directive.board_id,
        "directive": directive.pk,
        **{name: F(name) for name in ("organisation", "duty", "kind")},
        **{trait: F(trait) for trait in ("handles_chemicals", "fire_hazard", "foreign_invested")},
        "at_issue": True,
        "recorded_at": at,
        "bounce_reason": "",
    }
    insert_select(Delivery, on_paper, columns, once=True)
    insert_select(Route, _as_before(directive, on_paper), _OF_ROUTE_BEFORE, once=True)
    insert_select(Delivery, reached, {**columns, "sent_at": at}, once=True)
    waiting = Delivery.objects.filter(directive=directive, sent_at__isnull=True)
    waiting.filter(organisation__in=reached.exclude(pk__in=on_paper.values("pk")).values("organisation")).update(
        sent_at=at
    )


def _has_people(on: date) -> Exists:
    people = Membership.objects.on(on).filter(organisation=OuterRef("organisation"), user__is_active=True)
    return Exists(people)


def _as_before(directive: Directive, earlier: QuerySet[Delivery]) -> QuerySet[Delivery]:
    """The deliveries of ``directive`` joined with the investors' routes that the earlier letter took."""
    before = "organisation__deliveries"
    return Delivery.objects.filter(
        **{
            "directive": directive,
            f"{before}__in": earlier,
            f"{before}__routes__via__isnull": False,
            f"{before}__routes__sent_at__isnull": False,
        }
    )


def lay_routes(directive: Directive, *, by: Actor, at: datetime, newcomers: QuerySet[Delivery] | None = None) -> None:
    """The ways to every delivery that has none: through the investors who are asked to forward, and from the board.

    A tenant in nobody's zone has only the board, which then sends it straight. After the issue only ``newcomers`` get
    ways: whoever has moved since keeps the ones that were laid.
    """
    deliveries = Delivery.objects.filter(directive=directive) if newcomers is None else newcomers
    if forwarding_is_wanted(directive):
        insert_select(Route, _through_investors(deliveries, directive, local_date(at)), _OF_INVESTOR, once=True)
    unreachable = deliveries.filter(sent_at__isnull=True, routes__isnull=True)
    unreachable.update(sent_at=at)
    direct = deliveries.filter(sent_at=at)
    columns: Mapping[str, Any] = {
        "board_id": F("board_id"),
        "directive": directive.pk,
        "delivery": F("pk"),
        "excluded_reason": "",
        "sent_at": at,
        "sent_by": by.user_id,
    }
    insert_select(Route, direct, columns, once=True)


def forwarding_is_wanted(directive: Directive) -> bool:
    asked = Obligation.objects.filter(instrument__directive=directive, kind=ObligationKind.FORWARDING)
    return directive.audience.filter(way=Way.FORWARDED, excluded=False).exists() or asked.exists()


_ROUTE_BEFORE = "organisation__deliveries__routes"
_OF_ROUTE_BEFORE: dict[str, Any] = {
    "board_id": F("board_id"),
    "directive": F("directive"),
    "delivery": F("pk"),
    "via": F(f"{_ROUTE_BEFORE}__via"),
    "zone": F(f"{_ROUTE_BEFORE}__zone"),
    "excluded_reason": "",
}
_TENANCY = "organisation__tenancies"
_INVESTOR = f"{_TENANCY}__zone__tenancies"
_OF_INVESTOR: dict[str, Any] = {
    "board_id": F("board_id"),
    "directive": F("directive"),
    "delivery": F("pk"),
    "via": F(f"{_INVESTOR}__organisation"),
    "zone": F(f"{_TENANCY}__zone"),
    "excluded_reason": "",
}


def _through_investors(deliveries: QuerySet[Delivery], directive: Directive, on: date) -> QuerySet[Delivery]:
    """One row per delivery to a tenant and investor of a zone it is in, where that investor has the directive too.

    The investors are looked up before: joined in, the directive's deliveries would stand twice in one statement
    (decision 62).
    """
    return deliveries.filter(
        _present(_TENANCY, on),
        _present(_INVESTOR, on),
        ~Q(organisation=F(f"{_INVESTOR}__organisation")),
        **{
            f"{_TENANCY}__capacity": Capacity.TENANT,
            f"{_INVESTOR}__capacity": Capacity.INVESTOR,
            f"{_INVESTOR}__organisation__in": _investors_with(directive, on),
        },
    )


def _investors_with(directive: Directive, on: date) -> list[int]:
    """Some hundred at most: a board has no more zones."""
    present = Tenancy.objects.on(on).filter(board=directive.board_id, capacity=Capacity.INVESTOR)
    investors = set(present.values_list("organisation", flat=True))
    having = Delivery.objects.filter(directive=directive, organisation__in=investors)
    return list(having.values_list("organisation", flat=True))


def _present(tenancy: str, on: date) -> Q:
    ended = Q(**{f"{tenancy}__valid_to__isnull": True}) | Q(**{f"{tenancy}__valid_to__gte": on})
    return ended & Q(**{f"{tenancy}__valid_from__lte": on})
