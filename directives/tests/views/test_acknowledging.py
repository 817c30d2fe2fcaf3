"""Acknowledging on the page: deliberate, once, and cheap enough for two thousand in a minute."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from antt_portal.core import papers
from antt_portal.core.models import Paper
from directives.models import Acknowledgement, Delivery, Route
from directives.tests.audiences import ISSUED, a_directive, issued, scene, send_out
from enterprises.models import Role
from enterprises.tests.factories import MembershipFactory, actor

pytestmark = pytest.mark.django_db
# Session, person, memberships, then the act itself with its record, its proof and the message.
MOST_QUERIES = 25


@pytest.fixture
def reader(client, made, sent):
    client.force_login(made.people[sent.organisation_id][0].user)
    return client


def url(delivery):
    return reverse("directives:acknowledge", args=[delivery.public_id])


def press(client, delivery, sha256=None):
    return client.post(url(delivery), {"bundle_sha256": sha256 or delivery.directive.bundle_sha256})


def test_the_page_says_what_is_acknowledged_and_acknowledges_nothing(reader, sent):
    page = reader.get(url(sent)).content.decode()
    assert sent.directive.bundle_sha256 in page
    assert str(sent.directive.letter) in page
    assert not Acknowledgement.objects.exists()


def test_a_press_acknowledges_and_a_second_one_changes_nothing(reader, made, sent):
    assert press(reader, sent).url == url(sent)
    assert press(reader, sent).url == url(sent)
    found = Acknowledgement.objects.get()
    person = made.people[sent.organisation_id][0].user
    assert (found.user, found.person, found.office) == (person, person.full_name, "Người soạn")


def test_after_the_press_the_page_says_what_was_acknowledged_and_what_is_left_to_do(reader, made, sent):
    request = sent.requests.get()
    page = reader.get(press(reader, sent).url).content.decode()
    made_now = Acknowledgement.objects.get()
    assert made_now.code in page
    assert reverse("directives:acknowledgement-proof", args=[sent.public_id]) in page
    assert reverse("reports:request", args=[request.public_id]) in page
    assert reverse("directives:forward", args=[sent.public_id]) in page
    request.reported_at = ISSUED
    request.save()
    Route.objects.filter(directive=sent.directive).update(sent_at=ISSUED)
    page = reader.get(url(sent)).content.decode()
    assert reverse("reports:request", args=[request.public_id]) not in page
    assert reverse("directives:forward", args=[sent.public_id]) not in page


def test_of_a_recalled_letter_the_receipt_gives_way_to_the_page_that_says_so(reader, made, sent):
    press(reader, sent)
    recall = a_directive(
        made, lines=[], asked=[], relation="recalls", related=sent.directive.letter, at=ISSUED + timedelta(days=1)
    )
    send_out(made, recall)
    assert reader.get(url(sent)).url == sent.get_absolute_url()


def test_the_proof_names_the_role_in_vietnamese_also_on_an_english_page(reader, sent):
    reader.cookies["django_language"] = "en"
    press(reader, sent)
    assert Acknowledgement.objects.get().office == "Người soạn"


def test_another_bundle_than_the_page_showed_is_refused_in_words(reader, sent):
    response = reader.post(url(sent), {"bundle_sha256": "0" * 64}, follow=True)
    assert "không phải gói đã phát hành" in response.content.decode()
    assert not Acknowledgement.objects.exists()


def test_after_the_recall_the_press_is_refused_in_words(reader, made, sent):
    recall = a_directive(
        made, lines=[], asked=[], relation="recalls", related=sent.directive.letter, at=ISSUED + timedelta(days=1)
    )
    send_out(made, recall)
    response = reader.post(url(sent), {"bundle_sha256": sent.directive.bundle_sha256}, follow=True)
    assert "đã được thu hồi" in response.content.decode()
    assert not Acknowledgement.objects.exists()


def test_the_board_does_not_acknowledge_for_others(client, made, sent):
    client.force_login(made.office.officer.user)
    assert press(client, sent).status_code == 403


def test_the_press_costs_few_queries_and_renders_nothing(reader, made, sent, monkeypatch):
    monkeypatch.setattr(papers, "render_pdf", lambda document: pytest.fail("rendered inside the act"))
    with CaptureQueriesContext(connection) as queries:
        press(reader, sent)
    assert Acknowledgement.objects.exists()
    assert len(queries) <= MOST_QUERIES, "\n".join(one["sql"][:150] for one in queries)


def test_the_press_costs_the_same_in_a_large_audience(client):
    def cost(tenants):
        made = scene(tenants)
        delivery = Delivery.objects.get(directive=issued(made), organisation=made.investors[0])
        client.force_login(made.people[delivery.organisation_id][0].user)
        with CaptureQueriesContext(connection) as queries:
            press(client, delivery)
        return len(queries)

    assert cost(1) == cost(10)


def test_the_proof_is_there_for_the_organisation_and_its_board(reader, made, sent):
    press(reader, sent)
    papers.render(Paper.objects.get(kind="acknowledgement_proof"), at=ISSUED)
    address = reverse("directives:acknowledgement-proof", args=[sent.public_id])
    for person in (made.people[sent.organisation_id][0], made.office.clerk):
        reader.force_login(person.user)
        response = reader.get(address)
        assert b"".join(response.streaming_content).startswith(b"%PDF")


# ---- who sees to it ----


def entrusted(client, delivery, person):
    address = reverse("directives:assign-delivery", args=[delivery.public_id])
    return client.post(address, {"assignee": person.public_id if person else ""}, follow=True)


def test_another_colleague_sees_to_it_and_the_acknowledgement_stays(reader, sent):
    press(reader, sent)
    colleague = actor(Role.HEAD, sent.organisation).user
    entrusted(reader, sent, colleague)
    found = Delivery.objects.get(pk=sent.pk)
    assert (found.assignee, Acknowledgement.objects.count()) == (colleague, 1)
    entrusted(reader, sent, None)
    assert Delivery.objects.get(pk=sent.pk).assignee is None


def test_nobody_of_another_organisation_sees_to_it(reader, made, sent):
    stranger = made.people[made.investors[1].pk][0].user
    former = MembershipFactory(organisation=sent.organisation, valid_to=ISSUED.date()).user
    for person in (stranger, former):
        assert "không nhận văn bản" in entrusted(reader, sent, person).content.decode()
    assert Delivery.objects.get(pk=sent.pk).assignee is None
