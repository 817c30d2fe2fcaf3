"""What keeps the installation itself in order."""

from datetime import timedelta

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from antt_portal.core import clock
from antt_portal.core.jobs import scheduled_job
from antt_portal.operations import retention, webhook_sending

# Shorter than the pause between two runs.
LONGEST_RUN = timedelta(seconds=45)


@shared_task(ignore_result=True)
@scheduled_job("delete-old", every=timedelta(days=1), title=_("Xóa dữ liệu quá hạn lưu"))
def delete_old() -> int:
    return sum(retention.delete(rule, at=clock.now()) for rule in retention.RULES)


@shared_task(ignore_result=True)
@scheduled_job("send-webhooks", every=timedelta(minutes=1), title=_("Gửi webhook"), quiet=True)
def send_webhooks() -> int:
    began = now = clock.now()
    webhook_sending.plan(at=began)
    total = 0
    while now < began + LONGEST_RUN and (tried := webhook_sending.send_batch(at=now)) is not None:
        total += tried
        now = clock.now()
    return total
