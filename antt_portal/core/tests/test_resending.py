"""Sending again what could not be sent: once more, and never what arrived."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from antt_portal.core import outbox
from antt_portal.core.actor import System
from antt_portal.core.models import AuditEntry, Notice, NoticeState
from antt_portal.core.preparing import prepare
from antt_portal.core.refusal import Refused
from antt_portal.core.resending import can_go_again, send_again
from enterprises.tests.factories import OrganisationFactory

AT = datetime(2026, 10, 27, 9, 20, tzinfo=UTC)
LATER = AT + timedelta(days=3)
PARAMS = {"organisation": "Công ty TNHH Thử Nghiệm", "year": 2026, "receipt": "HS-2026-00001", "path": "/reports/1/"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice():
    organisation = OrganisationFactory()
    address = {"address": "nhan@vidu.example", "name": "Trần Thị Mẫu"}
    outbox.put_to_address("report_submitted", "1", about=organisation, at=AT, params=PARAMS, **address)
    return Notice.objects.get()


def stands(notice, state, **more):
    Notice.objects.filter(pk=notice.pk).update(state=state, attempts=9, prepared_at=AT, **more)
    notice.refresh_from_db()


def again(notice):
    send_again(notice, by=System(notice.board_id), at=LATER)


def test_a_failed_one_is_sent_once_more_and_its_tries_are_counted_on(notice):
    stands(notice, NoticeState.FAILED, error="TimeoutError: ", due_at=AT + timedelta(days=2))
    again(notice)
    assert outbox.send_pending(at=LATER) == 1
    notice.refresh_from_db()
    assert (notice.state, notice.attempts, notice.error) == (NoticeState.SENT, 10, "")
    assert AuditEntry.objects.get(verb="notice.send_again").subject_id == notice.public_id


def test_its_forty_eight_hours_begin_anew(notice):
    stands(notice, NoticeState.FAILED)
    again(notice)
    prepare(LATER)
    assert Notice.objects.get().prepared_at == LATER


def test_one_that_came_back_goes_out_again(notice):
    stands(notice, NoticeState.SENT, sent_at=AT, bounced_at=AT, bounce_reason="452 4.2.2 mailbox full")
    again(notice)
    assert outbox.send_pending(at=LATER) == 1
    notice.refresh_from_db()
    assert (notice.bounced_at, notice.bounce_reason, notice.sent_at) == (None, "", LATER)


@pytest.mark.parametrize("state", [NoticeState.SENT, NoticeState.PENDING, NoticeState.CANCELLED])
def test_what_arrived_waits_or_was_cancelled_is_not_sent_again(notice, state):
    stands(notice, state, sent_at=AT if state == NoticeState.SENT else None)
    assert not can_go_again(notice)
    with pytest.raises(Refused) as refused:
        again(notice)
    assert refused.value.code == "not-failed"
    assert mail.outbox == []
    assert not AuditEntry.objects.exists()


def test_who_comes_second_is_told(notice):
    stands(notice, NoticeState.FAILED)
    again(notice)
    with pytest.raises(Refused):
        again(notice)
