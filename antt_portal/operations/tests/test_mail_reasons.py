"""Why a mail did not arrive, in words."""

import pytest
from django.utils import timezone

from antt_portal.core.models import Notice
from antt_portal.operations.mail_reasons import reason, servers_words


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("550 5.1.1 no such user", "Không có hộp thư này"),
        ("550 user unknown", "Không có hộp thư này"),
        ("552 5.2.2 over quota", "đã đầy"),
        ("550 5.7.1 message rejected as spam", "từ chối thư của Cổng"),
        ("gone with the wind", "trả lại thư"),
    ],
)
def test_a_bounce_has_a_reason_and_the_servers_own_words(said, words):
    notice = Notice(bounced_at=timezone.now(), bounce_reason=said)
    assert words in reason(notice)
    assert servers_words(notice) == said


@pytest.mark.parametrize(
    ("error", "words", "answer"),
    [
        ("ConnectionRefusedError: [Errno 111]", "Không kết nối được", ""),
        ("TimeoutError: timed out", "không trả lời kịp", ""),
        ("SMTPAuthenticationError: (535, b'no')", "không nhận tài khoản", ""),
        ("SMTPDataError: 451 4.7.1 later", "tạm từ chối", "451 4.7.1 later"),
        ("SMTPRecipientsRefused: 452 4.2.2 full", "đã đầy", "452 4.2.2 full"),
        ("TemplateSyntaxError: mã 123456", "không lập được thư", ""),
    ],
)
def test_a_failure_has_a_reason_and_no_secret_of_ours(error, words, answer):
    notice = Notice(error=error)
    assert words in reason(notice)
    assert servers_words(notice) == answer


def test_nothing_is_said_of_what_went_well():
    assert reason(Notice()) == ""
