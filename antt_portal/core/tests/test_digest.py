"""One mail of several notices: what it says, and that its end is the end of each of them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from antt_portal.core import outbox, outcomes
from antt_portal.core.models import Notice, NoticeState
from antt_portal.core.tests.mail_server import mail_server
from enterprises.tests.factories import OrganisationFactory, UserFactory

AT = datetime(2026, 10, 27, 2, 20, tzinfo=UTC)
KIND = "report_submitted"
S = NoticeState

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture
def four():
    """Notices to one person, prepared: the first leads."""
    board, person = OrganisationFactory().board, UserFactory(email="nhan@vidu.example")
    for number in range(4):
        about = OrganisationFactory(board=board)
        params = {"organisation": about.name, "year": 2026, "receipt": f"HS-{number}", "path": f"/r/{number}/"}
        outbox.put(KIND, "1", about=about, to=[person], at=AT, params=params)
    outbox.prepare(AT)
    return list(Notice.objects.order_by("pk"))


@pytest.fixture
def registry(monkeypatch):
    monkeypatch.setattr(outcomes, "_readers", {})
    monkeypatch.setattr(outcomes, "_outcomes", [])


def states(notices):
    return [notice.state for notice in Notice.objects.filter(pk__in=[one.pk for one in notices]).order_by("pk")]


def withdraw(*notices):
    gone = {notice.pk for notice in notices}
    outbox.register_reader([KIND], lambda found, _at: {n.pk: outbox.Facts({}, n.pk in gone) for n in found})


def test_it_names_each_with_its_link_under_the_id_of_the_first(four):
    outbox.send_pending(at=AT)
    (sent,) = mail.outbox
    assert sent.subject == "4 thông báo từ Cổng ANTT"
    assert [sent.body.count(f"/r/{number}/\n") for number in range(4)] == [1] * 4
    assert "Đã nhận hồ sơ năm 2026" in sent.body
    assert str(four[0].public_id) in sent.extra_headers["Message-ID"]
    assert {(one.state, one.sent_at) for one in Notice.objects.all()} == {(S.SENT, AT)}


def test_it_speaks_the_language_of_its_reader(four):
    person = four[0].recipient
    person.language = "en"
    person.save()
    outbox.send_pending(at=AT)
    assert "Đã nhận hồ sơ" not in mail.outbox[0].body


def test_who_registered_is_told_of_every_one(four, registry):
    told = []
    outbox.register_outcome(KIND, on_sent=lambda notice, _at: told.append((notice.pk, notice.state)))
    outbox.send_pending(at=AT)
    assert told == [(one.pk, S.SENT) for one in four]


def test_what_was_cancelled_or_withdrawn_meanwhile_is_left_out(four, registry):
    withdraw(four[1])
    Notice.objects.filter(pk=four[2].pk).update(state=S.CANCELLED)
    assert outbox.send_pending(at=AT) == 2
    assert states(four) == [S.SENT, S.CANCELLED, S.CANCELLED, S.SENT]
    assert [f"/r/{number}/" in mail.outbox[0].body for number in range(4)] == [True, False, False, True]


def test_what_is_cancelled_after_all_was_looked_up_is_left_out(four, registry):
    def cancel(found, _at):
        Notice.objects.filter(pk=four[2].pk).update(state=S.CANCELLED)
        return {one.pk: outbox.Facts({}) for one in found}

    outbox.register_reader([KIND], cancel)
    assert outbox.send_pending(at=AT) == 3
    assert "/r/2/" not in mail.outbox[0].body
    assert states(four) == [S.SENT, S.SENT, S.CANCELLED, S.SENT]


def test_the_others_are_told_where_the_first_is_withdrawn(four, registry):
    withdraw(four[0])
    assert outbox.send_pending(at=AT) == 3
    assert states(four) == [S.CANCELLED, S.SENT, S.SENT, S.SENT]


def test_nothing_is_sent_where_all_are_withdrawn(four, registry):
    withdraw(*four)
    assert outbox.send_pending(at=AT) == 0
    assert (states(four), mail.outbox) == ([S.CANCELLED] * 4, [])


def test_those_whose_leader_was_cancelled_are_told_in_a_mail_of_their_own(four):
    Notice.objects.filter(pk=four[0].pk).update(state=S.CANCELLED)
    assert outbox.send_pending(at=AT) == 3
    assert states(four) == [S.CANCELLED, S.SENT, S.SENT, S.SENT]
    assert len(mail.outbox) == 3


def test_a_refused_address_is_a_bounce_of_each(four, settings, registry):
    told = []
    outbox.register_outcome(KIND, on_bounced=lambda notice, _at: told.append(notice.pk))
    with mail_server(settings, nhan="550 5.1.1 no such user"):
        assert outbox.send_pending(at=AT) == 0
    assert states(four) == [S.FAILED] * 4
    assert set(Notice.objects.values_list("bounce_reason", flat=True)) == {"550 5.1.1 no such user"}
    assert told == [one.pk for one in four]


def test_a_mail_that_comes_back_later_was_sent_and_came_back_for_each(four):
    outbox.send_pending(at=AT)
    assert outbox.record_bounce(four[0], "5.2.1 disabled", AT + timedelta(hours=1))
    assert states(four) == [S.SENT] * 4
    assert Notice.objects.filter(bounced_at=AT + timedelta(hours=1)).count() == 4


def test_it_waits_and_fails_as_one(four, settings):
    with mail_server(settings, nhan="452 4.2.2 mailbox full"):
        assert outbox.send_pending(at=AT) == 0
        assert states(four) == [S.PENDING] * 4
        assert outbox.send_pending(at=AT + timedelta(seconds=30)) == 0
        assert Notice.objects.get(pk=four[0].pk).attempts == 1
        outbox.send_pending(at=AT + timedelta(hours=49))
    assert states(four) == [S.FAILED] * 4
    assert all("mailbox full" in error for error in Notice.objects.values_list("error", flat=True))


def test_facts_that_cannot_be_read_delay_the_mail_and_no_other(four, registry):
    other = OrganisationFactory()
    outbox.put("report_accepted", "1", about=other, to=[UserFactory()], at=AT, params={"path": "/b/"})

    def broken(_notices, _at):
        raise RuntimeError("sổ hỏng")

    outbox.register_reader([KIND], broken)
    assert outbox.send_pending(at=AT) == 1
    assert states(four) == [S.PENDING] * 4
    assert "sổ hỏng" in Notice.objects.get(pk=four[0].pk).error
