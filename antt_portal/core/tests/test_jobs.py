"""Scheduled work leaves a trace, whatever becomes of it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError

from antt_portal.core import jobs, tasks
from antt_portal.core.jobs import Job, scheduled_job
from antt_portal.core.models import Heartbeat, JobRun

AT = datetime(2026, 10, 27, 9, 20, tzinfo=UTC)
DAY = timedelta(days=1)

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture(autouse=True)
def fresh_registry(monkeypatch):
    monkeypatch.setattr(jobs, "_jobs", {})


def failing():
    raise ValueError("mã số thuế 0101234567")


def test_a_run_is_written_down_with_what_it_did(time_machine):
    time_machine.move_to(AT)
    assert scheduled_job("thu", every=DAY, title="Thử")(lambda: 3)() == 3
    run = JobRun.objects.get()
    assert (run.name, run.count, run.error) == ("thu", 3, "")
    assert run.started_at <= run.finished_at
    assert Heartbeat.objects.get().name == "thu"


def test_a_run_is_seen_while_it_is_under_way():
    seen = []
    scheduled_job("thu", every=DAY, title="Thử")(lambda: seen.extend(JobRun.objects.filter(finished_at=None)) or 0)()
    assert [run.name for run in seen] == ["thu"]


def test_a_run_that_fails_is_written_down_and_fails_all_the_same():
    with pytest.raises(ValueError, match="0101234567"):
        scheduled_job("thu", every=DAY, title="Thử")(failing)()
    run = JobRun.objects.get()
    assert run.error == "ValueError · antt_portal/core/tests/test_jobs.py"
    assert run.finished_at is not None
    assert not Heartbeat.objects.exists()


def test_a_failure_that_cannot_be_written_down_is_not_hidden(monkeypatch):
    def broken(*_args, **_kwargs):
        raise DatabaseError

    work = scheduled_job("thu", every=DAY, title="Thử", quiet=True)(failing)
    monkeypatch.setattr(JobRun, "save", broken)
    with pytest.raises(ValueError, match="0101234567"):
        work()


@pytest.mark.parametrize(("count", "rows"), [(0, 0), (2, 1)])
def test_a_quiet_job_is_written_down_when_it_did_something(count, rows):
    scheduled_job("thu", every=timedelta(minutes=1), title="Thử", quiet=True)(lambda: count)()
    assert JobRun.objects.count() == rows
    assert Heartbeat.objects.count() == 1


def test_a_quiet_job_that_fails_is_written_down():
    with pytest.raises(ValueError, match="0101234567"):
        scheduled_job("thu", every=timedelta(minutes=1), title="Thử", quiet=True)(failing)()
    assert JobRun.objects.get().error


def test_two_jobs_do_not_share_a_name():
    scheduled_job("thu", every=DAY, title="Thử")
    with pytest.raises(ValueError, match="thu"):
        scheduled_job("thu", every=2 * DAY, title="Thử")


@pytest.mark.parametrize(
    ("every", "ago", "since"),
    [
        (DAY, DAY + timedelta(hours=5), None),
        (DAY, DAY + timedelta(hours=7), timedelta(hours=1)),
        (timedelta(minutes=1), timedelta(minutes=2, seconds=50), None),
        (timedelta(minutes=1), timedelta(minutes=4), timedelta(minutes=1)),
    ],
)
def test_a_job_is_late_once_its_next_run_is_missing(every, ago, since):
    assert Job("thu", every, "Thử").late_since(AT - ago, AT) == (since and AT - since)


def test_a_job_that_never_ran_is_not_late():
    assert Job("thu", DAY, "Thử").late_since(None, AT) is None


def test_a_heartbeat_is_one_row(time_machine):
    time_machine.move_to(AT)
    tasks.heartbeat()
    time_machine.move_to(AT + timedelta(minutes=1), tick=False)
    tasks.heartbeat()
    assert list(Heartbeat.objects.values_list("name", "at")) == [("worker", AT + timedelta(minutes=1))]


@pytest.mark.django_db(transaction=True)
def test_the_scheduler_lives_when_the_broker_has_taken_its_task():
    with tasks.heartbeat.app.connection_for_write() as broker:
        broker.default_channel.queue_purge("celery")
        tasks.heartbeat.apply_async(expires=1)
        broker.default_channel.queue_purge("celery")
    assert [beat.name for beat in Heartbeat.objects.all()] == ["beat"]
