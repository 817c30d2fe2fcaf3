"""What becomes of a mail: refused, delayed, sent, and who is told in the same breath."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from antt_portal.core import outbox, outcomes, sending, tasks
from antt_portal.core.models import Notice, NoticeState
from antt_portal.core.secret import digest_of, secret_of
from antt_portal.core.tests.mail_server import mail_server
from enterprises.tests.factories import OrganisationFactory, UserFactory

AT = datetime(2026, 10, 27, 9, 20, tzinfo=UTC)
KIND = "report_submitted"
PARAMS = {"organisation": "Công ty TNHH Thử Nghiệm", "year": 2026, "receipt": "HS-2026-00001", "path": "/reports/1/"}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_registry(monkeypatch):
    monkeypatch.setattr(outcomes, "_makers", {})
    monkeypatch.setattr(outcomes, "_outcomes", [])


@pytest.fixture
def organisation():
    return OrganisationFactory()


def put(organisation, mailbox="nhan", **more):
    address = f"{mailbox}@vidu.example"
    outbox.put_to_address(
        KIND, "1", about=organisation, address=address, name="Trần Thị Mẫu", at=AT, params=PARAMS, **more
    )
    return Notice.objects.get(address=address)


def after(notice):
    notice.refresh_from_db()
    return notice


def test_somebody_without_an_account_gets_mail_in_the_language_asked_for(organisation):
    put(organisation, language="en")
    assert outbox.send_pending(at=AT) == 1
    assert mail.outbox[0].to == ["nhan@vidu.example"]
    assert "Thư tự động" not in mail.outbox[0].alternatives[0].content


def test_an_address_is_told_once_however_it_is_written(organisation):
    put(organisation)
    outbox.put_to_address(KIND, "1", about=organisation, address="NHAN@vidu.example", name="", at=AT, params=PARAMS)
    assert Notice.objects.count() == 1


def test_the_longest_address_has_a_key(organisation):
    assert len(put(organisation, mailbox="a" * 230).key) <= 200


@pytest.mark.parametrize("to_both", [True, False])
def test_a_notice_goes_to_a_person_or_to_an_address(organisation, to_both):
    notice = put(organisation)
    notice.recipient = UserFactory() if to_both else None
    notice.address = notice.address if to_both else ""
    with pytest.raises(IntegrityError), transaction.atomic():
        notice.save()


def test_an_address_refused_for_good_is_a_bounce_at_once_and_holds_nobody_up(organisation, settings):
    gone, other = put(organisation, "da-nghi"), put(organisation, "con-lam")
    with mail_server(settings, **{"da-nghi": "550 5.1.1 no such user"}) as server:
        assert outbox.send_pending(at=AT) == 1
        assert outbox.send_pending(at=AT + timedelta(hours=1)) == 0
    assert (after(gone).state, gone.bounced_at, gone.bounce_reason) == ("failed", AT, "550 5.1.1 no such user")
    assert after(other).state == NoticeState.SENT
    assert (len(server.received), server.connections) == (1, 1)


def test_an_address_refused_for_now_is_tried_again(organisation, settings):
    notice = put(organisation, "day")
    with mail_server(settings, day="452 4.2.2 mailbox full"):
        outbox.send_pending(at=AT)
    assert (after(notice).state, notice.bounced_at) == (NoticeState.PENDING, None)
    assert notice.due_at == AT + timedelta(minutes=1)
    assert "mailbox full" in notice.error


def test_a_server_that_is_away_delays_the_batch_instead_of_losing_ten_minutes(organisation, settings):
    with mail_server(settings):
        pass
    notice = put(organisation)
    assert outbox.send_pending(at=AT) == 0
    assert (after(notice).claimed_at, notice.due_at) == (None, AT + timedelta(minutes=1))


def test_who_registered_is_told_of_the_sent_mail_in_the_same_transaction(organisation):
    notice, told = put(organisation), []

    def remember(sent, at):
        told.append((sent.public_id, sent.state, at, transaction.get_connection().in_atomic_block))

    outbox.register_outcome(KIND, on_sent=remember)
    outbox.register_outcome("other", on_sent=remember)
    outbox.send_pending(at=AT)
    assert told == [(notice.public_id, NoticeState.SENT, AT, True)]


def test_an_outcome_that_fails_leaves_nothing_behind_and_sends_nothing_twice(organisation):
    notice = put(organisation)

    def half_done(_notice, _at):
        organisation.name = "Tên nửa chừng"
        organisation.save()
        raise RuntimeError("hỏng giữa chừng")

    outbox.register_outcome(KIND, on_sent=half_done)
    outbox.send_pending(at=AT)
    outbox.send_pending(at=AT + timedelta(days=1))
    assert len(mail.outbox) == 1
    assert (after(notice).state, "hỏng giữa chừng" in notice.error) == (NoticeState.SENT, True)
    organisation.refresh_from_db()
    assert organisation.name != "Tên nửa chừng"


def test_a_secret_stands_in_the_mail_and_in_no_row(organisation):
    notice, made = put(organisation), []

    def maker(sending, _at):
        made.append(secret_of(sending, "test"))
        return {"path": f"/cua/{made[0]}/"}

    outbox.register_secret(KIND, maker)
    outbox.send_pending(at=AT)
    assert f"/cua/{made[0]}/" in mail.outbox[0].body
    assert made[0] not in str(Notice.objects.filter(pk=notice.pk).values().get())


def test_a_secret_is_the_same_when_the_run_died_after_the_mail_went_out(organisation, monkeypatch):
    put(organisation)
    outbox.register_secret(KIND, lambda notice, _at: {"path": "/" + secret_of(notice, "test")})
    with monkeypatch.context() as patch:
        patch.setattr(sending, "mark_sent", _die)
        with pytest.raises(SystemExit):
            outbox.send_pending(at=AT)
    outbox.send_pending(at=AT + timedelta(minutes=11))
    first, second = mail.outbox
    assert first.body == second.body
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]


def _die(*_args, **_more):
    raise SystemExit


def test_secrets_differ_by_notice_and_by_purpose(organisation):
    one, other = put(organisation, "mot"), put(organisation, "hai")
    made = {secret_of(one, "a"), secret_of(one, "b"), secret_of(other, "a")}
    assert len(made) == 3
    assert {len(secret) for secret in made} == {43}
    assert len(digest_of("x")) == 64


def test_what_is_withdrawn_while_it_waits_to_be_sent_is_cancelled(organisation):
    def maker(_notice, _at):
        raise outbox.Withdrawn

    notice = put(organisation)
    outbox.register_secret(KIND, maker)
    outbox.send_pending(at=AT)
    assert (after(notice).state, mail.outbox) == (NoticeState.CANCELLED, [])


def test_a_notice_cancelled_after_it_was_claimed_stays_unsent(organisation, monkeypatch):
    monkeypatch.setattr("antt_portal.core.sending.MOST_OUTDATED", -1)  # looked at before each
    first, second = put(organisation, "mot"), put(organisation, "hai")

    def cancel_all(_notice, _at):
        outbox.cancel(organisation, kinds=[KIND])

    outbox.register_outcome(KIND, on_sent=cancel_all)
    assert outbox.send_pending(at=AT) == 1
    assert [after(first).state, after(second).state] == [NoticeState.SENT, NoticeState.CANCELLED]
    assert len(mail.outbox) == 1


def test_the_task_claims_each_batch_with_the_time_of_that_batch(organisation, monkeypatch):
    """Or a run of more than ten minutes would hold claims that have expired when it makes them."""
    ticks, claimed = count(), []
    monkeypatch.setattr(tasks.clock, "now", lambda: AT + timedelta(seconds=15 * next(ticks)))
    monkeypatch.setattr(outbox, "send_batch", lambda *, at: claimed.append(at) or 50)
    tasks.send_notices()
    seconds = [(at - claimed[0]).seconds for at in claimed]
    assert seconds == [0, 15, 30, 45]


@pytest.mark.parametrize("end_of_line", ["\r\n", "\n", "\r", "\x85", "\u2028"])
def test_a_name_with_line_breaks_writes_no_header(organisation, end_of_line, monkeypatch):
    name = f"Công ty{end_of_line}Bcc: ke-xau@xau.example{end_of_line}{end_of_line}Nội dung khác"
    monkeypatch.setitem(PARAMS, "organisation", name)
    put(organisation)
    assert outbox.send_pending(at=AT) == 1
    (sent,) = mail.outbox
    assert sent.recipients() == ["nhan@vidu.example"]
    assert "Bcc" not in sent.message()
    assert sent.subject.splitlines() == [sent.subject]


def test_an_address_with_line_breaks_is_written_to_by_nobody_and_holds_nobody_up(organisation):
    bad = put(organisation, "xau")
    Notice.objects.filter(pk=bad.pk).update(address="xau@vidu.example\r\nBcc: ke-xau@xau.example")
    put(organisation, "sau")
    assert outbox.send_pending(at=AT) == 1
    assert [one.recipients() for one in mail.outbox] == [["sau@vidu.example"]]
    assert after(bad).state == NoticeState.PENDING
