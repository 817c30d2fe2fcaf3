"""Tình trạng hệ thống: what is late is said, with since when."""

from datetime import timedelta
from pathlib import Path

import pytest

from antt_portal.core import clock, jobs
from antt_portal.core.jobs import known_jobs
from antt_portal.core.models import JobRun
from antt_portal.core.tasks import BEAT, WORKER
from antt_portal.operations import parts_seen
from antt_portal.operations.queue_seen import queue_seen
from antt_portal.operations.tests.mails import every_standing
from enterprises.models import Role
from enterprises.tests.factories import OrganisationFactory, actor

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
HOUR = timedelta(hours=1)


@pytest.fixture
def administrator(client):
    person = actor(Role.ADMINISTRATOR)
    client.force_login(person.user)
    return person


@pytest.fixture
def all_well(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    now = clock.now()
    for name in [BEAT, WORKER, *(job.name for job in known_jobs())]:
        jobs.beat(name, at=now)


def seen(client):
    """Title → word, of parts and jobs."""
    context = client.get("/system/").context
    return {str(part.title): part.word for part in context["parts"]} | {
        one.job.name: one.word for one in context["jobs"]
    }


def test_where_all_is_well_the_page_says_so(client, administrator, all_well):
    assert "Mọi thứ chạy tốt" in client.get("/system/").content.decode()
    assert set(seen(client).values()) == {"Chạy tốt", "Ghi được", "Còn đủ", "Khớp", "Đúng giờ"}


def test_a_job_that_misses_its_run_is_late_with_since_when(client, administrator, all_well):
    jobs.beat("open-year", at=clock.now() - 9 * HOUR)
    page = client.get("/system/")
    (late,) = page.context["troubles"]
    assert (late.job.name, late.word, late.note[:7]) == ("open-year", "Trễ", "trễ từ ")
    assert "1 chỗ cần xem" in page.content.decode()


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"finished_at": None}, "Đang chạy"),
        ({"finished_at": None, "ago": 2 * HOUR}, "Bỏ dở"),
        ({"error": "ValueError · reports/opening.py", "ago": -HOUR}, "Lỗi"),
        ({"error": "ValueError · reports/opening.py", "ago": 3 * HOUR}, "Đúng giờ"),
    ],
)
def test_the_last_run_of_a_job_is_said(client, administrator, all_well, values, word):
    started = clock.now() - values.pop("ago", timedelta())
    JobRun.objects.create(name="open-year", started_at=started - HOUR, finished_at=started, count=4)
    JobRun.objects.create(name="open-year", started_at=started, **{"finished_at": started, **values})
    assert seen(client)["open-year"] == word


def test_a_job_that_never_ran_is_no_alarm(client, administrator):
    assert seen(client)["open-year"] == "Chưa chạy"


def test_a_store_that_takes_nothing_is_said(client, administrator, all_well, settings):
    settings.MEDIA_ROOT = str(Path(settings.MEDIA_ROOT) / "khong-co")
    assert seen(client)["Nơi lưu tệp"] == "Ghi được"  # made with the first file
    Path(settings.MEDIA_ROOT).write_text("không phải thư mục", encoding="utf-8")
    assert seen(client)["Nơi lưu tệp"] == "Không ghi được"


def test_a_disk_that_is_nearly_full_is_said(client, administrator, all_well, monkeypatch):
    monkeypatch.setattr(parts_seen, "LITTLE_SPACE", 10**18)
    assert seen(client)["Dung lượng trống"] == "Sắp hết"


def test_clocks_that_disagree_are_said(client, administrator, all_well, monkeypatch):
    monkeypatch.setattr(parts_seen, "CLOCKS_APART", timedelta(microseconds=-1))
    assert seen(client)["Đồng hồ"] == "Lệch giờ"


def test_a_page_that_is_open_gets_its_figures_alone(client, administrator, all_well):
    page = client.get("/system/", headers={"HX-Request": "true"}).content.decode()
    assert page.lstrip().startswith("<div")
    assert "every 30s" in page


def test_the_queue_is_the_boards_own(client):
    organisation, now = OrganisationFactory(), clock.now()
    mails = every_standing(organisation, now)
    every_standing(OrganisationFactory(), now)
    seen_now = queue_seen(organisation.board_id, now)
    assert (seen_now.waiting, seen_now.later, seen_now.failed, seen_now.bounced) == (1, 2, 1, 1)
    assert seen_now.since == mails["waiting"].due_at
    assert queue_seen(organisation.board_id, now + 25 * HOUR).bounced == 0


def test_the_page_costs_the_same_however_much_ran(client, administrator, all_well, django_assert_max_num_queries):
    now = clock.now()
    JobRun.objects.bulk_create(JobRun(name="open-year", started_at=now, finished_at=now) for _n in range(200))
    with django_assert_max_num_queries(16):
        client.get("/system/")
