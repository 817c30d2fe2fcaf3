"""What Prometheus reads: computed from the database at each scrape, so that any web process tells the same."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Q
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4 as CONTENT_TYPE
from prometheus_client.registry import Collector

from antt_portal.core.clock import local_date
from antt_portal.core.jobs import known_jobs
from antt_portal.core.models import Blob, Heartbeat, Notice, NoticeState, ScanState
from antt_portal.core.scanning import clamd
from antt_portal.core.tasks import BEAT, WORKER
from antt_portal.operations.vital import Health, judged, read
from enterprises.models import Board, Deadline

__all__ = ["CONTENT_TYPE", "scraped"]

LATELY = timedelta(hours=24)


def scraped(at: datetime) -> bytes:
    """The figures at ``at`` in the text format. A registry of its own: nothing of this process is among them."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Portal(at))
    return generate_latest(registry)


class _Portal(Collector):
    def __init__(self, at: datetime) -> None:
        self.at = at

    def collect(self) -> Iterable[Metric]:
        yield from _health(self.at)
        yield from _notices(self.at)
        yield from _jobs(self.at)
        yield from _deadlines(self.at)
        yield from _files(self.at)


def _gauge(name: str, text: str, label: str, values: dict[str, float]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, text, labels=[label])
    for value, figure in values.items():
        family.add_metric([value], figure)
    return family


def _health(at: datetime) -> Iterator[Metric]:
    told = read(at)
    found = judged(told, at)
    well = {name: float(vital.health == Health.OK) for name, vital in found.items()}
    yield _gauge("antt_up", "1 while this part is well, 0 otherwise", "part", well)
    ages = {name: (at - seen).total_seconds() for name, seen in told.heartbeats.items() if name in {BEAT, WORKER}}
    yield _gauge("antt_heartbeat_age_seconds", "Seconds since the last sign of life", "part", ages)
    waits = (at - told.oldest_unsent).total_seconds() if told.oldest_unsent else 0.0
    yield GaugeMetricFamily("antt_notice_oldest_unsent_seconds", "How long the oldest untried notice is due", waits)


def _notices(at: datetime) -> Iterator[Metric]:
    """What waits, whenever it was made; and what became of those made lately."""
    pending = Notice.objects.filter(state=NoticeState.PENDING).count()
    yield GaugeMetricFamily("antt_notices_pending", "Notices not sent yet", pending)
    boards = Board.objects.values("pk")  # by the index of a board's notices
    lately = Notice.objects.filter(board_id__in=boards, created_at__gte=at - LATELY).order_by()
    states = dict.fromkeys(NoticeState.values, 0.0)
    states |= {state: float(count) for state, count in lately.values_list("state").annotate(Count("pk"))}
    yield _gauge("antt_notices_of_24h", "Notices made in the last 24 hours", "state", states)
    bounced = lately.filter(bounced_at__isnull=False).count()
    yield GaugeMetricFamily("antt_notices_bounced_of_24h", "Notices of the last 24 hours that came back", bounced)


def _jobs(at: datetime) -> Iterator[Metric]:
    done = dict(Heartbeat.objects.values_list("name", "at"))
    ages = {job.name: (at - done[job.name]).total_seconds() for job in known_jobs() if job.name in done}
    yield _gauge("antt_job_last_success_age_seconds", "Seconds since a run came to its end", "job", ages)
    late = {job.name: float(job.late_since(done.get(job.name), at) is not None) for job in known_jobs()}
    yield _gauge("antt_job_late", "1 while a run is missing", "job", late)


def _deadlines(at: datetime) -> Iterator[Metric]:
    overdue = Count("pk", filter=Q(due_on__lt=local_date(at)))
    kinds = Deadline.objects.open().order_by().values("kind")
    rows = list(kinds.annotate(every=Count("pk"), late=overdue).values_list("kind", "every", "late"))
    yield _gauge("antt_deadlines_open", "Deadlines not met yet", "kind", {kind: every for kind, every, _ in rows})
    yield _gauge(
        "antt_deadlines_late", "Open deadlines whose day is over", "kind", {kind: late for kind, _, late in rows}
    )


def _files(at: datetime) -> Iterator[Metric]:
    """Where there is no scanner no file waits for one, whatever its row says."""
    told: dict[str, Any] = {"waiting": 0, "since": None}
    if clamd.is_on():
        told = Blob.objects.filter(scan=ScanState.WAITING).aggregate(waiting=Count("pk"), since=Min("created_at"))
    yield GaugeMetricFamily("antt_files_unscanned", "Files that wait for the malware scanner", told["waiting"])
    waits = (at - told["since"]).total_seconds() if told["since"] else 0.0
    yield GaugeMetricFamily("antt_file_oldest_unscanned_seconds", "How long the oldest of them has been stored", waits)
