"""Pages behind a personal link, which strangers may open: what they show, to whom, and for how long."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse

from antt_portal.core import clock, papers
from antt_portal.core.models import AuditEntry, Paper
from directives.models import AccessLink, Acknowledgement, Delivery, Proof, ReportRequest
from directives.tests.audiences import ISSUED, a_directive, scene, send_out
from directives.tests.linked import SENT, a_link, code_of, silent_delivery, wrong
from directives.views import access as views

pytestmark = pytest.mark.django_db
NOBODYS = "00000000-0000-4000-8000-000000000000"


@pytest.fixture(autouse=True)
def nothing_tried_yet():
    cache.clear()


@pytest.fixture(autouse=True)
def now(monkeypatch):
    """When the pages are opened; a test moves it."""
    moment = {"now": SENT + timedelta(minutes=1)}
    monkeypatch.setattr(clock, "now", lambda: moment["now"])
    return moment


@pytest.fixture
def made():
    return scene()


@pytest.fixture
def link(made):
    return a_link(made, silent_delivery(made))


def address(link, name="access", *more):
    return reverse(f"directives:{name}", args=[link.public_id, *more])


def enter(client, link, code=None):
    return client.post(address(link, "access-enter"), {"code": code or code_of(link, at=clock.now())})


@pytest.fixture
def reader(client, link):
    """Somebody who entered the right code."""
    assert enter(client, link).status_code == 302
    return client


def content_type(response):
    """Of a file, read to its end."""
    assert b"".join(response.streaming_content)
    return response["Content-Type"]


def body(response):
    return response.content.decode()


def secrets_of(link):
    letter = link.delivery.directive.letter
    return (str(letter), letter.subject, link.organisation.name, link.name, link.address)


# ---- before a code ----


def test_before_a_code_the_page_names_the_agency_and_nothing_else(client, link):
    page = client.get(address(link))
    text = body(page)
    assert link.delivery.directive.manifest["agency"] in text
    assert not [words for words in secrets_of(link) if words in text]
    assert (page["X-Robots-Tag"], "no-store" in page["Cache-Control"]) == ("noindex", True)


def test_looking_and_fetching_ahead_change_nothing(client, link):
    before = (AuditEntry.objects.count(), Delivery.objects.filter(pk=link.delivery_id).values().get())
    for method in (client.get, client.head, client.get):
        assert method(address(link)).status_code == 200
    for name in ("access-code", "access-enter", "access-acknowledge", "access-leave"):
        assert client.get(address(link, name)).status_code == 405
    assert (AuditEntry.objects.count(), Delivery.objects.filter(pk=link.delivery_id).values().get()) == before


@pytest.mark.parametrize(
    ("name", "more", "method"),
    [
        ("access-file", ["letter"], "get"),
        ("access-proof", [], "get"),
        ("access-acknowledge", [], "post"),
    ],
)
def test_without_a_code_nothing_behind_the_page_opens(client, link, name, more, method):
    answer = getattr(client, method)(address(link, name, *more))
    assert (answer.status_code, answer.url) == (302, address(link))
    assert not Acknowledgement.objects.exists()


def gone(client, method, path):
    """Of an answer: its status, and everything but what differs between any two requests."""
    answer = getattr(client, method)(path)
    text = re.sub(r"/d/[0-9a-f-]{36}/", "", body(answer))
    return answer.status_code, re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]+"', "", text)


ANSWERS = [("access", "get"), ("access-code", "post"), ("access-enter", "post"), ("access-proof", "get")]


@pytest.mark.parametrize("end", ["expires_at", "revoked_at"])
@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer[0])
def test_links_that_open_nothing_answer_all_alike_and_cost_the_same(
    client, link, end, answer, django_assert_num_queries
):
    AccessLink.objects.filter(pk=link.pk).update(**{end: clock.now()})
    name, method = answer
    unknown = address(link, name).replace(str(link.public_id), NOBODYS)
    answers = []
    for path in (address(link, name), unknown):
        with django_assert_num_queries(1):
            answers.append(gone(client, method, path))
    assert answers[0] == answers[1]
    assert answers[0][0] == 404


# ---- the code ----


def test_the_right_code_opens_the_bundle_the_obligations_and_the_files(reader, link):
    text = body(reader.get(address(link)))
    delivery = link.delivery
    for words in (str(delivery.directive.letter), delivery.directive.bundle_sha256, "Rà soát camera", link.name):
        assert words in text
    assert content_type(reader.get(address(link, "access-file", "letter"))) == "application/pdf"
    assert reader.get(address(link, "access-file", "superior")).status_code == 404


def test_it_signs_nobody_in_and_opens_no_other_page(reader, made, link):
    for other in (link.delivery.get_absolute_url(), reverse("home"), reverse("directives:inbox")):
        assert reader.get(other).url.startswith(reverse("account_login"))
    second = a_link(made, link.delivery)
    assert "Gửi mã" in body(reader.get(address(second)))
    assert reader.get(address(second, "access-file", "letter")).url == address(second)


def test_the_session_is_a_new_one(client, link):
    session = client.session
    session["planted"] = 1
    session.save()
    planted = session.session_key
    enter(client, link)
    assert client.session.session_key != planted
    client.cookies["sessionid"] = planted
    assert "Gửi mã" in body(client.get(address(link)))


def test_after_half_an_hour_a_code_is_asked_for_again(reader, link, now):
    now["now"] += timedelta(minutes=29)
    assert "Gửi mã" not in body(reader.get(address(link)))
    now["now"] += timedelta(minutes=1)
    assert "Gửi mã" in body(reader.get(address(link)))


def test_who_closes_the_letter_needs_a_code_again(reader, link):
    reader.post(address(link, "access-leave"))
    assert "Gửi mã" in body(reader.get(address(link)))


def test_what_is_open_closes_with_the_link(reader, link):
    AccessLink.objects.filter(pk=link.pk).update(revoked_at=clock.now())
    assert reader.get(address(link)).status_code == 404
    assert reader.get(address(link, "access-file", "letter")).status_code == 404


def test_one_answer_to_every_code_that_does_not_open(client, link, now):
    code = code_of(link, at=clock.now())
    answers = {gone_form(client, link, wrong(code))}
    enter(client, link, code)
    client.logout()
    answers.add(gone_form(client, link, code))
    now["now"] += timedelta(minutes=11)
    answers.add(gone_form(client, link, code))
    assert len(answers) == 1


def gone_form(client, link, code):
    answer = enter(client, link, code)
    assert answer.status_code == 422
    return re.sub(r'(csrfmiddlewaretoken" value|nonce|name="code" value)="[^"]+"', "", body(answer))


def test_the_press_for_a_code_says_so_and_a_sixth_is_refused(client, link, now):
    said = [body(client.post(address(link, "access-code"), follow=True))]
    for _press in range(5):
        now["now"] += timedelta(minutes=1)
        said.append(body(client.post(address(link, "access-code"), follow=True)))
    assert ["Mã đang được gửi" in text for text in said] == [True] * 5 + [False]
    assert "Đã gửi 5 mã" in said[-1]


def test_trying_from_one_place_and_on_one_link_is_slowed_down(client, link, monkeypatch):
    monkeypatch.setattr(views, "REQUESTS_PER_MINUTE", 3)
    assert [client.get(address(link)).status_code for _try in range(4)] == [200, 200, 200, 429]
    monkeypatch.setattr(views, "TRIES_PER_MINUTE", 2)
    tries = [
        client.post(address(link, "access-enter"), {"code": "1"}, REMOTE_ADDR=f"198.51.100.{n}").status_code
        for n in range(3)
    ]
    assert tries == [422, 422, 429]


# ---- acknowledging ----


def press(client, link, digest=None):
    digest = digest or link.delivery.directive.bundle_sha256
    return client.post(address(link, "access-acknowledge"), {"bundle_sha256": digest}, follow=True)


def test_the_press_acknowledges_for_the_contact_with_a_proof(reader, link):
    text = body(press(reader, link))
    found = Acknowledgement.objects.get()
    assert (found.person, found.office, found.proof) == (link.name, "Hành chính", Proof.ONE_TIME_CODE)
    assert found.code in text
    entry = AuditEntry.objects.get(verb="delivery.acknowledge")
    assert (entry.role, entry.detail.ip, entry.detail.note) == ("visitor", "127.0.0.1", link.name)
    papers.render(Paper.objects.get(kind="acknowledgement_proof"), at=ISSUED)
    assert content_type(reader.get(address(link, "access-proof"))) == "application/pdf"


def test_another_bundle_than_the_page_showed_is_refused_in_words(reader, link):
    assert "không phải gói đã phát hành" in body(press(reader, link, "0" * 64))
    assert not Acknowledgement.objects.exists()


def test_a_report_needs_an_account_and_the_page_says_so(reader, link):
    assert ReportRequest.objects.filter(delivery=link.delivery).exists()
    assert "Báo cáo kết quả cần tài khoản" in body(reader.get(address(link)))


def test_after_the_recall_the_page_says_so_and_nothing_is_acknowledged(reader, made, link):
    recalls = {"relation": "recalls", "related": link.delivery.directive.letter}
    send_out(made, a_directive(made, lines=[], asked=[], at=ISSUED + timedelta(days=1), **recalls))
    page = body(reader.get(address(link)))
    assert "đã bị thu hồi" in page
    assert address(link, "access-acknowledge") not in page
    press(reader, link)
    assert not Acknowledgement.objects.exists()
