"""What the filings do in the background."""

from datetime import timedelta

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from antt_portal.core import clock
from antt_portal.core.jobs import scheduled_job
from antt_portal.core.workdays import evaluation_year
from reports import ending, opening
from reports.campaigns import owing


@shared_task(ignore_result=True)
@scheduled_job("open-year", every=timedelta(hours=6), title=_("Mở năm đánh giá"))
def open_year() -> int:
    """Open the present evaluation year for whoever lacks it: the day it begins, and for newcomers every day after."""
    return opening.open_year(evaluation_year(clock.today()), at=clock.now())


@shared_task(ignore_result=True)
@scheduled_job("open-daily-reports", every=timedelta(minutes=30), title=_("Mở báo cáo hằng ngày"))
def open_daily_reports() -> int:
    """Open the day of every campaign in its daily window, and the days a missed run left out."""
    return owing.open_days(at=clock.now())


@shared_task(ignore_result=True)
@scheduled_job("announce-evidence", every=timedelta(days=1), title=_("Báo minh chứng sắp hết hạn"))
def announce_evidence() -> int:
    return ending.announce_evidence(at=clock.now())
