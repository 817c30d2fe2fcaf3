"""Mail that comes back: the report of a mail server finds our notice, or says that it does not."""

import io
from datetime import UTC, datetime
from textwrap import dedent
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from antt_portal.core import outbox, outcomes
from antt_portal.core.delivery_report import LONGEST, NoReport, read_report
from antt_portal.core.mail_message import message_id
from antt_portal.core.models import Notice, NoticeState
from enterprises.tests.factories import OrganisationFactory

AT = datetime(2026, 10, 27, 9, 20, tzinfo=UTC)
WORDS = "550 5.1.1 <da-nghi@vidu.example>: Recipient address rejected"

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice(monkeypatch):
    monkeypatch.setattr(outcomes, "_outcomes", [])
    outbox.put_to_address(
        "report_submitted", "1", about=OrganisationFactory(), address="da-nghi@vidu.example", name="", at=AT, params={}
    )
    outbox.send_pending(at=AT)
    return Notice.objects.get()


def report(identifier, *, action="failed", original="message/rfc822", headers="", words=f"smtp; {WORDS}"):
    """As Postfix writes them; ``original`` is how the mail itself comes along."""
    text = f"""\
        From: MAILER-DAEMON@thu.vidu.example
        To: khong-tra-loi@vidu.example
        Subject: Undelivered Mail Returned to Sender
        MIME-Version: 1.0
        {headers or "X-Nothing: here"}
        Content-Type: multipart/report; report-type=delivery-status; boundary="ranh"

        --ranh
        Content-Type: text/plain; charset=us-ascii

        I'm sorry to have to inform you.

        --ranh
        Content-Type: message/delivery-status

        Reporting-MTA: dns; thu.vidu.example
        X-Postfix-Queue-ID: 4X

        Final-Recipient: rfc822; da-nghi@vidu.example
        Action: {action}
        Status: 5.1.1
        Diagnostic-Code: {words}

        --ranh
        Content-Type: {original}

        From: khong-tra-loi@vidu.example
        Message-ID: {identifier}
        Subject: =?utf-8?q?Th=C6=B0?=

        --ranh--
        """
    return dedent(text).encode()


def record(raw, monkeypatch):
    out = io.StringIO()
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(raw)))
    call_command("record_bounces", stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("original", ["message/rfc822", "text/rfc822-headers", "text/rfc822-headers; charset=utf-8"])
def test_a_mail_that_came_back_is_marked_with_the_servers_words(notice, monkeypatch, original):
    record(report(message_id(notice), original=original), monkeypatch)
    notice.refresh_from_db()
    assert notice.bounced_at
    assert notice.bounce_reason == WORDS
    assert notice.state == NoticeState.SENT  # a server had taken it


def test_the_report_may_name_our_mail_in_its_own_head_alone(notice):
    raw = report("<somebody@else>", headers=f"References: <x@y> {message_id(notice)}", words="smtp;")
    assert read_report(raw).notice == notice.public_id
    assert read_report(raw).reason == "5.1.1"


def test_who_registered_is_told_once(notice, monkeypatch):
    told = []
    outbox.register_outcome(outbox.EVERY_KIND, on_bounced=lambda row, _at: told.append(row.bounce_reason))
    for _twice in range(2):
        record(report(message_id(notice)), monkeypatch)
    assert told == [WORDS]


def test_an_outcome_that_fails_leaves_the_bounce_to_be_recorded_again(notice):
    def fail(_notice, _at):
        raise RuntimeError

    outbox.register_outcome("report_submitted", on_bounced=fail)
    with pytest.raises(RuntimeError):
        outbox.record_bounce(notice, WORDS, AT)
    notice.refresh_from_db()
    assert notice.bounced_at is None


@pytest.mark.parametrize("action", ["delayed", "relayed", "delivered"])
def test_a_mail_that_is_only_late_has_not_come_back(notice, monkeypatch, action):
    assert "chậm" in record(report(message_id(notice), action=action), monkeypatch)
    notice.refresh_from_db()
    assert notice.bounced_at is None


@pytest.mark.parametrize(
    "identifier", ["", "<abc@vidu.example>", "<notice-00000000-0000-4000-8000-000000000000@vidu.example>"]
)
def test_a_report_about_somebody_elses_mail_says_so(notice, monkeypatch, identifier):
    assert "không có trong hệ thống" in record(report(identifier), monkeypatch)
    assert not Notice.objects.filter(bounced_at__isnull=False).exists()


def test_a_bounce_that_overtakes_the_mark_of_sending_stops_the_notice(notice):
    Notice.objects.update(state=NoticeState.PENDING, sent_at=None, claimed_at=AT)
    outbox.record_bounce(notice, WORDS, AT)
    notice.refresh_from_db()
    assert (notice.state, notice.claimed_at) == (NoticeState.FAILED, None)


RUBBISH = [
    b"",
    b"\x00\xff" * 50,
    b"Subject: Hi\n\nOn holiday",
    b"Content-Type: multipart/report; boundary=x\n\n--x--\n",
]


@pytest.mark.parametrize("raw", [*RUBBISH, b"x" * (LONGEST + 1)], ids=len)
def test_rubbish_is_refused_in_words(raw, monkeypatch):
    with pytest.raises(CommandError, match="Chưa ghi gì"):
        record(raw, monkeypatch)


def test_a_report_cut_anywhere_is_read_or_refused(notice):
    raw = report(message_id(notice))
    for length in range(0, len(raw), 7):
        try:
            read_report(raw[:length])
        except NoReport:
            continue
