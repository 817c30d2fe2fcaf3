"""What the ground floor does in the background."""

from celery import shared_task

from antt_portal.core import clock, outbox, papers


@shared_task(ignore_result=True)
def send_notices() -> None:
    outbox.send_pending(at=clock.now())


@shared_task(ignore_result=True)
def render_papers() -> None:
    papers.render_missing(at=clock.now())
