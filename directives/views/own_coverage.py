"""How far the tenants of one investor got, for the investor alone: part of the page on which it forwards."""

from typing import Any

from django.db.models import QuerySet

from antt_portal.core import clock
from directives.coverage.counting import of_investor
from directives.coverage.nudging import owing
from directives.models import Delivery, Route
from directives.views.coverage_page import stairs_of


def own_coverage(delivery: Delivery) -> dict[str, Any]:
    """Of the tenants on the ways of whoever got ``delivery``; ``owing`` are the keys of those that can be reminded."""
    counts = of_investor(delivery.directive, delivery.organisation_id, at=clock.now())
    due = owing(delivery.directive).filter(pk__in=sent_on(delivery).values("pk"))
    return {"own": counts, "stairs": stairs_of(counts), "owing": set(due.values_list("pk", flat=True))}


def sent_on(delivery: Delivery) -> QuerySet[Delivery]:
    """Deliveries that the receiver of ``delivery`` forwarded itself."""
    ways = Route.objects.filter(directive=delivery.directive_id, via=delivery.organisation_id, sent_at__isnull=False)
    return Delivery.objects.filter(pk__in=ways.values("delivery"))
