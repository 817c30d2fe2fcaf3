"""A process that a soak kills: as the tests, but its mail goes to a real server."""

from antt_portal.settings.base import env, required
from antt_portal.settings.test import *

vars().update(env.email_url_config(required("EMAIL_URL", "script/soak đặt giá trị này")))

# As in production, only more often: nobody who waits for a soak wants to wait for minutes.
CELERY_BEAT_SCHEDULE = {
    "plan-reminders": {"task": "enterprises.tasks.plan_reminders", "schedule": 2.0},
    "send-notices": {"task": "antt_portal.core.tasks.send_notices", "schedule": 1.0},
}
