"""A mail that somebody sits and waits for: sent when its act is committed, before all that wait, and once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import transaction
from kombu.exceptions import OperationalError

from antt_portal.core import clock, outbox, tasks, waking
from antt_portal.core.models import Notice, NoticeState
from antt_portal.core.tests.at_once import at_once
from enterprises.tests.factories import OrganisationFactory

AT = datetime(2026, 10, 27, 9, 20, tzinfo=UTC)
PARAMS = {"organisation": "Công ty TNHH Thử Nghiệm", "year": 2026, "receipt": "HS-2026-00001", "path": "/reports/1/"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(monkeypatch):
    """What workers are asked to do. One does it when the test calls it."""
    asked = []
    monkeypatch.setattr(waking.current_app, "send_task", lambda name, args, **_options: asked.append((name, args)))
    monkeypatch.setattr(clock, "now", lambda: AT)
    return asked


def put(mailbox="cho", *, about=None, now=True, at=AT):
    address = f"{mailbox}@vidu.example"
    outbox.put_to_address(
        "report_submitted",
        "1",
        about=about or OrganisationFactory(),
        address=address,
        name="Trần Thị Mẫu",
        at=at,
        params=PARAMS,
        at_once=now,
    )
    return Notice.objects.get(address=address)


def test_a_worker_is_woken_for_it_after_the_commit(asked, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        notice = put()
        put("khong-voi", now=False)
        assert asked == []
    assert asked == [("antt_portal.core.tasks.send_notice", (str(notice.public_id),))]


def test_it_goes_before_those_that_have_waited_longer(asked):
    put("lau-roi", now=False, at=AT - timedelta(hours=1))
    tasks.send_notice(str(put().public_id))
    assert [one.to for one in mail.outbox] == [["cho@vidu.example"]]


def test_a_second_run_and_the_run_over_all_send_it_no_more(asked):
    notice = put()
    tasks.send_notice(str(notice.public_id))
    tasks.send_notice(str(notice.public_id))
    outbox.send_pending(at=AT)
    assert len(mail.outbox) == 1


def test_what_another_run_holds_is_left_to_it(asked):
    notice = put()
    outbox.claim(AT)
    assert not outbox.send_now(str(notice.public_id), at=AT)
    assert mail.outbox == []


def test_what_was_cancelled_meanwhile_stays_unsent(asked):
    about = OrganisationFactory()
    notice = put(about=about)
    outbox.cancel(about, kinds=["report_submitted"])
    tasks.send_notice(str(notice.public_id))
    assert mail.outbox == []


def test_without_a_broker_it_waits_for_the_run_over_all(monkeypatch, django_capture_on_commit_callbacks):
    def unreachable(name, **_options):
        raise OperationalError("Connection refused")

    monkeypatch.setattr(waking.current_app, "send_task", unreachable)
    with django_capture_on_commit_callbacks(execute=True):
        notice = put()
    assert notice.state == NoticeState.PENDING
    assert outbox.send_pending(at=AT) == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_many_runs_at_once_one_sends_it(asked):
    public_id = str(put().public_id)
    assert sorted(at_once(lambda _n: outbox.send_now(public_id, at=AT), 6)) == [False] * 5 + [True]
    assert len(mail.outbox) == 1
