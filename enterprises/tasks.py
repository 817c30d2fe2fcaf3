"""What organisations need done in the background."""

from celery import shared_task

from antt_portal.core import clock
from enterprises import organisations


@shared_task(ignore_result=True)
def refresh_names() -> None:
    """Show the names that became valid today (entered ahead)."""
    organisations.refresh_names(clock.today())
