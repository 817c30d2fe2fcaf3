"""What the ground floor does in the background."""

from celery import shared_task

from antt_portal.core import clock, outbox


@shared_task(ignore_result=True)
def send_notices() -> None:
    outbox.send_pending(at=clock.now())
