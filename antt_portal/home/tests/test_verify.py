"""The public check: says five things and nothing else."""

from datetime import date

import pytest
from django.core.cache import cache
from django.urls import reverse
from redis.exceptions import RedisError

from antt_portal.core.models import Paper
from antt_portal.core.papers import render
from antt_portal.core.verification_code import new_code
from antt_portal.home import verify
from enterprises.organisations import rename
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
    statuses = [shown(client, new_code()).status_code for _n in range(5)]  # a new minute may begin among them
    assert statuses.count(429) >= 1
    assert statuses[:2] == [404, 404]


@pytest.mark.parametrize("address", ["/verify/", "/verify/?code=abc", "/verify/7K4M-Q2XD-9RTB/"])
def test_checking_needs_no_cookie_and_sets_none(client, address):
    answer = client.get(address)
    assert not answer.cookies
    assert answer["X-Robots-Tag"] == "noindex"


def test_the_language_is_chosen_in_the_address(client, recognised):
    address = reverse("verify-code", args=[recognised.recognition.code])
    assert '<html lang="en">' in client.get(address, {"lang": "en"}).content.decode()
    assert '<html lang="vi">' in client.get(address, {"lang": "vi"}).content.decode()
    assert client.get(address, {"lang": "xx"}).status_code == 200


def test_known_and_unknown_codes_cost_the_same_three_queries(client, recognised, django_assert_num_queries):
    for code in (recognised.recognition.code, new_code()):
        with django_assert_num_queries(3):
            shown(client, code)


def test_names_are_those_of_the_day_of_the_decision(client, recognised):
    organisation = recognised.filing.organisation
    before = organisation.name
    rename(
        organisation,
        "Công ty TNHH Tên Mới",
        by=recognised.filing.officer,
        at=LATER,
        on=date(2027, 1, 1),
        since=date(2027, 1, 1),
    )
    page = shown(client, recognised.recognition.code).content.decode()
    assert before in page
    assert "Tên Mới" not in page


def test_the_check_goes_on_without_its_cache(client, recognised, monkeypatch):
    def away(*_args, **_kwargs):
        raise RedisError("away")

    monkeypatch.setattr(cache, "add", away)
    assert shown(client, recognised.recognition.code).status_code == 200


class TestTheFile:
    """A PDF is compared with what was issued; it never comes here itself."""

    @pytest.fixture
    def issued(self, recognised):
        """The certificate's PDF, as the worker renders it."""
        return render(Paper.objects.get(kind="certificate"), at=LATER).blob.sha256

    def page(self, client, code, digest):
        response = client.get(reverse("verify"), {"code": code, "sha256": digest}, follow=True)
        return response.content.decode()

    def test_the_issued_file_is_the_same(self, client, recognised, issued):
        page = self.page(client, recognised.recognition.code, issued.upper())
        assert "Văn bản còn hiệu lực" in page
        assert "Đúng là tệp đã phát hành" in page

    def test_another_file_with_a_true_code_is_altered(self, client, recognised, issued):
        page = self.page(client, recognised.recognition.code, "0" * 64)
        assert "Tệp PDF khác với văn bản đã phát hành" in page
        assert "Văn bản còn hiệu lực" not in page

    def test_a_file_alone_is_known_or_unknown(self, client, recognised, issued):
        assert recognised.recognition.certificate_number in self.page(client, "", issued)
        unknown = client.get(reverse("verify-file", args=["0" * 64]))
        assert unknown.status_code == 404
        assert "Không nhận ra tệp này" in unknown.content.decode()

    def test_a_file_not_made_yet_is_neither_the_same_nor_altered(self, client, recognised):
        page = self.page(client, recognised.recognition.code, "0" * 64)
        assert "Văn bản còn hiệu lực" in page
        assert "đang được tạo" in page

    @pytest.mark.parametrize("digest", ["abc", "g" * 64, "0" * 63, "\u0001" * 64])
    def test_what_is_no_digest_is_named(self, client, digest):
        response = client.get(reverse("verify"), {"sha256": digest})
        assert response.status_code == 400
        assert "64" in response.content.decode()
        assert client.get(f"/verify/file/{'zz' * 40}/").status_code == 404
