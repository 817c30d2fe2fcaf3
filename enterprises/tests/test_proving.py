"""Acts that ask who is there: done at once after a sign-in, held and offered again when that is long ago."""

import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from antt_portal.core import proof
from antt_portal.core.tests.page import select, tree_of
from enterprises.models import Invitation, Role
from enterprises.proving import KEY, asks_who, held_act
from enterprises.tests.factories import ContactFactory, actor

pytestmark = pytest.mark.django_db
PASSWORD = "mat-khau-thu-2026"


@pytest.fixture
def head(client):
    head = actor(Role.HEAD)
    head.user.set_password(PASSWORD)
    head.user.save()
    client.force_login(head.user)
    return head


@pytest.fixture
def contact(head):
    return ContactFactory(organisation=head.organisation)


def grow_old(client, seconds=proof.GOOD_FOR_SECONDS + 1):
    session = client.session
    session[proof.KEY] = time.time() - seconds
    session.save()


def invite(client, contact):
    page = reverse("enterprises:contacts", args=[contact.organisation.public_id])
    address = reverse("enterprises:invitation-send", args=[contact.public_id])
    return client.post(address, {"role": "head"}, headers={"Referer": f"http://testserver{page}"})


def test_signing_in_is_a_proof(client, contact):
    invite(client, contact)
    assert Invitation.objects.get().contact == contact


def test_a_proof_grows_old(client, contact):
    grow_old(client, seconds=proof.GOOD_FOR_SECONDS - 30)
    invite(client, contact)
    assert Invitation.objects.exists()


def test_after_a_quarter_of_an_hour_the_act_waits_and_is_done_with_all_that_was_typed(client, contact):
    grow_old(client)
    asked = invite(client, contact)
    held = reverse("enterprises:held-act")
    assert asked.headers["Location"] == f"{reverse('account_reauthenticate')}?next={held.replace('/', '%2F')}"
    assert not Invitation.objects.exists()
    proved = client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": held})
    assert proved.headers["Location"] == held
    assert not Invitation.objects.exists()
    tree = tree_of(client.get(held).content.decode())
    (form,) = select(tree, "main form.panel")
    fields = {one.get("name"): one.get("value") for one in select(form, "input[type=hidden]")}
    client.post(form.get("action"), fields)
    assert Invitation.objects.get().role == Role.HEAD
    assert KEY not in client.session


def test_a_wrong_password_proves_nothing(client, contact):
    grow_old(client)
    invite(client, contact)
    client.post(reverse("account_reauthenticate"), {"password": "sai-mat-khau", "next": "/"})
    assert not proof.is_fresh(client.session)


def test_a_held_act_can_be_dropped(client, contact):
    grow_old(client)
    invite(client, contact)
    answer = client.post(reverse("enterprises:held-act-drop"))
    assert answer.headers["Location"] == reverse("enterprises:contacts", args=[contact.organisation.public_id])
    assert client.get(reverse("enterprises:held-act")).headers["Location"] == reverse("home")


def test_what_is_too_long_to_be_held_is_said_to_be_lost(client, contact):
    grow_old(client)
    address = reverse("enterprises:invitation-send", args=[contact.public_id])
    answer = client.post(address, {"role": "x" * 300_001})
    assert answer.headers["Location"].endswith("?next=%2F")
    assert KEY not in client.session


def test_a_script_gets_words(client, contact):
    grow_old(client)
    address = reverse("enterprises:invitation-send", args=[contact.public_id])
    answer = client.post(address, headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert "danh tính" in answer.json()["error"]


def test_files_are_asked_for_again_by_name(client, head):
    request = RequestFactory().post(
        "/x/", {"note": ["một", "hai"], "paper": SimpleUploadedFile("Quyết định.pdf", b"%PDF")}
    )
    request.session = client.session
    asks_who("Thử")(lambda _request: HttpResponse())(_aged(request))
    held = held_act(request.session)
    assert held.fields == [("note", "một"), ("note", "hai")]
    assert held.files == [["paper", "Quyết định.pdf"]]


def _aged(request):
    request.session.pop(proof.KEY, None)
    return request


def test_looking_asks_nothing(client, contact):
    grow_old(client)
    page = reverse("enterprises:contacts", args=[contact.organisation.public_id])
    assert client.get(page).status_code == 200


def test_a_proof_from_the_future_is_none(client, head):
    grow_old(client, seconds=-60)
    assert not proof.is_fresh(client.session)
