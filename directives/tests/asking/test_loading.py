"""The shipped instruments, loaded from the real letter."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from antt_portal.core.actor import System
from antt_portal.core.figures.schema import parse_schema
from directives.asking.loading import DATA, load_thai_binh_2020, load_tt124
from directives.models import InstrumentStatus, ObligationKind, OfficialLetter
from enterprises.tests.factories import BoardFactory

AT = datetime(2026, 1, 5, 2, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def board():
    return BoardFactory()


def letter_items():
    letter = json.loads(Path(DATA / "letters" / "thai-binh-2020.json").read_text(encoding="utf-8"))
    return [part["text"] for part in letter["body"] if "label" in part]


def test_the_eight_items_of_the_letter_become_obligations_word_for_word(board):
    instrument = load_thai_binh_2020(board, by=System(board.pk), at=AT)
    obligations = list(instrument.obligations.order_by("position"))
    assert [obligation.text for obligation in obligations] == letter_items()
    assert [obligation.number for obligation in obligations] == ["1", "2", "3", "4", "5", "6", "7", "8"]
    assert {obligation.kind for obligation in obligations} == {ObligationKind.STANDING}
    assert instrument.status == InstrumentStatus.IN_FORCE


def test_thong_tu_124_brings_criteria_events_and_registration_items(board):
    instrument = load_tt124(board, by=System(board.pk), at=AT)
    count = {kind: instrument.obligations.filter(kind=kind).count() for kind in ObligationKind}
    assert count[ObligationKind.CRITERION] == 5
    assert count[ObligationKind.BARRING_EVENT] == 8
    assert count[ObligationKind.REGISTRATION] == 3
    assert not instrument.verified


def test_every_barring_event_is_a_field_of_the_criterion_that_asks_about_it(board):
    instrument = load_tt124(board, by=System(board.pk), at=AT)
    events = instrument.obligations.filter(kind=ObligationKind.BARRING_EVENT)
    (criterion,) = {event.parent for event in events}
    asked = {field.key for group in parse_schema(criterion.fields).groups for field in group.fields}
    assert {event.code for event in events} <= asked


def test_obligations_are_mapped_to_the_criteria_they_serve(board):
    by = System(board.pk)
    letter = load_thai_binh_2020(board, by=by, at=AT)
    load_tt124(board, by=by, at=AT)
    third = letter.obligations.get(number="3")
    assert sorted(third.criteria.values_list("number", flat=True)) == ["1", "2", "3"]


def test_loading_twice_adds_nothing(board):
    by = System(board.pk)
    for _again in range(2):
        letter, law = load_thai_binh_2020(board, by=by, at=AT), load_tt124(board, by=by, at=AT)
    assert OfficialLetter.objects.filter(board=board).count() == 1
    assert letter.obligations.count() == 8
    assert law.obligations.count() == 16


def test_two_boards_load_their_own(board):
    other = BoardFactory()
    mine = load_tt124(board, by=System(board.pk), at=AT)
    theirs = load_tt124(other, by=System(other.pk), at=AT)
    assert mine.pk != theirs.pk
    assert set(theirs.obligations.values_list("board_id", flat=True)) == {other.pk}
