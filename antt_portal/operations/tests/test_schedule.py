"""Every job is in the schedule, as often as it says."""

from datetime import timedelta

import pytest
from celery.schedules import crontab
from django.conf import settings

from antt_portal.core.jobs import known_jobs

SCHEDULE = settings.CELERY_BEAT_SCHEDULE
JOBS = {job.name: job for job in known_jobs()}


def apart(schedule) -> timedelta:
    """How far apart runs are, for schedules that are even."""
    if isinstance(schedule, crontab):
        assert len(schedule.day_of_week) == 7
        return timedelta(days=1) / (len(schedule.hour) * len(schedule.minute))
    return timedelta(seconds=schedule)


def test_the_schedule_and_the_jobs_name_the_same_work():
    assert set(SCHEDULE) - {"heartbeat"} == set(JOBS)


@pytest.mark.parametrize("name", sorted(JOBS))
def test_a_job_is_late_only_when_the_schedule_would_have_run_it(name):
    assert apart(SCHEDULE[name]["schedule"]) == JOBS[name].every


@pytest.mark.parametrize("name", sorted(SCHEDULE))
def test_what_runs_all_the_time_does_not_pile_up(name):
    often = apart(SCHEDULE[name]["schedule"]) <= timedelta(minutes=5)
    assert bool(SCHEDULE[name].get("options", {}).get("expires")) == often
