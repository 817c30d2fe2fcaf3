"""The page on which an investor forwards: what it shows, keeps and refuses."""

from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from antt_portal.core import blobs
from antt_portal.core.tests.inspection.corpus import jpeg, pdf
from directives.forwarding.covering import Covering
from directives.forwarding.preparing import prepare
from directives.models import Delivery, Forwarding, Route
from directives.tests.audiences import a_directive, issued, scene, send_out
from directives.tests.forwardings import FORWARDED, forwarded, investor_of, own_delivery, prepared
from enterprises.models import Role
from enterprises.tests.factories import OrganisationFactory, actor, place

pytestmark = pytest.mark.django_db
OK, CONFLICT, UNPROCESSABLE = 200, 409, 422
TYPED = {
    "note": "Đề nghị Quý công ty thực hiện.",
    "number": "7",
    "symbol": "HTTN-KD",
    "dated_on": "09/03/2026",
    "office": "Giám đốc",
    "signer": "Phạm Văn Ví Dụ",
}


@pytest.fixture
def made():
    return scene()


@pytest.fixture
def directive(made):
    return issued(made)


@pytest.fixture
def own(made, directive):
    return own_delivery(directive, made.investors[0])


@pytest.fixture
def visitor(client, made):
    client.force_login(investor_of(made).user)
    return client


def page_of(delivery, act=""):
    return reverse(f"directives:forward{act}", args=[delivery.public_id])


def typed(to, version=1, **more):
    return {**TYPED, "to": [str(one.public_id) for one in to], "version": str(version), **more}


def everybody(made):
    return [*made.tenants[0], made.both]


def body(response):
    return response.content.decode()


def test_the_tenants_of_its_zones_are_preselected_and_others_are_not_named(visitor, own, made):
    text = body(visitor.get(page_of(own)))
    for tenant in everybody(made):
        assert f'value="{tenant.public_id}" checked' in text
    for stranger in (*made.tenants[1], made.investors[1], made.nobodys):
        assert str(stranger.public_id) not in text


def test_home_leads_to_the_page_while_somebody_waits(visitor, own, made, directive):
    assert page_of(own) in body(visitor.get(reverse("home")))
    forwarded(made, directive)
    assert page_of(own) not in body(visitor.get(reverse("home")))


def test_the_letter_is_quoted_where_it_asks_to_forward_and_its_bundle_is_named(visitor, own, directive):
    text = body(visitor.get(page_of(own)))
    assert "đề nghị các doanh nghiệp nghiêm túc thực hiện" in text
    assert directive.bundle_sha256 in text


def test_one_press_saves_what_was_typed_and_forwards(visitor, own, made):
    response = visitor.post(page_of(own, "-send"), typed(everybody(made)), follow=True)
    assert "3 doanh nghiệp" in body(response)
    reached = Delivery.objects.filter(organisation__in=everybody(made))
    assert all(one.sent_at for one in reached)
    covering = Covering.stored(Forwarding.objects.get().covering)
    assert (covering.number, covering.office, covering.signer) == (7, "GIÁM ĐỐC", "Phạm Văn Ví Dụ")


def test_whoever_is_not_chosen_needs_a_reason_and_nothing_typed_is_lost(visitor, own, made):
    first, second = made.tenants[0]
    response = visitor.post(page_of(own, "-send"), typed([first]))
    assert response.status_code == UNPROCESSABLE
    assert f'id="to-{second.public_id}" name="to" value="{second.public_id}">' in body(response)
    assert "HTTN-KD" in body(response)
    assert not Route.objects.filter(via=made.investors[0], sent_at__isnull=False).exists()
    reasons = {f"why-{one.public_id}": "Trả đất ngày 30/09" for one in (second, made.both)}
    visitor.post(page_of(own, "-send"), typed([first], **reasons))
    assert Route.objects.get(via=made.investors[0], delivery__organisation=second).excluded_reason


def test_somebody_who_has_left_the_zone_is_not_preselected(visitor, own, made):
    gone = made.tenants[0][0]
    gone.tenancies.update(valid_to="2026-03-10")
    text = body(visitor.get(page_of(own)))
    assert f'value="{gone.public_id}" checked' not in text
    assert f"Không còn hoạt động tại {made.zones[0]}" in text


def test_whom_a_person_chose_stays_chosen(visitor, own, made):
    gone = made.tenants[0][0]
    gone.tenancies.update(valid_to="2026-03-10")
    visitor.post(page_of(own), typed(everybody(made)), headers={"X-Autosave": "1"})
    assert f'value="{gone.public_id}" checked' in body(visitor.get(page_of(own)))


