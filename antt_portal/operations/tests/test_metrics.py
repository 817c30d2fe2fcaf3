"""What Prometheus reads, and that nobody else does."""

from datetime import timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families

from antt_portal.core import blobs, clock, jobs
from antt_portal.core.jobs import known_jobs
from antt_portal.core.models import Blob, ScanState
from antt_portal.core.tasks import BEAT
from antt_portal.operations.tests.mails import every_standing
from enterprises.models import Deadline, DeadlineKind
from enterprises.tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db
TOKEN = "mot-ma-thu"


@pytest.fixture
def scraped(client, settings):
    settings.METRICS_TOKEN = TOKEN

    def scrape():
        answer = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
        families = text_string_to_metric_families(answer.content.decode())
        return {
            (sample.name, *sample.labels.values()): sample.value for family in families for sample in family.samples
        }

    return scrape


@pytest.mark.parametrize("told", ["", "Bearer ", "Bearer sai", TOKEN, f"bearer {TOKEN}", "Bearer mã"])
def test_without_the_token_there_is_nothing(client, settings, told):
    settings.METRICS_TOKEN = TOKEN
    assert client.get("/metrics", headers={"Authorization": told}).status_code == 404


def test_where_no_token_is_set_nobody_reads_it(client):
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_notices_are_counted(scraped):
    every_standing(OrganisationFactory(), clock.now() - timedelta(minutes=2))
    found = scraped()
    assert found["antt_notices_pending",] == 3
    assert found["antt_notices_of_24h", "failed"] == 1
    assert found["antt_notices_of_24h", "sent"] == 2
    assert found["antt_notices_bounced_of_24h",] == 1
    assert 110 < found["antt_notice_oldest_unsent_seconds",] < 300


def test_jobs_have_an_age_and_are_late(scraped):
    now = clock.now()
    jobs.beat("open-year", at=now - timedelta(hours=9))
    jobs.beat(BEAT, at=now - timedelta(seconds=30))
    found = scraped()
    assert found["antt_job_late", "open-year"] == 1
    assert 9 * 3600 <= found["antt_job_last_success_age_seconds", "open-year"] < 9 * 3600 + 60
    assert sum(name[0] == "antt_job_late" for name in found) == len(known_jobs())
    assert 30 <= found["antt_heartbeat_age_seconds", "beat"] < 60
    assert (found["antt_up", "beat"], found["antt_up", "worker"]) == (1, 0)


def test_deadlines_are_counted_by_kind(scraped):
    organisation, now = OrganisationFactory(), clock.now()
    for days, closed_at in ((-2, None), (3, None), (-9, now)):
        due_at = now + timedelta(days=days)
        Deadline.objects.create(
            board=organisation.board,
            organisation=organisation,
            subject_kind="thu",
            subject_id=organisation.public_id if closed_at else Deadline().public_id,
            kind=DeadlineKind.DUTY,
            due_at=due_at,
            due_on=due_at.date(),
            opened_at=now,
            closed_at=closed_at,
        )
    found = scraped()
    assert (found["antt_deadlines_open", "duty"], found["antt_deadlines_late", "duty"]) == (2, 1)


@pytest.mark.parametrize(("socket", "waiting", "seconds"), [("/run/clamav/clamd.ctl", 2, 3 * 3600), ("", 0, 0)])
def test_files_that_wait_for_the_scanner_are_counted_where_there_is_one(scraped, settings, socket, waiting, seconds):
    settings.CLAMAV_SOCKET = socket
    for hours, scan in ((1, ScanState.WAITING), (3, ScanState.WAITING), (9, ScanState.CLEAN), (9, ScanState.OWN)):
        at = clock.now() - timedelta(hours=hours)
        kept = blobs.keep_bytes(f"{hours} {scan}".encode(), media_type="text/plain", board_id=1, at=at)
        Blob.objects.filter(pk=kept.pk).update(scan=scan)
    found = scraped()
    assert found["antt_files_unscanned",] == waiting
    assert seconds <= found["antt_file_oldest_unscanned_seconds",] < seconds + 60
