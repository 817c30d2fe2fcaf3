"""Presses of the form that an investor is still writing: what was typed is saved on the way, without scripts too."""

import re

import pytest
from django.urls import reverse

from antt_portal.core.clock import VIETNAM
from directives.forwarding.covering import Covering
from directives.forwarding.preparing import drafted
from directives.models import Forwarding, Route
from directives.tests.audiences import issued, scene
from directives.tests.forwardings import forwarded, investor_of, own_delivery
from enterprises.models import Invitation, Membership
from enterprises.tests.factories import ContactFactory

pytestmark = pytest.mark.django_db
CONFLICT, UNPROCESSABLE = 409, 422
NOTE = "Đề nghị Quý công ty thực hiện."


@pytest.fixture
def made():
    return scene()


@pytest.fixture
def silent(made):
    """A tenant of the first zone without an account."""
    tenant = made.tenants[0][0]
    Membership.objects.filter(organisation=tenant).delete()
    ContactFactory(organisation=tenant)
    return tenant


@pytest.fixture
def own(made):
    return own_delivery(issued(made), made.investors[0])


@pytest.fixture
def visitor(client, made):
    client.force_login(investor_of(made).user)
    return client


def page_of(delivery, act=""):
    return reverse(f"directives:forward{act}", args=[delivery.public_id])


def typed(made, pressed, **more):
    to = [str(one.public_id) for one in (*made.tenants[0], made.both)]
    return {"note": NOTE, "number": "7", "to": to, "version": "1", "organisation": str(pressed.public_id), **more}


def note_of(delivery):
    return Covering.stored(drafted(delivery).covering).note


def test_the_button_belongs_to_the_form_that_is_being_written(visitor, own, silent):
    text = visitor.get(page_of(own)).content.decode()
    (button,) = re.findall(rf'<button[^>]*value="{silent.public_id}">Mời', text)
    assert f'form="forward" formaction="{page_of(own, "-invite")}"' in button


def test_inviting_somebody_saves_what_was_typed(visitor, own, made, silent):
    visitor.post(page_of(own, "-invite"), typed(made, silent))
    assert Invitation.objects.get().organisation == silent
    assert note_of(own) == NOTE


def test_who_is_invited_already_has_no_button_but_the_day(visitor, own, made, silent):
    visitor.post(page_of(own, "-invite"), typed(made, silent))
    text = visitor.get(page_of(own)).content.decode()
    assert f'value="{silent.public_id}">Mời' not in text
    assert f"Đã mời ngày {Invitation.objects.get().invited_at.astimezone(VIETNAM):%d/%m/%Y}, chờ trả lời" in text
    Invitation.objects.update(expires_at=own.recorded_at)
    assert f'value="{silent.public_id}">Mời' in visitor.get(page_of(own)).content.decode()


def test_where_it_cannot_be_saved_it_is_shown_again_and_nobody_is_invited(visitor, own, made, silent):
    response = visitor.post(page_of(own, "-invite"), typed(made, silent, number="bảy"))
    assert response.status_code == UNPROCESSABLE
    assert NOTE in response.content.decode()
    assert not Invitation.objects.exists()


def test_a_colleagues_later_words_are_a_conflict_and_not_overwritten(visitor, own, made, silent):
    visitor.post(page_of(own), typed(made, silent))
    response = visitor.post(page_of(own, "-invite"), typed(made, silent, note="Khác"))
    assert response.status_code == CONFLICT
    assert note_of(own) == NOTE
    assert not Invitation.objects.exists()


def test_putting_somebody_back_saves_what_was_typed(visitor, own, made):
    out = made.tenants[0][1]
    Route.objects.filter(delivery__organisation=out).update(excluded_at=own.recorded_at, excluded_reason="Đã trả đất")
    visitor.post(page_of(own, "-put-back"), typed(made, out))
    assert note_of(own) == NOTE
    assert not Route.objects.filter(excluded_at__isnull=False).exists()


def test_once_it_is_out_there_are_no_words_to_save(visitor, own, made, silent):
    before = forwarded(made, own.directive)
    visitor.post(page_of(own, "-invite"), {"organisation": str(silent.public_id)})
    assert Invitation.objects.exists()
    assert Forwarding.objects.get().covering == before.covering
    assert 'form id="invite"' in visitor.get(page_of(own)).content.decode()
