from datetime import timedelta

import pytest

from directives.asking.loading import shipped
from reports.incidents.rules import CLOCKS, SUGGESTIONS, clocks_of, is_serious, suggested_event
from reports.incidents.telling import running
from reports.models import IncidentType, IncidentVersion
from reports.tests.incidents.happening import HAPPENED


def version(kind, **more):
    return IncidentVersion(type=kind, happened_at=HAPPENED, **more)


@pytest.mark.parametrize(
    ("kind", "counts", "event"),
    [
        (IncidentType.STRIKE, {}, "event_d"),
        (IncidentType.GO_SLOW, {}, "event_d"),
        (IncidentType.THEFT, {}, "event_dd"),
        (IncidentType.FIGHT, {}, "event_h"),
        (IncidentType.FIGHT, {"dead": 1}, "event_dd"),
        (IncidentType.SECRETS, {}, "event_e"),
        (IncidentType.FIRE, {}, "event_g"),
        (IncidentType.ACCIDENT, {"injured": 1}, ""),
        (IncidentType.ACCIDENT, {"dead": 1}, "event_g"),
        (IncidentType.DISPUTE, {}, ""),
        (IncidentType.OTHER, {}, ""),
    ],
)
def test_a_type_and_its_counts_suggest_a_barring_event(kind, counts, event):
    assert suggested_event(version(kind, **counts)) == event


def test_a_sign_suggests_nothing_and_starts_no_clock():
    sign = version(IncidentType.STRIKE, is_sign=True)
    assert suggested_event(sign) == ""
    assert clocks_of(version(IncidentType.CHEMICAL, is_sign=True)) == []


def test_every_suggested_event_is_one_of_the_circular():
    events = {event["key"] for event in shipped("tt124-2021")["barring_events"]}
    assert {one.event for one in SUGGESTIONS} <= events


def test_the_data_names_types_and_counts_that_exist():
    conditions = [one.condition for one in (*SUGGESTIONS, *CLOCKS)]
    assert {kind for one in conditions for kind in one.types} <= set(IncidentType.values)
    columns = {field.name for field in IncidentVersion._meta.get_fields()}
    assert {name for one in conditions for least in one.when for name in least} <= columns


@pytest.mark.parametrize(
    ("kind", "counts", "serious"),
    [
        (IncidentType.FIRE, {}, True),
        (IncidentType.THEFT, {}, False),
        (IncidentType.FIGHT, {"injured": 1}, False),
        (IncidentType.FIGHT, {"injured": 2}, True),
        (IncidentType.ACCIDENT, {"dead": 1}, True),
    ],
)
def test_leaders_are_told_of_what_is_serious(kind, counts, serious):
    assert is_serious(version(kind, **counts)) is serious


def test_a_clock_runs_from_when_it_happened_and_ends():
    facts = version(IncidentType.FOREIGNER)
    (clock,) = running(facts, at=HAPPENED + timedelta(hours=2, minutes=30))
    assert (clock.due_at, clock.mark.label) == (HAPPENED + timedelta(hours=12), "Còn 10 giờ")
    assert running(facts, at=HAPPENED + timedelta(hours=11, minutes=1))[0].mark.label == "Còn 1 giờ"
    assert running(facts, at=HAPPENED + timedelta(hours=12))[0].mark.label == "Đã hết giờ"


def test_a_fatal_accident_is_declared_at_once():
    (clock,) = running(version(IncidentType.ACCIDENT, dead=1), at=HAPPENED + timedelta(days=3))
    assert clock.mark.label == "Làm ngay"
    assert running(version(IncidentType.ACCIDENT, injured=1), at=HAPPENED) == []


def test_what_could_not_be_compared_with_its_source_says_so():
    assert [clock.verified for clock in clocks_of(version(IncidentType.CHEMICAL))] == [False]
    assert [clock.verified for clock in clocks_of(version(IncidentType.FOREIGNER))] == [True]
