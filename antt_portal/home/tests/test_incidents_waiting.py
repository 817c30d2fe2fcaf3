"""A new incident stands before everything else on the home page of whoever watches over its zone."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from antt_portal.home import todo
from enterprises.models import Role
from enterprises.tests.factories import ZoneFactory
from reports.incidents.following import ask, follow
from reports.tests.incidents.happening import LATER, REPORTED, Happening

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 2)


@pytest.fixture
def here():
    return Happening()


def waiting(person):
    return [row.url for row in todo.waiting(person, ON).rows]


def test_board_and_police_see_it_until_somebody_receives_it(here):
    incident = here.report()
    watchers = (here.officer, here.of_board(Role.UNIT_HEAD), here.agent)
    assert [waiting(one) for one in watchers] == [[incident.get_absolute_url()]] * 3
    follow(incident, by=here.agent, at=LATER, seen=incident.version)
    assert [waiting(one) for one in watchers] == [[]] * 3


def test_nobody_else_waits_for_it(here):
    here.report()
    strangers = (here.head, here.of_board(Role.CLERK), here.leader, Happening().officer, Happening().agent)
    assert [waiting(one) for one in strangers] == [[]] * 5


def test_an_officer_with_zones_sees_those_and_what_happened_in_none(here):
    here.officer.membership.zones.set([ZoneFactory(board=here.board)])
    here.report()
    nowhere = here.report(zone=None)
    assert waiting(here.officer) == [nowhere.get_absolute_url()]


def test_it_comes_before_what_is_late(client, here):
    incident = here.report()
    with time_machine.travel(LATER, tick=False):
        client.force_login(here.officer.user)
        assert client.get(reverse("home")).context["first"].url == incident.get_absolute_url()


def test_more_than_are_shown_are_counted(here):
    for _n in range(9):
        here.report()
    block = todo.waiting(here.officer, ON)
    assert (len(block.rows), block.count) == (8, 9)


def test_a_question_is_a_deadline_of_the_enterprise(here):
    incident = here.report()
    ask(incident, "Bao nhiêu người?", by=here.officer, at=REPORTED)
    (row,) = todo.soon(here.editor, ON).rows
    assert (row.url, row.due_on) == (incident.get_absolute_url(), date(2026, 11, 3))


def test_an_enterprise_reports_from_its_home_page(client, here):
    button = reverse("reports:incident-new")
    client.force_login(here.editor.user)
    assert f'href="{button}"' in client.get(reverse("home")).content.decode()
    client.force_login(here.officer.user)
    assert f'href="{button}"' not in client.get(reverse("home")).content.decode()


def test_what_happened_to_it_is_named_and_leads_to_it(client, here):
    incident = here.report()
    client.force_login(here.head.user)
    (event,) = client.get(reverse("home")).context["events"]
    assert (event.url, event.detail) == (incident.get_absolute_url(), "Đánh nhau, 02/11/2026")
