"""Investors on the way to forward: a draft that is complete, and one that is out."""

from datetime import date, timedelta

from directives.forwarding.covering import Covering
from directives.forwarding.passing_on import forward
from directives.forwarding.preparing import prepare, save_covering
from directives.models import Delivery, Directive, Forwarding
from directives.tests.audiences import ISSUED, Scene

FORWARDED = ISSUED + timedelta(hours=2)
COVERING = Covering(
    note="Đề nghị Quý công ty thực hiện.",
    number=7,
    symbol="HTTN-KD",
    dated_on=date(2026, 3, 9),
    office="GIÁM ĐỐC",
    signer="Phạm Văn Ví Dụ",
)


def own_delivery(directive: Directive, investor) -> Delivery:
    return Delivery.objects.select_related("directive__letter").get(directive=directive, organisation=investor)


def investor_of(made: Scene, number: int = 0):
    """The actor."""
    return made.people[made.investors[number].pk][0]


def prepared(made: Scene, directive: Directive, number: int = 0) -> Forwarding:
    by = investor_of(made, number)
    draft = prepare(own_delivery(directive, by.organisation), by=by, at=FORWARDED)
    return save_covering(draft, COVERING, by=by, at=FORWARDED, seen=draft.version)


def forwarded(made: Scene, directive: Directive, number: int = 0, to=None, **more) -> Forwarding:
    """By default to everybody in its zone."""
    draft = prepared(made, directive, number)
    tenants = [*made.tenants[number], made.both] if to is None else to
    forward(
        draft,
        to=[one.pk for one in tenants],
        by=investor_of(made, number),
        at=FORWARDED,
        seen=draft.version,
        **more,
    )
    draft.refresh_from_db()
    return draft
