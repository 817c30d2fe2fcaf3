"""The page of a directive as its receiver has it, and its files."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from antt_portal.core import blobs
from antt_portal.core.models import Blob
from directives.asking.directing import Asked, Line
from directives.models import Delivery, DeliveryStep, Group, ObligationKind, Rung
from directives.tests.audiences import CLOSING, ISSUED, ITEM, a_directive, issued, send_out
from enterprises.models import Organisation

pytestmark = pytest.mark.django_db
STRESSED = "Ban Quản lý đề nghị các doanh nghiệp"


def sign_in(client, made, organisation):
    client.force_login(made.people[organisation.pk][0].user)


@pytest.fixture
def reader(client, made, sent):
    sign_in(client, made, sent.organisation)
    return client


def again(delivery):
    return Delivery.objects.get(pk=delivery.pk)


def test_looking_at_it_opens_it_once(reader, sent):
    before = timezone.now()
    reader.get(sent.get_absolute_url())
    first = again(sent)
    assert before <= first.opened_at <= timezone.now()
    reader.get(sent.get_absolute_url())
    assert again(sent).opened_at == first.opened_at
    assert DeliveryStep.objects.filter(rung=Rung.OPENED).count() == 1


def test_asking_for_its_headers_or_fetching_ahead_opens_nothing(reader, sent):
    reader.head(sent.get_absolute_url())
    reader.get(sent.get_absolute_url(), headers={"sec-purpose": "prefetch;prerender"})
    assert again(sent).opened_at is None


def test_the_board_looks_without_opening_it_and_goes_back_to_the_coverage(client, made, sent):
    client.force_login(made.office.officer.user)
    page = client.get(sent.get_absolute_url())
    assert f'class="back" href="{sent.directive.get_absolute_url()}"' in page.content.decode()
    assert again(sent).opened_at is None


def test_fetching_the_link_of_the_mail_changes_nothing(client, sent):
    response = client.get(sent.get_absolute_url())
    assert response.url.startswith(reverse("account_login"))
    assert again(sent).rung == Rung.SENT
    assert not DeliveryStep.objects.exists()


def test_a_tenant_sees_it_only_once_it_was_sent(client, made, sent):
    tenant = made.tenants[0][0]
    waiting = Delivery.objects.get(directive=sent.directive, organisation=tenant)
    sign_in(client, made, tenant)
    assert client.get(waiting.get_absolute_url()).status_code == 404
    Delivery.objects.filter(pk=waiting.pk).update(sent_at=ISSUED)
    assert client.get(waiting.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("name", ["delivery", "acknowledge", "acknowledgement-proof"])
def test_what_others_got_answers_like_what_was_never_there(client, made, sent, name):
    """The same page and the same questions to the database, so that not even time tells them apart."""
    sign_in(client, made, made.investors[1])
    unknown = "00000000-0000-4000-8000-000000000000"

    def asked(public_id):
        with CaptureQueriesContext(connection) as queries:
            response = client.get(reverse(f"directives:{name}", args=[public_id]))
        assert response.status_code == 404
        return len(queries)

    assert asked(sent.public_id) == asked(unknown)


def test_it_shows_the_words_of_the_letter_that_concern_this_organisation(client, made):
    asked = [
        Asked(text=ITEM, title="Camera", audience={"kinds": ["tenant"]}),
        Asked(text=CLOSING, title="Chuyển", kind=ObligationKind.FORWARDING, audience={"kinds": ["investor"]}),
        Asked(
            text=STRESSED, title="Hóa chất", kind=ObligationKind.EMPHASIS, audience={"traits": ["handles_chemicals"]}
        ),
    ]
    Organisation.objects.filter(pk=made.tenants[0][0].pk).update(handles_chemicals=True)
    directive = issued(made, lines=[Line(group=Group.ENTERPRISES)], asked=asked)
    for organisation, expected in (
        (made.investors[0], ([], [], CLOSING)),
        (made.tenants[0][0], ([ITEM], [STRESSED], None)),
        (made.tenants[0][1], ([ITEM], [], None)),
    ):
        sign_in(client, made, organisation)
        delivery = Delivery.objects.get(directive=directive, organisation=organisation)
        context = client.get(delivery.get_absolute_url()).context
        forwarding = context["forwarding"].text if context["forwarding"] else None
        found = ([one.text for one in context["items"]], [one.text for one in context["emphases"]], forwarding)
        assert found == expected


def test_a_recalled_one_says_so_and_leads_to_the_recall_and_back(reader, made, sent):
    recall = a_directive(
        made, lines=[], asked=[], relation="recalls", related=sent.directive.letter, at=ISSUED + timedelta(days=1)
    )
    send_out(made, recall)
    notice = Delivery.objects.get(directive=recall, organisation=sent.organisation)
    page = reader.get(sent.get_absolute_url())
    assert notice.get_absolute_url() in page.content.decode()
    assert not page.context["acknowledges"]
    assert page.context["open_requests"] == []
    assert sent.get_absolute_url() in reader.get(notice.get_absolute_url()).content.decode()


def test_the_page_costs_the_same_however_many_ways_and_proofs_there_are(reader, made, sent):
    """Beside the board's one way there is one more through each zone of another investor."""

    def queries():
        with CaptureQueriesContext(connection) as found:
            reader.get(sent.get_absolute_url())
        return len(found)

    reader.get(sent.get_absolute_url())
    before = queries()
    for zone in made.zones:
        sent.routes.create(
            board_id=sent.board_id, directive=sent.directive, via=made.investors[1], zone=zone, sent_at=ISSUED
        )
    for _time in range(3):
        DeliveryStep.objects.create(
            board_id=sent.board_id, delivery=sent, rung=Rung.DELIVERED, proof="mail", at=ISSUED, recorded_at=ISSUED
        )
    assert queries() == before


# ---- files ----


def test_a_file_of_the_bundle_comes_byte_by_byte_as_it_was_issued(reader, sent):
    url = reverse("directives:delivery-file", args=[sent.public_id, "letter"])
    response = reader.get(url)
    entry = sent.directive.manifest["files"][0]
    kept = Blob.objects.get(board_id=sent.board_id, sha256=entry["sha256"])
    with blobs.open_blob(kept) as stored:
        assert b"".join(response.streaming_content) == stored.read()
    assert response["X-Content-Type-Options"] == "nosniff"
    assert entry["file_name"] in response["Content-Disposition"]
    assert reader.get(url, headers={"if-none-match": response["ETag"]}).status_code == 304


def test_a_file_that_joined_the_letter_later_is_none_of_the_bundle(reader, made, sent):
    letter = sent.directive.letter
    blob = blobs.keep_bytes(b"%PDF-1.7 them", media_type="application/pdf", board_id=sent.board_id, at=ISSUED)
    letter.enclosures.create(
        board_id=sent.board_id, file_name="them.pdf", blob=blob, added_at=ISSUED, added_by=made.office.officer.user
    )
    url = reverse("directives:delivery-file", args=[sent.public_id, "enclosure-1"])
    assert reader.get(url).status_code == 404


def test_the_signatures_of_a_file_are_examined_for_its_reader(reader, sent):
    url = reverse("directives:delivery-file-signatures", args=[sent.public_id, "letter"])
    response = reader.get(url)
    assert response.context["name"] == str(sent.directive.letter)
    assert response.context["is_scan"]
