"""What the ground floor does in the background."""

from datetime import timedelta
from typing import Any

from celery import shared_task
from celery.signals import after_task_publish
from django.db import close_old_connections
from django.utils.translation import gettext_lazy as _

from antt_portal.core import clock, jobs, letting_go, outbox, papers, stale_claims, wall
from antt_portal.core.jobs import scheduled_job
from antt_portal.core.scanning import sweeping
from antt_portal.core.sealing import seals

# Shorter than the pause between two runs, so that a flood of mail leaves workers to other tasks.
LONGEST_RUN = timedelta(seconds=50)
MINUTE = timedelta(minutes=1)
BEAT, WORKER = "beat", "worker"


@shared_task(ignore_result=True)
@scheduled_job("send-notices", every=MINUTE, title=_("Gửi thông báo"), quiet=True)
def send_notices() -> int:
    began = now = clock.now()
    total = 0
    while now < began + LONGEST_RUN and (sent := outbox.send_batch(at=now)) is not None:
        total += sent
        now = clock.now()
    return total


@shared_task(ignore_result=True)
def send_notice(public_id: str) -> None:
    """For whoever waits for this mail. Lost or done twice it does no harm: ``send_notices`` sends what is unsent."""
    outbox.send_now(public_id, at=clock.now())


@shared_task(ignore_result=True)
@scheduled_job("render-papers", every=MINUTE, title=_("Tạo bản PDF"), quiet=True)
def render_papers() -> int:
    return papers.render_missing(at=clock.now())


@shared_task(ignore_result=True)
@scheduled_job("sweep-claims", every=timedelta(minutes=10), title=_("Trả lại việc gửi dở dang"), quiet=True)
def sweep_claims() -> int:
    return stale_claims.sweep(at=clock.now())


@shared_task(ignore_result=True)
@scheduled_job("scan-files", every=timedelta(minutes=5), title=_("Kiểm tra mã độc trong tệp"), quiet=True)
def scan_files() -> int:
    return sweeping.sweep(now=clock.now, longest=LONGEST_RUN)


@shared_task(ignore_result=True)
@scheduled_job("delete-files", every=timedelta(hours=1), title=_("Xóa tệp mà kho chưa xóa được"), quiet=True)
def delete_files() -> int:
    began = clock.now()
    return letting_go.delete_left(is_over=lambda: clock.now() > began + LONGEST_RUN)


@shared_task(ignore_result=True)
@scheduled_job("seal-audit", every=timedelta(minutes=10), title=_("Niêm phong nhật ký"), quiet=True)
def seal_audit() -> int:
    began = clock.now()
    return seals.seal(at=began, is_over=lambda: clock.now() > began + LONGEST_RUN)


@shared_task(ignore_result=True)
def heartbeat() -> None:
    """Sent by the scheduler every minute: whoever does it is a worker that works."""
    jobs.beat(WORKER, at=clock.now())


@after_task_publish.connect(sender=heartbeat.name)
def _scheduler_lives(**_told: Any) -> None:
    """In the scheduler's own process, once the broker has taken the task: known also while no worker takes it."""
    close_old_connections()
    with wall.narrow():
        jobs.beat(BEAT, at=clock.now())
    close_old_connections()
