"""What a person chooses about mail, and that the choices offered are ones that change something."""

import pytest
from django.urls import reverse

from antt_portal.core.models import NoticeGroup, NoticeMode, NotificationPreference
from antt_portal.core.notice_kinds import known_kinds
from antt_portal.home.notification_settings import COMPULSORY, modes_of
from enterprises.models import User
from enterprises.tests.factories import UserFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/notification-settings/"
CHOICES = {group.value: "at_once" for group in NoticeGroup} | {"language": "vi"}


@pytest.fixture
def person(client):
    found = UserFactory()
    client.force_login(found)
    return found


def chosen(person):
    return dict(NotificationPreference.objects.filter(user=person).values_list("group", "mode"))


def test_a_choice_is_kept_and_shown_again_also_for_somebody_who_acts_for_nobody(client, person):
    answer = client.post(ADDRESS, {**CHOICES, "filing": "digest", "deadlines": "off", "language": "en"})
    assert answer.headers["Location"] == reverse("notification-settings")
    assert (chosen(person)["filing"], chosen(person)["deadlines"]) == ("digest", "off")
    assert User.objects.get(pk=person.pk).language == "en"
    form = client.get(ADDRESS).context["form"]
    assert (form["filing"].value(), form["directives"].value(), form["language"].value()) == (
        "digest",
        "at_once",
        "en",
    )


def test_choosing_again_replaces_what_was_chosen(client, person):
    client.post(ADDRESS, {**CHOICES, "filing": "off"})
    client.post(ADDRESS, CHOICES)
    assert chosen(person)["filing"] == "at_once"
    assert NotificationPreference.objects.count() == len(NoticeGroup)


def test_nobody_chooses_for_others(client, person):
    other = UserFactory()
    client.post(ADDRESS, {**CHOICES, "filing": "off", "user": other.pk})
    assert chosen(other) == {}


@pytest.mark.parametrize("typed", [{"filing": "never"}, {"incidents": "digest"}, {"language": "fr"}, {"filing": ""}])
def test_what_is_not_offered_is_not_taken(client, person, typed):
    answer = client.post(ADDRESS, {**CHOICES, **typed})
    assert (answer.status_code, chosen(person)) == (422, {})


def test_only_what_would_change_something_is_offered():
    assert modes_of(NoticeGroup.INCIDENTS) == [NoticeMode.AT_ONCE, NoticeMode.OFF]
    assert modes_of(NoticeGroup.DEADLINES) == list(NoticeMode)


def test_each_group_says_what_of_it_is_compulsory():
    compulsory = {kind.group for kind in known_kinds() if kind.compulsory}
    assert set(COMPULSORY) == compulsory
