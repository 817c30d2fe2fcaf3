"""What the portal did by itself, and signs of life. They belong to the installation: no board is behind them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobRun(models.Model):
    """One run of a scheduled task. Without ``finished_at`` it is under way, or whoever ran it is gone.

    ``error`` says which exception came from where; what it said may be about anybody and stands in the log alone.
    """

    name = models.CharField(_("việc"), max_length=40)
    started_at = models.DateTimeField(_("bắt đầu lúc"))
    finished_at = models.DateTimeField(_("xong lúc"), null=True)
    count = models.PositiveIntegerField(_("số lượng"), default=0)
    error = models.CharField(_("lỗi"), max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["name", "-started_at"], name="job_run_newest"),
            models.Index(fields=["started_at"], name="job_run_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.started_at:%Y-%m-%d %H:%M}"


class Heartbeat(models.Model):
    """When something was last known to be well: the scheduler, a worker, each job when it last came to its end."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d %H:%M}"
