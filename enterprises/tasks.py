"""What organisations need done in the background."""

from datetime import timedelta

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from antt_portal.core import clock
from antt_portal.core.jobs import scheduled_job
from enterprises import organisations
from enterprises.duties import owing
from enterprises.people import ending
from enterprises.reminding import planning as reminding
from enterprises.succession import deciding as successions
from enterprises.succession import transferring

DAILY = timedelta(days=1)


@shared_task(ignore_result=True)
@scheduled_job("refresh-names", every=DAILY, title=_("Cập nhật tên có hiệu lực"))
def refresh_names() -> int:
    """Show the names that became valid today (entered ahead)."""
    return organisations.refresh_names(clock.today())


@shared_task(ignore_result=True)
@scheduled_job("plan-reminders", every=timedelta(minutes=5), title=_("Lập lời nhắc hạn"), quiet=True)
def plan_reminders() -> int:
    return reminding.plan(at=clock.now())


@shared_task(ignore_result=True)
@scheduled_job("announce-endings", every=DAILY, title=_("Báo vai trò, thẩm quyền ký sắp hết"))
def announce_endings() -> int:
    return ending.announce(at=clock.now())


@shared_task(ignore_result=True)
@scheduled_job("end-sessions", every=timedelta(hours=1), title=_("Kết thúc phiên của người đã thôi"))
def end_sessions() -> int:
    return ending.end_sessions(at=clock.now())


@shared_task(ignore_result=True)
@scheduled_job("open-duty-terms", every=DAILY, title=_("Mở kỳ của nghĩa vụ định kỳ"))
def open_terms() -> int:
    return owing.open_terms(at=clock.now())


@shared_task(ignore_result=True)
@scheduled_job("carry-out-successions", every=DAILY, title=_("Thực hiện kế thừa, thay đổi đến ngày có hiệu lực"))
def carry_out_successions() -> int:
    at = clock.now()
    return successions.carry_out_due(at=at) + transferring.carry_out_due(at=at)
