"""Whatever a mail server does, a notice is sent, waits for another try that is written down, or is given up aloud."""

from datetime import UTC, datetime, timedelta
from time import monotonic

import pytest
from celery import Celery
from django.conf import settings as configured
from django.db import transaction

from antt_portal.core import outbox, waking
from antt_portal.core.models import Notice, NoticeState
from antt_portal.core.tests.smtp_faults import faulty_server
from enterprises.tests.factories import OrganisationFactory

AT = datetime(2026, 10, 27, 9, 20, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
PARAMS = {"organisation": "Công ty TNHH Thử Nghiệm", "year": 2026, "receipt": "HS-2026-00001", "path": "/reports/1/"}
CLOSED_PORT = 1

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return OrganisationFactory()


def put(organisation, *mailboxes, **more):
    """One notice for each, in this order."""
    for place, mailbox in enumerate(mailboxes):
        outbox.put_to_address(
            "report_submitted",
            "1",
            about=organisation,
            address=f"{mailbox}@vidu.example",
            name="Trần Thị Mẫu",
            at=AT + timedelta(seconds=place - 60),
            params=PARAMS | more,
        )


def standing():
    """Mailbox → state, tries, minutes until the next."""
    return {
        one.address.split("@")[0]: (one.state, one.attempts, (one.due_at - AT) / MINUTE)
        for one in Notice.objects.all()
        if one.state == NoticeState.PENDING
    }


def error_of(mailbox):
    return Notice.objects.get(address=f"{mailbox}@vidu.example").error


def test_one_recipient_of_many_who_is_refused_holds_nobody_up(organisation, settings):
    put(organisation, "mot", "da-nghi", "hai", "day", "ba")
    answers = {"da-nghi": ["550 5.1.1 no such user"], "day": ["452 4.2.2 mailbox full"]}
    with faulty_server(settings, recipients=answers) as server:
        assert outbox.send_pending(at=AT) == 3
    assert [mail["To"] for mail in server.received] == ["mot@vidu.example", "hai@vidu.example", "ba@vidu.example"]
    assert standing() == {"day": (NoticeState.PENDING, 1, 1)}
    gone = Notice.objects.get(address="da-nghi@vidu.example")
    assert (gone.state, gone.bounce_reason) == (NoticeState.FAILED, "550 5.1.1 no such user")


def test_a_server_that_says_it_goes_is_called_anew_for_the_next(organisation, settings):
    put(organisation, "mot", "hai")
    with faulty_server(settings, recipients={"mot": ["421 4.3.2 going down"]}) as server:
        assert outbox.send_pending(at=AT) == 1
    assert [mail["To"] for mail in server.received] == ["hai@vidu.example"]
    assert standing() == {"mot": (NoticeState.PENDING, 1, 1)}


def test_greylisting_costs_one_more_try(organisation, settings):
    put(organisation, "moi")
    with faulty_server(settings, recipients={"moi": ["451 4.7.1 try again later"]}) as server:
        assert outbox.send_pending(at=AT) == 0
        assert "try again later" in error_of("moi")
        assert outbox.send_pending(at=AT + MINUTE - timedelta(seconds=1)) == 0
        assert outbox.send_pending(at=AT + MINUTE) == 1
    assert len(server.received) == 1
    assert (Notice.objects.get().attempts, error_of("moi")) == (2, "")


@pytest.mark.parametrize(
    ("fault", "said"),
    [("close", "SMTPServerDisconnected"), ("sleep", "TimeoutError"), ("451 4.3.0 disk full", "disk full")],
)
def test_a_mail_that_gets_no_good_answer_is_tried_again_under_the_same_message_id(organisation, settings, fault, said):
    put(organisation, "truoc", "hong", "sau")
    with faulty_server(settings, mails={"hong": [fault]}) as server:
        assert outbox.send_pending(at=AT) == 2
        assert standing() == {"hong": (NoticeState.PENDING, 1, 1)}
        assert said in error_of("hong") or "timed out" in error_of("hong")
        assert outbox.send_pending(at=AT + MINUTE) == 1
    assert Notice.objects.filter(state=NoticeState.SENT).count() == 3
    assert sorted(server.offered.values()) == [1, 1, 2]


def test_a_server_that_breaks_every_connection_is_left_alone_for_a_while(organisation, settings):
    mailboxes = [f"hop-{number}" for number in range(8)]
    put(organisation, *mailboxes)
    with faulty_server(settings, mails={one: ["close"] for one in mailboxes}) as server:
        outbox.send_pending(at=AT)
        assert sum(server.offered.values()) < len(mailboxes)
        assert set(standing().values()) == {(NoticeState.PENDING, 1, 1)}


def test_a_line_longer_than_mail_allows_arrives(organisation, settings):
    put(organisation, "dai", receipt="HS-" + "0" * 3000)
    with faulty_server(settings) as server:
        assert outbox.send_pending(at=AT) == 1
    (received,) = server.received
    assert "0" * 3000 in received.get_body(("plain",)).get_content().replace("\n", "")


def test_the_pauses_grow_to_four_hours_and_after_two_days_it_is_given_up(organisation, settings):
    with faulty_server(settings):
        pass
    put(organisation, "mot")
    at, pauses = AT, []
    while (notice := Notice.objects.get()).state == NoticeState.PENDING:
        outbox.send_pending(at=at)
        notice.refresh_from_db()
        pauses.append(notice.due_at - at)
        at = notice.due_at
    growing = pauses[:-1]
    assert growing[:8] == [MINUTE * 2**n for n in range(8)]
    assert set(growing[8:]) == {4 * HOUR}
    assert 44 * HOUR < at - AT <= 48 * HOUR
    assert (notice.state, "refused" in notice.error) == (NoticeState.FAILED, True)


def test_an_act_does_not_wait_for_a_broker_that_is_down(
    organisation, settings, monkeypatch, django_capture_on_commit_callbacks
):
    app = Celery(broker=f"redis://127.0.0.1:{CLOSED_PORT}/0", set_as_current=False)
    app.conf.broker_transport_options = configured.CELERY_BROKER_TRANSPORT_OPTIONS
    monkeypatch.setattr(waking, "current_app", app)
    began = monotonic()
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        outbox.put_to_address(
            "report_submitted",
            "1",
            about=organisation,
            address="voi@vidu.example",
            name="",
            at=AT,
            params=PARAMS,
            at_once=True,
        )
    assert monotonic() - began < 3
    with faulty_server(settings) as server:
        assert outbox.send_pending(at=AT) == 1
    assert len(server.received) == 1
