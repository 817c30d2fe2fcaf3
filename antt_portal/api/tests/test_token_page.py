"""Tokens are made and revoked by whoever answers for the organisation, who proves it; a secret is shown once."""

import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse

from antt_portal.api import token_page
from antt_portal.api import tokens as verbs
from antt_portal.api.models import ApiToken, Scope
from antt_portal.api.tests.programs import program
from antt_portal.api.tokens import make, revoke
from antt_portal.core import clock, proof
from antt_portal.core.models import AuditEntry
from antt_portal.core.refusal import Refused
from antt_portal.core.secret import digest_of
from directives.tests.office import delegated
from enterprises.models import OrganisationKind, Role
from enterprises.tests.factories import OrganisationFactory, actor, board_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def own():
    return OrganisationFactory()


@pytest.fixture
def head(own):
    return actor(Role.HEAD, own)


def enter(client, person):
    client.force_login(person.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def typed(**changes):
    until = clock.today() + timedelta(days=90)
    return {"name": "Phần mềm thử", "scopes": [Scope.REPORTS], "expires_on": f"{until:%d/%m/%Y}", **changes}


def made(by, **changes):
    given = {"expires_on": clock.today() + timedelta(days=90), "by": by, "at": clock.now(), **changes}
    return make("Phần mềm thử", given.pop("scopes", [Scope.REPORTS]), **given)


def test_the_secret_is_shown_once_and_kept_nowhere(client, own, head):
    enter(client, head)
    assert client.post(reverse("api-token-make"), typed()).status_code == 302
    token = ApiToken.objects.get()
    shown, again = (client.get(reverse("api-tokens")).content.decode() for _ in range(2))
    secret = next(word for word in shown.replace("<", " ").replace(">", " ").split() if word.startswith("antt_"))
    assert digest_of(secret) == token.digest
    assert secret.startswith(token.prefix)
    assert secret not in again
    assert token.prefix in again
    assert (token.organisation, token.made_by, token.scopes) == (own, head.user, ["reports:read"])
    entry = AuditEntry.objects.get(verb="apitoken.make")
    assert (entry.subject_id, secret in str(entry.detail.after)) == (token.public_id, False)


def test_a_file_of_the_tokens_holds_no_secret_and_leaves_it_to_be_read(client, own, head):
    enter(client, head)
    client.post(reverse("api-token-make"), typed())
    token = ApiToken.objects.get()
    secret = client.session[token_page.SHOW_ONCE]["secret"]
    file = b"".join(client.get(reverse("api-tokens"), {"file": "csv"})).decode()
    assert f"{token.name},{token.prefix}," in file
    assert "Còn hiệu lực" in file
    assert secret not in file
    assert token.digest not in file
    assert secret in client.get(reverse("api-tokens")).content.decode()


def test_nothing_is_made_before_it_is_known_who_asks(client, head):
    enter(client, head)
    session = client.session
    session[proof.KEY] = time.time() - proof.GOOD_FOR_SECONDS
    session.save()
    answer = client.post(reverse("api-token-make"), typed())
    assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))
    assert not ApiToken.objects.exists()


def test_an_agency_makes_and_revokes_its_own(client, own):
    agency = OrganisationFactory(board=own.board, kind=OrganisationKind.AGENCY)
    agent, colleague = actor(Role.AGENT, agency), actor(Role.AGENT, agency)
    page = enter(client, agent).get(reverse("enterprises:people", args=[agency.public_id])).content.decode()
    assert reverse("api-tokens") in page
    page = client.get(reverse("api-tokens")).content.decode()
    assert [scope in page for scope in (Scope.REPORTS, Scope.RECOGNITIONS)] == [True, False]
    assert client.post(reverse("api-token-make"), typed(scopes=[Scope.RECOGNITIONS])).status_code == 422
    assert client.post(reverse("api-token-make"), typed()).status_code == 302
    token = ApiToken.objects.get()
    enter(client, actor(Role.AGENT, OrganisationFactory(board=own.board, kind=OrganisationKind.AGENCY)))
    assert client.post(reverse("api-token-revoke", args=[token.public_id])).status_code == 404
    enter(client, colleague)
    client.post(reverse("api-token-revoke", args=[token.public_id]))
    token.refresh_from_db()
    assert (token.organisation, token.made_by, token.revoked_by) == (agency, agent.user, colleague.user)


