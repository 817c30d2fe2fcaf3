"""The clock of breaches that nobody has reported yet."""

from datetime import timedelta

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from antt_portal.breaches.models import Breach
from antt_portal.breaches.telling import remind
from antt_portal.core import clock, wall
from antt_portal.core.jobs import scheduled_job


@shared_task(ignore_result=True)
@scheduled_job("remind-breaches", every=timedelta(minutes=30), title=_("Nhắc báo vi phạm dữ liệu"), quiet=True)
def remind_breaches() -> int:
    at, count = clock.now(), 0
    for breach in list(Breach.objects.running().order_by("pk")):
        with wall.within([breach.board_id]):
            count += remind(breach, at=at)
    return count
