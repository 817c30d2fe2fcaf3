"""The Celery application; what runs when stands in ``settings.CELERY_BEAT_SCHEDULE``."""

from celery import Celery

app = Celery("antt_portal", task_cls="antt_portal.core.walling.tasks:PortalTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
