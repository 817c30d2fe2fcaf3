"""What is taken in is worked on in the background."""

from datetime import timedelta

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from antt_portal.core import clock, wall
from antt_portal.core.jobs import scheduled_job
from antt_portal.moving import working


@shared_task(ignore_result=True)
@scheduled_job("continue-imports", every=timedelta(minutes=1), title=_("Nhập dữ liệu từ tệp"), quiet=True)
def continue_imports() -> int:
    """Woken by whoever waits for it, and by the clock for what nobody woke it for. Two at once take different runs."""
    count = 0
    while run := working.take_next(clock.now()):
        with wall.within([run.board_id]):
            working.go_on(run, at=clock.now())
        count += 1
    return count
