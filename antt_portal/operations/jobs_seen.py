"""The scheduled jobs as a person reads them: the last run of each, and whether the next one is missing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max
from django.utils.translation import gettext as _

from antt_portal.core.formats import vn_datetime
from antt_portal.core.jobs import Job, known_jobs
from antt_portal.core.models import Heartbeat, JobRun

# A run that takes longer than this is not coming back: its worker is gone.
LONGEST_RUN = timedelta(hours=1)


@dataclass(frozen=True)
class JobSeen:
    """``run`` is the last one written down: of quiet jobs the last that did something."""

    job: Job
    run: JobRun | None
    done_at: datetime | None
    tone: str
    word: str
    note: str

    @property
    def seconds(self) -> float | None:
        if self.run is None or self.run.finished_at is None:
            return None
        return (self.run.finished_at - self.run.started_at).total_seconds()


def jobs_seen(at: datetime) -> list[JobSeen]:
    """In the order of their names; two queries, however many there are."""
    newest = JobRun.objects.values("name").annotate(newest=Max("pk")).values("newest")
    runs = {run.name: run for run in JobRun.objects.filter(pk__in=newest)}
    done = dict(Heartbeat.objects.values_list("name", "at"))
    jobs = sorted(known_jobs(), key=lambda job: str(job.title))
    return [_seen(job, runs.get(job.name), done.get(job.name), at) for job in jobs]


def _seen(job: Job, run: JobRun | None, done_at: datetime | None, at: datetime) -> JobSeen:
    late = job.late_since(done_at, at)
    note = _("trễ từ %(moment)s") % {"moment": vn_datetime(late)} if late else ""
    if run and run.error and (done_at is None or done_at < run.started_at):
        return JobSeen(job, run, done_at, "late", _("Lỗi"), " · ".join(filter(None, [run.error, note])))
    if late:
        return JobSeen(job, run, done_at, "late", _("Trễ"), note)
    if run and run.finished_at is None:
        if at - run.started_at > LONGEST_RUN:
            return JobSeen(job, run, done_at, "back", _("Bỏ dở"), _("lượt này không kết thúc, lượt sau làm tiếp"))
        return JobSeen(job, run, done_at, "doing", _("Đang chạy"), "")
    if done_at is None:
        return JobSeen(job, run, done_at, "none", _("Chưa chạy"), "")
    return JobSeen(job, run, done_at, "done", _("Đúng giờ"), "")