def test_ids_of_others_in_the_form_count_for_nothing(visitor, own, made):
    before = set(Delivery.objects.filter(sent_at__isnull=False).values_list("pk", flat=True))
    tampered = typed([*everybody(made), *made.tenants[1], OrganisationFactory()])
    visitor.post(page_of(own, "-send"), tampered)
    new = Delivery.objects.filter(sent_at__isnull=False).exclude(pk__in=before)
    assert {one.organisation for one in new.select_related("organisation")} == set(everybody(made))


def test_a_covering_letter_without_number_does_not_go_out_and_the_page_says_what_is_missing(visitor, own, made):
    response = visitor.post(page_of(own, "-send"), typed(everybody(made), number=""))
    assert response.status_code == CONFLICT
    assert "còn thiếu: số" in body(response)


def test_saving_while_typing_keeps_words_and_who_is_left_out(visitor, own, made):
    first, second = made.tenants[0]
    send = typed([first, made.both], **{f"why-{second.public_id}": "Trả đất"})
    response = visitor.post(page_of(own), send, headers={"X-Autosave": "1"})
    assert response.json()["version"] == 2
    text = body(visitor.get(page_of(own)))
    assert f'value="{second.public_id}" checked' not in text
    assert "Trả đất" in text


def test_saving_the_same_again_changes_nothing(visitor, own, made):
    send = typed(everybody(made), version=1)
    first = visitor.post(page_of(own), send, headers={"X-Autosave": "1"}).json()["version"]
    assert (
        visitor.post(page_of(own), {**send, "version": first}, headers={"X-Autosave": "1"}).json()["version"] == first
    )


def test_a_colleague_who_saved_first_is_a_conflict_until_one_decides(visitor, own, made):
    colleague = actor(Role.HEAD, made.investors[0])
    visitor.post(page_of(own), typed(everybody(made)), headers={"X-Autosave": "1"})
    visitor.force_login(colleague.user)
    other = typed(everybody(made), note="Lời khác.")
    conflict = visitor.post(page_of(own), other, headers={"X-Autosave": "1"})
    assert conflict.status_code == CONFLICT
    assert "Đề nghị Quý công ty thực hiện." in conflict.json()["conflict_html"]
    assert visitor.post(page_of(own), other).status_code == CONFLICT
    visitor.post(page_of(own), {**other, "over": "2"})
    assert Forwarding.objects.get().covering["note"] == "Lời khác."


def test_a_fault_while_typing_is_said_and_saved_nowhere(visitor, own, made):
    response = visitor.post(page_of(own), typed([], number="bảy"), headers={"X-Autosave": "1"})
    assert response.status_code == UNPROCESSABLE
    assert "Số" in response.json()["error"]


def upload(content, name):
    return SimpleUploadedFile(name, content)


def test_the_signed_letter_is_kept_byte_by_byte_and_is_what_tenants_read(visitor, own, made, client):
    signed = pdf()
    send = typed(everybody(made), do="sign") | {"signed": upload(signed, "Thu-chuyen.pdf")}
    visitor.post(page_of(own), send)
    forwarding = Forwarding.objects.get()
    visitor.post(page_of(own, "-send"), typed(everybody(made), version=forwarding.version))
    client.force_login(made.people[made.tenants[0][0].pk][0].user)
    response = client.get(reverse("directives:covering-letter", args=[forwarding.public_id]))
    assert b"".join(response.streaming_content) == signed


def test_words_do_not_change_under_a_signature_until_it_is_taken_back(visitor, own, made):
    visitor.post(page_of(own), typed(everybody(made), do="sign") | {"signed": upload(jpeg(), "Thu.jpg")})
    version = Forwarding.objects.get().version
    changed = typed(everybody(made), version=version, note="Lời khác.")
    assert "bỏ bản ký" in body(visitor.post(page_of(own), changed))
    visitor.post(page_of(own), {**changed, "do": "unsign"})
    forwarding = Forwarding.objects.get()
    assert (forwarding.signed, forwarding.covering["note"]) == (None, "Lời khác.")


def test_a_signed_letter_may_come_once_after_it_was_sent(visitor, own, made, directive):
    forwarding = forwarded(made, directive)
    for name in ("Mot.jpg", "Hai.jpg"):
        forwarding.refresh_from_db()
        visitor.post(page_of(own, "-sign"), {"signed": upload(jpeg(), name)})
    forwarding.refresh_from_db()
    assert forwarding.signed_name == "Mot.jpg"


def test_the_preview_is_the_letter_as_it_was_saved(visitor, own, made):
    visitor.post(page_of(own), typed(everybody(made)))
    response = visitor.post(page_of(own), typed(everybody(made), version=2, do="preview"))
    preview = visitor.get(response.url)
    assert preview["Content-Type"] == "application/pdf"
    assert not Forwarding.objects.filter(status="sent").exists()


