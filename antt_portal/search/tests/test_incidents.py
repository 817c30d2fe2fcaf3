"""Incidents are found by whose they are, what happened and where: by all of the authority, by nobody else."""

from datetime import date

import pytest

from antt_portal.search.asking import read
from antt_portal.search.sources.incidents import INCIDENTS
from enterprises.models import Role
from enterprises.tests.factories import OrganisationFactory, actor
from reports.incidents.reporting import correct
from reports.models import IncidentType
from reports.tests.incidents.happening import LATER, Happening, facts

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def found(typed, person):
    return [INCIDENTS.hit(row).title for row in INCIDENTS.found(read(typed), person, TODAY)]


@pytest.fixture
def happening():
    return Happening(OrganisationFactory(name="Công ty Ví Dụ An Phú"))


@pytest.mark.parametrize("typed", ["đánh nhau", "an phú", "vụ việc an phú", "an phú đánh nhau ví dụ"])
def test_an_incident_is_found_by_the_authority_and_by_its_own_enterprise(happening, typed):
    incident = happening.report()
    for person in (happening.officer, happening.agent, happening.editor):
        assert found(typed, person) == [str(incident.facts)]
    neighbour = actor(Role.EDITOR, OrganisationFactory(board=happening.board))
    assert found(typed, neighbour) == found(typed, actor(Role.OFFICER)) == []


@pytest.mark.parametrize("typed", ["bai xe cong so 2", "xô xát", "Công nhân xô xát sau ca đêm", "an phú xo xat"])
def test_an_incident_is_found_by_the_words_in_which_it_is_told(happening, typed):
    incident = happening.report(place="Bãi xe cổng số 2", text="Công nhân xô xát sau ca đêm")
    for person in (happening.officer, happening.agent, happening.editor):
        assert found(typed, person) == [str(incident.facts)]
    neighbour = actor(Role.EDITOR, OrganisationFactory(board=happening.board))
    assert found(typed, neighbour) == found(typed, actor(Role.OFFICER)) == []


def test_words_that_were_taken_back_find_it_no_more(happening):
    incident = happening.report(text="Công nhân xô xát")
    told = facts(text="Cãi vã, không xô đẩy")
    correct(incident, told, reason="Ghi nhầm", by=happening.editor, at=LATER, seen=incident.version)
    assert found("xô xát", happening.officer) == []
    assert len(found("cãi vã", happening.officer)) == 1


def test_an_incident_is_found_in_its_zone_and_as_what_it_is_said_to_be_now(happening):
    incident = happening.report(type=IncidentType.THEFT)
    assert found(f"trộm cắp {happening.zone.name}", happening.officer) == [str(incident.facts)]
    assert found("đánh nhau", happening.officer) == []
