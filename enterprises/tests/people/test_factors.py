"""Codes of a second factor are good once and come from the system's generator; nothing leads around them."""

import json
import secrets
import time
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from antt_portal.core import proof
from antt_portal.core.at_rest import open_sealed
from antt_portal.core.tests.page import select, tree_of
from enterprises.models import Role
from enterprises.tests.factories import TOTP_SECRET, actor, give_second_factor

pytestmark = pytest.mark.django_db
PASSWORD, NEW = "mat-khau-thu-2026", "mat-khau-moi-2027"
AT = 1_790_000_000  # an instant in the machine's time: codes and proofs are of that


@pytest.fixture
def person(time_machine):
    """With a password, an app and spare codes."""
    time_machine.move_to(AT, tick=False)
    user = actor(Role.HEAD).user
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    give_second_factor(user)
    return user


def code_now():
    return format_hotp_value(hotp_value(TOTP_SECRET, int(time.time()) // 30))


def is_in(client):
    return "_auth_user_id" in client.session


def after_password(person, password=PASSWORD):
    """A browser that is asked for a code."""
    client = Client()
    answer = client.post(reverse("account_login"), {"login": person.email, "password": password})
    assert answer.headers["Location"] == reverse("mfa_authenticate")
    assert not is_in(client)
    return client


def signs_in(person, code):
    client = after_password(person)
    client.post(reverse("mfa_authenticate"), {"code": code})
    return is_in(client)


def test_a_code_of_the_app_signs_in_once(person, time_machine):
    shown = code_now()
    assert signs_in(person, shown)
    assert not signs_in(person, shown)
    time_machine.move_to(AT + 60, tick=False)
    assert not signs_in(person, shown)
    assert signs_in(person, code_now())


def test_a_spare_code_signs_in_once(person):
    spare, another, *_more = RecoveryCodes.activate(person).get_unused_codes()
    assert signs_in(person, spare)
    assert not signs_in(person, spare)
    assert signs_in(person, another)


def test_seeds_come_from_the_systems_generator(person, client, monkeypatch):
    """Both are made of what ``secrets`` gives, and of nothing else."""
    monkeypatch.setattr(secrets, "token_bytes", lambda length: b"\0" * length)
    monkeypatch.setattr(secrets, "token_hex", lambda length: "00" * length)
    person.authenticator_set.all().delete()
    client.force_login(person)
    page = tree_of(client.get(reverse("mfa_activate_totp")).content.decode())
    (shown,) = select(page, "#authenticator_secret")
    assert shown.get("value") == "A" * 32
    assert RecoveryCodes.generate_seed() == "00" * 40


def test_a_new_password_by_mail_leads_around_no_second_factor(person, client, mailoutbox):
    client.post(reverse("account_reset_password"), {"email": person.email})
    link = next(word for word in mailoutbox[0].body.split() if "/password/reset/key/" in word)
    page = client.get(link.partition("testserver")[2], follow=True)
    answer = client.post(page.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    assert answer.status_code == 302
    person.refresh_from_db()
    assert person.check_password(NEW)
    assert not is_in(client)
    asked = after_password(person, NEW)
    assert asked.get(reverse("home")).status_code == 302
    asked.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert not is_in(asked)
    asked.post(reverse("mfa_authenticate"), {"code": code_now()})
    assert is_in(asked)


# What is sent to change what proves a person; spare codes are only shown.
CHANGING = [
    ("account_email", {"action_add": "1", "email": "moi@vidu.example"}),
    ("account_email", {"action_remove": "1", "email": "hai@vidu.example"}),
    ("account_email", {"action_primary": "1", "email": "hai@vidu.example"}),
    ("mfa_activate_totp", {"code": "000000"}),
    ("mfa_deactivate_totp", {}),
    ("mfa_add_webauthn", {"name": "Khóa", "credential": "{}"}),
    ("mfa_generate_recovery_codes", {}),
    ("mfa_view_recovery_codes", None),
]


@pytest.mark.parametrize(("name", "sent"), CHANGING)
def test_what_proves_a_person_is_changed_by_who_has_just_proved_it(person, client, name, sent):
    EmailAddress.objects.create(user=person, email="hai@vidu.example", verified=True)
    RecoveryCodes.activate(person)
    if name == "mfa_activate_totp":
        person.authenticator_set.filter(type="totp").delete()
    client.force_login(person)
    before = ways_in(person)
    prove(client, seconds_ago=proof.GOOD_FOR_SECONDS + 1)
    assert is_asked(ask(client, name, sent))
    assert ways_in(person) == before
    prove(client, seconds_ago=0)
    assert not is_asked(ask(client, name, sent))


def prove(client, *, seconds_ago):
    session = client.session
    session[proof.KEY] = time.time() - seconds_ago
    session.save()


def ask(client, name, sent):
    return client.get(reverse(name)) if sent is None else client.post(reverse(name), sent)


def is_asked(answer):
    return "/reauthenticate/" in answer.headers.get("Location", "")


def ways_in(person):
    addresses = EmailAddress.objects.filter(user=person).values_list("email", "primary")
    return set(addresses), set(person.authenticator_set.values_list("pk", "type"))


def kept(person):
    """What the database has of both factors, as text."""
    return json.dumps(list(person.authenticator_set.order_by("type").values_list("data", flat=True)))


def test_the_database_alone_gives_no_code(person):
    spare = RecoveryCodes.activate(person)
    seed = open_sealed(spare.instance.data["seed"])
    assert TOTP_SECRET not in kept(person)
    assert seed not in kept(person)
    assert not any(code in kept(person) for code in spare.generate_codes())


def test_a_seed_from_before_there_were_seals_still_opens_and_is_sealed_later(person):
    app = person.authenticator_set.get()
    app.data = {"secret": TOTP_SECRET}
    app.save()
    assert signs_in(person, code_now())
    assert TOTP_SECRET in kept(person)
    call_command("reseal_factors", stdout=StringIO())
    assert TOTP_SECRET not in kept(person)
    app.refresh_from_db()
    assert open_sealed(app.data["secret"]) == TOTP_SECRET


def test_after_a_change_of_the_key_seeds_are_opened_with_the_old_one_and_sealed_anew(person, settings):
    settings.OLD_SECRET_KEYS, settings.SECRET_KEY = [settings.SECRET_KEY], "moi-" + "1" * 50
    assert signs_in(person, code_now())
    call_command("reseal_factors", stdout=StringIO())
    settings.OLD_SECRET_KEYS = []
    assert open_sealed(person.authenticator_set.get().data["secret"]) == TOTP_SECRET


def test_with_a_lost_key_every_code_is_wrong_and_nothing_is_overwritten(person, settings):
    spare = RecoveryCodes.activate(person).generate_codes()[0]
    before = kept(person)
    settings.SECRET_KEY = "khac-" + "1" * 50
    assert not signs_in(person, code_now())
    assert not signs_in(person, spare)
    with pytest.raises(CommandError, match="OLD_SECRET_KEYS"):
        call_command("reseal_factors", stdout=StringIO())
    assert kept(person) == before
