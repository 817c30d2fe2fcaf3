"""What the filings do in the background."""

from celery import shared_task

from antt_portal.core import clock
from antt_portal.core.workdays import evaluation_year
from reports import opening


@shared_task(ignore_result=True)
def open_year() -> None:
    """Open the present evaluation year for whoever lacks it: the day it begins, and for newcomers every day after."""
    opening.open_year(evaluation_year(clock.today()), at=clock.now())
