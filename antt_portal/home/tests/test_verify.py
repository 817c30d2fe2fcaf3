"""The public check: says five things and nothing else."""

from datetime import date

import pytest
from django.core.cache import cache
from django.urls import reverse

from antt_portal.core.verification_code import new_code
from antt_portal.home import verify
from reports.models import BatchStatus, Recognition
from reports.recognising import revoke
from reports.tests.test_states import LATER, Batch

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_counters():
    cache.clear()


@pytest.fixture
def recognised():
    situation = Batch(BatchStatus.DECIDED)
    situation.recognition = Recognition.objects.select_related("batch", "organisation", "report").get()
    return situation


def shown(client, code):
    return client.get(reverse("verify-code", args=[code]))


def test_a_certificate_that_stands(client, recognised):
    page = shown(client, recognised.recognition.code).content.decode()
    assert "Văn bản còn hiệu lực" in page
    for said in ("118/QĐ-UBND", "18/11/2026", recognised.filing.organisation.name, recognised.batch.recogniser.name):
        assert said in page


def test_nothing_else_is_said(client, recognised):
    page = shown(client, recognised.recognition.code).content.decode()
    unsaid = [
        recognised.filing.head.user.full_name,
        recognised.filing.officer.user.full_name,
        str(recognised.filing.report.public_id),
        str(recognised.filing.organisation.public_id),
        "HS-2026-",
    ]
    assert [text for text in unsaid if text in page] == []


def test_a_revoked_certificate_says_since_when_and_by_which_document(client, recognised):
    recognition = recognised.recognition
    day = date(2026, 11, 18)
    revoke(
        recognition,
        reason="Lý do nội bộ",
        document="9/QĐ-UBND",
        on=day,
        by=recognised.leader,
        at=LATER,
        seen=recognition.version,
    )
    page = shown(client, recognition.code).content.decode()
    assert "Văn bản đã bị thu hồi" in page
    assert "9/QĐ-UBND" in page
    assert "18/11/2026" in page
    assert "Lý do nội bộ" not in page


def test_a_proposed_recognition_is_not_known(client):
    Batch(BatchStatus.PROPOSED)
    Recognition.objects.update(code=(code := new_code()))
    assert shown(client, code).status_code == 404


def test_a_code_never_given_out_is_not_a_mistyped_one(client, recognised):
    unknown = shown(client, new_code())
    mistyped = shown(client, recognised.recognition.code[:-1] + "*")
    assert (unknown.status_code, mistyped.status_code) == (404, 404)
    assert "chưa từng được cấp" in unknown.content.decode()
    assert "gõ nhầm" in mistyped.content.decode()


def test_a_code_may_be_typed_in_any_way(client, recognised):
    typed = recognised.recognition.code.replace("-", "").lower()
    answer = client.get(reverse("verify"), {"code": typed}, follow=True)
    assert "Văn bản còn hiệu lực" in answer.content.decode()


def test_a_mistyped_code_is_named_on_the_form(client):
    answer = client.get(reverse("verify"), {"code": "ABC"})
    assert answer.status_code == 400
    assert "gõ nhầm" in answer.content.decode()


def test_checking_starts_no_session_and_is_not_indexed(client, recognised):
    answer = shown(client, recognised.recognition.code)
    assert "sessionid" not in answer.cookies
    assert answer["X-Robots-Tag"] == "noindex"


def test_codes_cannot_be_found_by_trying(client, monkeypatch):
    monkeypatch.setattr(verify, "CHECKS_PER_MINUTE", 2)
    statuses = [shown(client, new_code()).status_code for _n in range(4)]
    assert statuses.count(429) >= 1
    assert statuses[:2] == [404, 404]
