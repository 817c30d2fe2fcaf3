"""What machines ask about the portal, whatever hangs."""

import json
import socket
import time
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from antt_portal.core import jobs
from antt_portal.core.tasks import BEAT, WORKER
from antt_portal.operations import probes, vital
from antt_portal.operations.tests.mails import a_mail, change
from antt_portal.operations.vital import Health, Told, Vital, all_well, judged, oldest_unsent
from antt_portal.operations.within import NoAnswer, within
from enterprises.tests.factories import OrganisationFactory

AT = datetime(2026, 10, 27, 9, 20, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def hanging_server():
    """Takes connections and never says anything."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def at(monkeypatch):
    monkeypatch.setattr(probes.clock, "now", lambda: AT)
    return AT


def asked(client):
    answer = client.get("/healthz")
    return answer.status_code, json.loads(answer.content)


@pytest.mark.django_db(transaction=True)
def test_where_everything_lives_the_probe_is_well(client, at):
    jobs.beat(BEAT, at=AT - MINUTE)
    jobs.beat(WORKER, at=AT)
    status, said = asked(client)
    assert (status, said["status"]) == (200, "ok")
    assert said["checks"]["beat"] == {"status": "ok", "seconds": 60}
    assert set(said["checks"]) == {"web", "database", "broker", "worker", "beat", "oldest_unsent"}


@pytest.mark.django_db(transaction=True)
def test_a_scheduler_that_fell_silent_is_trouble(client, at):
    jobs.beat(BEAT, at=AT - 5 * MINUTE)
    jobs.beat(WORKER, at=AT)
    status, said = asked(client)
    assert (status, said["checks"]["beat"]["status"]) == (503, "late")


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_hangs_is_said_in_seconds(client, at, settings, monkeypatch, hanging_server):
    monkeypatch.setattr(vital, "SECONDS", 0.2)
    settings.REDIS_URL = f"redis://127.0.0.1:{hanging_server}/0"
    began = time.monotonic()
    status, said = asked(client)
    assert (status, said["checks"]["broker"], said["checks"]["database"]) == (503, {"status": "down"}, {"status": "ok"})
    assert time.monotonic() - began < 2


def test_a_database_that_hangs_is_said_in_seconds(client, at, settings, monkeypatch):
    monkeypatch.setattr(vital, "SECONDS", 0.2)
    monkeypatch.setattr(vital, "read", lambda _at: time.sleep(1))
    began = time.monotonic()
    first, second = asked(client), asked(client)
    assert (first[0], first[1]["checks"]["database"]) == (503, {"status": "down"})
    assert first[1]["checks"]["worker"] == {"status": "unknown"}
    assert second[0] == 503
    assert time.monotonic() - began < 0.9
    time.sleep(1)


def test_a_probe_reads_no_session_compares_no_host_and_redirects_nobody(client, settings, monkeypatch):
    settings.SECURE_SSL_REDIRECT = True
    monkeypatch.setattr(probes, "probed", lambda _at: {"database": Vital(Health.OK)})
    client.cookies["sessionid"] = "x" * 32
    assert client.get("/healthz", headers={"host": "10.1.2.3"}).status_code == 200  # no database is there for a session
    assert client.post("/healthz").status_code == 405


@pytest.mark.parametrize(
    ("beat", "worker", "said"),
    [
        (1, 1, ("ok", "ok")),
        (1, 9, ("ok", "late")),
        (9, 9, ("late", "unknown")),
        (9, 1, ("late", "ok")),
        (None, None, ("unknown", "unknown")),
    ],
)
def test_a_worker_is_late_only_where_a_scheduler_sends_it_work(beat, worker, said):
    beats = {name: AT - ago * MINUTE for name, ago in ((BEAT, beat), (WORKER, worker)) if ago is not None}
    found = judged(Told(AT, beats, None), AT)
    assert (found[BEAT].health, found[WORKER].health) == said
    assert all_well(found.values()) == (said == ("ok", "ok"))


@pytest.mark.parametrize(("minutes", "health"), [(0, Health.OK), (19, Health.OK), (21, Health.LATE)])
def test_mail_that_waits_long_is_late(minutes, health):
    found = judged(Told(AT, {}, AT - minutes * MINUTE), AT)
    assert found["oldest_unsent"].health == health


@pytest.mark.django_db
def test_what_waits_is_due_and_was_never_tried():
    organisation = OrganisationFactory()
    oldest = a_mail(organisation, "cho", at=AT - 3 * MINUTE)
    a_mail(organisation, "moi", at=AT)
    change(a_mail(organisation, "thu", at=AT - 9 * MINUTE), attempts=1)
    change(a_mail(organisation, "huy", at=AT - 9 * MINUTE), state="cancelled")
    change(a_mail(organisation, "sau", at=AT - 9 * MINUTE), due_at=AT + MINUTE)
    change(a_mail(organisation, "cung", at=AT - 9 * MINUTE), leader=oldest)
    assert oldest_unsent(AT) == oldest.due_at


@pytest.mark.django_db
def test_what_waits_for_the_morning_is_no_trouble():
    night = AT.replace(hour=18)
    reminder = change(a_mail(OrganisationFactory(), "cho", at=night - 60 * MINUTE), occasion_at=night)
    assert oldest_unsent(night) is None
    assert oldest_unsent(AT + timedelta(days=1)) == reminder.due_at


def test_one_question_at_a_time_is_asked_of_what_hangs():
    with pytest.raises(NoAnswer):
        within(0.05, "thu", lambda: time.sleep(0.5))
    began = time.monotonic()
    with pytest.raises(NoAnswer):
        within(5, "thu", lambda: 1)
    assert time.monotonic() - began < 0.2
    time.sleep(0.6)
    assert within(5, "thu", lambda: 1) == 1


def test_what_a_question_raises_is_raised():
    with pytest.raises(ZeroDivisionError):
        within(5, "thu-loi", lambda: 1 / 0)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_question_leaves_no_connection_behind():
    def ask():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            return cursor.fetchone()[0]

    pid = within(5, "thu-noi", ask)
    with connection.cursor() as cursor:
        for _again in range(50):
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE pid = %s", [pid])
            if not (left := cursor.fetchone()[0]):
                break
            time.sleep(0.02)
    assert left == 0
