"""The delivery an address names, for those who may see or reach it: the same question, and 404, for any other."""

from uuid import UUID

from django.db.models import Q
from django.shortcuts import get_object_or_404

from antt_portal.core.web import require
from directives.models import Delivery
from directives.permissions import can_reach
from enterprises.middleware import PortalRequest


def seen_delivery(request: PortalRequest, public_id: UUID, *more: str) -> Delivery:
    """With its directive, letter and organisation, and ``more`` of what is related to it."""
    visible = Delivery.objects.visible_to(request.actor).select_related("directive__letter", "organisation", *more)
    # The text of a letter is its largest column, and none of these pages shows it.
    found: Delivery = get_object_or_404(visible.defer("directive__letter__data"), public_id=public_id)
    return found


def delivery_to_reach(request: PortalRequest, public_id: UUID) -> Delivery:
    """One that somebody may hand over or send a link to, sent or not; 403 for those who only see it."""
    actor = request.actor
    visible, on_way = Delivery.objects.visible_to(actor), Delivery.objects.on_way_of(actor.organisation)
    known = Delivery.objects.filter(Q(pk__in=visible.values("pk")) | Q(pk__in=on_way.values("pk")))
    related = ("directive__letter__issuer", "directive__superior", "organisation")
    found: Delivery = get_object_or_404(known.select_related(*related), public_id=public_id)
    require(can_reach(actor, found))
    return found
