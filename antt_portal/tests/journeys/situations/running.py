"""What a board meets that looks after its mail, and sees whether the portal runs."""

from datetime import datetime, timedelta

from antt_portal.core import jobs
from antt_portal.core.jobs import known_jobs
from antt_portal.core.models import JobRun
from antt_portal.core.tasks import BEAT, WORKER
from antt_portal.operations import webhooks
from antt_portal.operations.tests.mails import every_standing
from antt_portal.tests.journeys.situations.sight import Sight, Situation


class Running(Situation):
    """All is well, but for one job that failed and mail that did not arrive."""

    def make(self) -> None:
        at = self.scene.clock.now()
        every_standing(self.scene.head.organisation, at)
        for name in [BEAT, WORKER, *(job.name for job in known_jobs())]:
            jobs.beat(name, at=at - timedelta(seconds=20))
        self._webhook(at)
        JobRun.objects.create(name="open-year", started_at=at, finished_at=at, error="ValueError · reports/opening.py")

    def _webhook(self, at: datetime) -> None:
        by = self.scene.somebody("administrator")
        webhook = webhooks.add("Cổng tin nhắn thử", "https://sms.vidu.example/antt", ["deadlines"], by=by, at=at)
        for state, error in (("sent", ""), ("failed", "HTTP 503")):
            webhooks.try_out(webhook, by=by, at=at)
            webhook.deliveries.filter(state="pending").update(state=state, error=error, attempts=3)

    sights = (
        Sight("unit_head", "home"),
        Sight("unit_head", "system-status"),
        Sight("unit_head", "outbox"),
        Sight("officer", "outbox", query="?standing=failed"),
        Sight("leader", "outbox", query="?standing=bounced"),
        Sight("clerk", "outbox", query="?q=khong-co"),
        Sight("administrator", "webhooks"),
    )


class Silent(Situation):
    """Nothing has ever run."""

    def make(self) -> None:
        """As it was installed."""

    sights = (
        Sight("unit_head", "system-status"),
        Sight("clerk", "outbox", query="?standing=sent"),
        Sight("administrator", "webhooks"),
    )
