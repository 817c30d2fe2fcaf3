"""Messages as rows: once per occasion, never lost, never doubled."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import mail

from antt_portal.core import outbox
from antt_portal.core.many_notices import put_for_rows
from antt_portal.core.models import Notice, NoticeState
from antt_portal.core.notice_kinds import known_kinds
from enterprises.tests.factories import OrganisationFactory, UserFactory

# Named by the statement that plans them.
REMINDERS = {f"deadline_{wording}" for wording in ("soon", "today", "late", "escalated")}
AT = datetime(2026, 10, 27, 9, 20, tzinfo=UTC)
PARAMS = {"organisation": "Công ty TNHH Thử Nghiệm", "year": 2026, "receipt": "HS-2026-00001", "number": 1}

pytestmark = pytest.mark.django_db


def put(organisation, *people, occasion="submitted:1", at=AT):
    outbox.put(
        "report_submitted", occasion, about=organisation, to=people, at=at, params={**PARAMS, "path": "/reports/1/"}
    )


@pytest.fixture
def organisation():
    return OrganisationFactory()


def test_an_occasion_is_told_once_however_often_it_is_put(organisation):
    person = UserFactory()
    put(organisation, person)
    put(organisation, person)
    assert Notice.objects.count() == 1


def test_a_sent_notice_is_not_sent_again(organisation):
    put(organisation, UserFactory())
    assert outbox.send_pending(at=AT) == 1
    assert outbox.send_pending(at=AT + timedelta(hours=1)) == 0
    assert len(mail.outbox) == 1
    assert Notice.objects.get().sent_at == AT


def test_the_mail_says_what_it_is_about_and_has_one_link(organisation):
    put(organisation, UserFactory(email="nhan@vidu.example"))
    outbox.send_pending(at=AT)
    (sent,) = mail.outbox
    assert sent.to == ["nhan@vidu.example"]
    assert sent.subject == "Đã nhận hồ sơ năm 2026 của Công ty TNHH Thử Nghiệm: HS-2026-00001"
    assert sent.body.count("http") == 1
    assert f"{settings.SITE_ORIGIN}/reports/1/" in sent.body


def test_the_message_id_depends_on_the_notice_alone(organisation):
    put(organisation, UserFactory())
    notice = Notice.objects.get()
    first, second = outbox.message(notice), outbox.message(notice)
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    assert str(notice.public_id) in first.extra_headers["Message-ID"]


def test_a_claimed_notice_is_left_alone_until_the_claim_expires(organisation):
    put(organisation, UserFactory())
    outbox.prepare(AT)
    assert len(outbox.claim(AT)) == 1
    assert outbox.claim(AT + timedelta(minutes=9)) == []
    assert len(outbox.claim(AT + timedelta(minutes=11))) == 1


def test_a_refusing_server_delays_the_notice_and_keeps_the_reason(organisation, monkeypatch):
    put(organisation, UserFactory())
    monkeypatch.setattr(mail.EmailMultiAlternatives, "send", _refuse)
    assert outbox.send_pending(at=AT) == 0
    notice = Notice.objects.get()
    assert notice.state == NoticeState.PENDING
    assert notice.due_at == AT + timedelta(minutes=1)
    assert "hộp thư đầy" in notice.error


def test_after_two_days_a_notice_is_shown_as_failed(organisation, monkeypatch):
    put(organisation, UserFactory())
    monkeypatch.setattr(mail.EmailMultiAlternatives, "send", _refuse)
    outbox.send_pending(at=AT + timedelta(days=9))  # nobody was there to send it: the two days begin now
    assert Notice.objects.get().state == NoticeState.PENDING
    outbox.send_pending(at=AT + timedelta(days=11))
    assert Notice.objects.get().state == NoticeState.FAILED


def _refuse(self):
    raise OSError("hộp thư đầy")


def test_a_cancelled_notice_is_never_sent(organisation):
    put(organisation, UserFactory())
    assert outbox.cancel(organisation, kinds=["report_submitted"]) == 1
    assert outbox.send_pending(at=AT) == 0
    assert mail.outbox == []


def test_the_mail_speaks_the_language_of_its_reader(organisation):
    put(organisation, UserFactory(language="en"))
    outbox.send_pending(at=AT)
    assert "Thư tự động" not in mail.outbox[0].alternatives[0].content


TEMPLATES = sorted(path.stem for path in (settings.ROOT / "templates" / "mail").glob("*.txt") if path.stem != "digest")


@pytest.mark.parametrize("kind", TEMPLATES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_mail_template_renders_a_subject_a_body_and_its_link(kind, language, organisation):
    notice = Notice(
        key=kind,
        kind=kind,
        board_id=organisation.board_id,
        recipient=UserFactory(language=language),
        params={**PARAMS, "path": "/a/", "items": ["Nội dung 5"], "due": "04/11/2026", "status": "revoked", "count": 2},
    )
    sent = outbox.message(notice)
    assert sent.subject
    assert "\n" not in sent.subject
    assert sent.body.rstrip().endswith("/a/")


def test_every_kind_has_a_template_and_every_template_a_kind():
    assert sorted(kind.name for kind in known_kinds()) == TEMPLATES


def test_every_template_has_a_sender():
    apps = ("enterprises", "directives", "reports", "antt_portal/breaches")
    files = [path for app in apps for path in Path(settings.ROOT, app).rglob("*.py")]
    sources = "".join(path.read_text(encoding="utf-8") for path in files if "tests" not in path.parts)
    assert [kind for kind in TEMPLATES if f'"{kind}"' not in sources and kind not in REMINDERS] == []


def test_a_kind_that_no_app_has_registered_is_put_nowhere(organisation):
    with pytest.raises(LookupError, match="unheard_of"):
        outbox.put("unheard_of", "1", about=organisation, to=[UserFactory()], at=AT, params={})
    with pytest.raises(LookupError, match="unheard_of"):
        put_for_rows(
            "unheard_of",
            "1",
            get_user_model().objects.all(),
            recipient="pk",
            organisation="pk",
            route="",
            params={},
            at=AT,
        )
