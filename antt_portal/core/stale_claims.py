"""Work taken by a worker that died. It is free again by itself after a while; here it is counted, and said."""

from datetime import datetime

from antt_portal.core.models import DeliveryState, Notice, NoticeState, WebhookDelivery
from antt_portal.core.retrying import claimed_by_the_dead


def sweep(*, at: datetime) -> int:
    """Free what a run claimed and never came back to; returns how many notices and deliveries."""
    lost = Notice.objects.filter(claimed_by_the_dead(at), state=NoticeState.PENDING)
    untold = WebhookDelivery.objects.filter(claimed_by_the_dead(at), state=DeliveryState.PENDING)
    return lost.update(claimed_at=None) + untold.update(claimed_at=None)