def test_a_token_is_made_for_nothing_that_is_not_offered(own):
    agent = actor(Role.AGENT, OrganisationFactory(board=own.board, kind=OrganisationKind.AGENCY))
    both = [Scope.REPORTS, Scope.RECOGNITIONS]
    assert made(agent, scopes=both).token.scopes == ["reports:read"]


def test_whoever_signs_by_delegation_makes_no_token(client):
    leader = actor(Role.LEADER)
    delegated(leader.organisation, leader)
    enter(client, leader)
    assert client.get(reverse("api-tokens")).status_code == 403
    assert client.post(reverse("api-token-make"), typed()).status_code == 403
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"scopes": []}, "scopes"),
        ({"scopes": ["all"]}, "scopes"),
        ({"name": ""}, "name"),
        ({"expires_on": ""}, "expires_on"),
    ],
)
def test_what_a_form_cannot_take_is_said_beside_it(client, head, changes, field):
    answer = enter(client, head).post(reverse("api-token-make"), typed(**changes))
    assert (answer.status_code, field in answer.context["form"].errors) == (422, True)
    assert not ApiToken.objects.exists()


def test_the_last_day_is_written_as_in_vietnam(client, head):
    page = enter(client, head).get(reverse("api-tokens")).content.decode()
    assert f'value="{clock.today() + token_page.USUAL_LIFE:%d/%m/%Y}"' in page
    assert 'type="date"' not in page


def test_a_last_day_that_cannot_be_read_stays_as_typed_and_is_said(client, head):
    answer = enter(client, head).post(reverse("api-token-make"), typed(expires_on="31/02/2027"))
    page = answer.content.decode()
    assert answer.context["form"].errors["expires_on"] == ["Nhập một ngày hợp lệ."]
    assert 'value="31/02/2027"' in page
    assert "Phần mềm thử" in page
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize("days", [-1, 367])
def test_a_token_lives_a_year_at_most(client, head, days):
    until = (clock.today() + timedelta(days=days)).isoformat()
    answer = enter(client, head).post(reverse("api-token-make"), typed(expires_on=until))
    assert (answer.status_code, "expires_on" in answer.context["form"].errors) == (422, True)
    assert not ApiToken.objects.exists()


def test_a_token_for_nothing_is_refused(head):
    with pytest.raises(Refused) as refused:
        made(head, scopes=["reports:write"])
    assert refused.value.code == "scopes"


def test_there_is_an_end_to_tokens_that_stand(head, monkeypatch):
    monkeypatch.setattr(verbs, "MOST_STANDING", 2)
    first, _second = made(head), made(head)
    with pytest.raises(Refused) as refused:
        made(head)
    assert refused.value.code == "many"
    revoke(first.token, by=head, at=clock.now())
    assert made(head)


def test_a_token_is_revoked_once(client, head):
    token = made(head).token
    enter(client, head)
    for _ in range(2):
        assert client.post(reverse("api-token-revoke", args=[token.public_id])).status_code == 302
    token.refresh_from_db()
    assert (token.revoked_at is not None, token.revoked_by) == (True, head.user)
    assert AuditEntry.objects.filter(verb="apitoken.revoke").count() == 1
    with pytest.raises(Refused) as refused:
        revoke(token, by=head, at=clock.now())
    assert refused.value.code == "revoked"


def test_a_board_does_not_see_the_tokens_of_its_enterprises(client, own):
    token = program(own).token
    enter(client, actor(Role.ADMINISTRATOR, board_organisation(own.board)))
    assert token.prefix not in client.get(reverse("api-tokens")).content.decode()
    assert client.post(reverse("api-token-revoke", args=[token.public_id])).status_code == 404