def test_after_forwarding_the_page_shows_how_far_each_got(visitor, own, made, directive):
    forwarded(made, directive)
    Delivery.objects.filter(organisation=made.tenants[0][0]).update(delivered_at=FORWARDED, opened_at=FORWARDED)
    text = body(visitor.get(page_of(own)))
    assert text.count("rung-1") == 2
    assert text.count("rung-3") == 1
    assert str(made.tenants[1][0]) not in text


def test_newcomers_are_offered_unchosen_before_and_sent_by_one_press_after(visitor, own, made, directive):
    new = OrganisationFactory(board=made.office.own.board)
    place(new, made.zones[0])
    assert f'value="{new.public_id}">' in body(visitor.get(page_of(own)))
    forwarding = forwarded(made, directive)
    assert f'value="{new.public_id}" checked>' in body(visitor.get(page_of(own)))
    visitor.post(page_of(own, "-send"), {"to": str(new.public_id), "version": forwarding.version})
    assert Delivery.objects.get(organisation=new).sent_at


def test_somebody_left_out_can_be_put_back(visitor, own, made, directive):
    second = made.tenants[0][1]
    forwarded(made, directive, to=[made.tenants[0][0], made.both], left_out={second.pk: "Trả đất"})
    assert "Trả đất" in body(visitor.get(page_of(own)))
    visitor.post(page_of(own, "-put-back"), {"organisation": str(second.public_id)})
    assert Route.objects.get(via=made.investors[0], delivery__organisation=second).excluded_at is None


def test_a_recalled_letter_can_be_forwarded_no_more_and_the_page_says_so(visitor, own, made, directive):
    draft = prepared(made, directive)
    send_out(made, a_directive(made, lines=[], asked=[], relation="recalls", related=directive.letter))
    response = visitor.get(page_of(own))
    assert "đã bị thu hồi" in body(response)
    assert "forward/send/" not in body(response)
    refused = visitor.post(page_of(own, "-send"), typed(everybody(made), version=draft.version))
    assert refused.status_code == CONFLICT


@pytest.mark.parametrize("who", ["tenant", "other investor", "board"])
def test_nobody_else_forwards(client, own, made, who):
    people = {
        "tenant": made.people[made.tenants[0][0].pk][0],
        "other investor": investor_of(made, 1),
        "board": made.office.officer,
    }
    client.force_login(people[who].user)
    expected = 403 if who == "board" else 404
    assert client.get(page_of(own)).status_code == expected
    assert client.post(page_of(own, "-send"), typed(everybody(made))).status_code == expected


@pytest.mark.parametrize(("who", "status"), [("tenant", 200), ("of the other zone", 404), ("other investor", 404)])
def test_the_covering_letter_is_for_whoever_got_it(client, made, directive, who, status):
    forwarding = forwarded(made, directive)
    blob = blobs.keep_bytes(jpeg(), media_type="image/jpeg", board_id=directive.board_id, at=FORWARDED)
    Forwarding.objects.update(signed=blob, signed_name="Thu.jpg")
    people = {
        "tenant": made.people[made.tenants[0][0].pk][0],
        "of the other zone": made.people[made.tenants[1][0].pk][0],
        "other investor": investor_of(made, 1),
    }
    client.force_login(people[who].user)
    response = client.get(reverse("directives:covering-letter", args=[forwarding.public_id]))
    response.close()
    assert response.status_code == status


def test_a_tenant_downloads_the_bytes_that_the_board_issued(client, made, directive):
    forwarded(made, directive)
    tenant = made.people[made.tenants[0][0].pk][0]
    client.force_login(tenant.user)
    delivery = own_delivery(directive, tenant.organisation)
    (issued_file,) = directive.manifest["files"]
    response = client.get(reverse("directives:delivery-file", args=[delivery.public_id, issued_file["key"]]))
    assert sha256(b"".join(response.streaming_content)).hexdigest() == issued_file["sha256"]


def test_without_a_file_there_is_no_signed_letter_and_what_was_typed_stays(visitor, own, made):
    response = visitor.post(page_of(own), typed(everybody(made), do="sign"))
    assert response.status_code == CONFLICT
    assert "HTTN-KD" in body(response)
    assert Forwarding.objects.get().signed is None


def test_a_draft_is_nobody_elses(client, made, directive):
    draft = prepare(own_delivery(directive, made.investors[0]), by=investor_of(made), at=FORWARDED)
    client.force_login(made.people[made.tenants[0][0].pk][0].user)
    assert client.get(reverse("directives:covering-letter", args=[draft.public_id])).status_code == 404


def test_the_page_asks_the_same_for_two_tenants_and_for_fifteen(client):
    def questions(tenants):
        made = scene(tenants)
        delivery = own_delivery(issued(made), made.investors[0])
        client.force_login(investor_of(made).user)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page_of(delivery)).status_code == OK
        return len(queries)

    assert questions(1) == questions(14)
