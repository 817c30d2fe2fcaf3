"""Instruments: drafted, published, superseded, retired; what an old report answered never changes."""

from datetime import UTC, date, datetime

import pytest

from antt_portal.core.actor import System
from antt_portal.core.refusal import Refused
from antt_portal.core.transition import Transition
from directives.asking import instruments as verbs
from directives.models import Instrument, InstrumentStatus, ObligationKind, Source
from directives.states import TRANSITIONS
from directives.tests.factories import CAMERAS, NOTHING, InstrumentFactory, ObligationFactory
from enterprises.tests.factories import BoardFactory

AT = datetime(2026, 1, 5, 2, tzinfo=UTC)
NEXT = date(2027, 1, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_force():
    return ObligationFactory(instrument=InstrumentFactory(code="quy-dinh")).instrument


def by(instrument):
    return System(instrument.board_id)


def new_edition(instrument, valid_from=NEXT):
    return verbs.new_edition(instrument, valid_from=valid_from, by=by(instrument), at=AT)


def refusal(code):
    return pytest.raises(Refused, check=lambda refused: refused.code == code)


def test_a_code_is_taken_once_per_board(in_force):
    described = {"code": "quy-dinh", "title": "Khác", "citation": "Khác", "source": Source.BOARD, "valid_from": NEXT}
    with refusal("code-taken"):
        verbs.draft(in_force.board, by=by(in_force), at=AT, **described)
    other = BoardFactory()
    assert verbs.draft(other, by=System(other.pk), at=AT, **described).status == InstrumentStatus.DRAFT


def test_what_is_in_force_cannot_be_written(in_force):
    with refusal("not-draft"):
        verbs.write_obligation(in_force, by=by(in_force), at=AT, code="moi", fields=NOTHING)
    with refusal("not-draft"):
        verbs.drop_obligation(in_force.obligations.get(), by=by(in_force), at=AT)


def test_faults_of_a_field_schema_are_named_by_place():
    draft = InstrumentFactory(status=InstrumentStatus.DRAFT)
    with refusal("fields") as refused:
        verbs.write_obligation(
            draft, by=by(draft), at=AT, code="moi", fields={"version": 1, "groups": [{"key": "A!", "fields": []}]}
        )
    assert "groups[0]" in str(refused.value)


def test_a_new_edition_takes_over_from_the_day_it_is_valid(in_force):
    edition = new_edition(in_force)
    verbs.publish(edition, by=by(in_force), at=AT, seen=edition.version)
    in_force.refresh_from_db()
    assert in_force.valid_to == date(2026, 12, 31)
    asked = Instrument.objects.filter(board=in_force.board)
    assert asked.in_force_during(date(2025, 11, 16), date(2026, 11, 15)).get() == in_force
    assert asked.in_force_during(date(2026, 11, 16), date(2027, 11, 15)).get() == edition


def test_a_new_edition_keeps_codes_parents_and_criteria():
    instrument = InstrumentFactory()
    criterion = ObligationFactory(instrument=instrument, kind=ObligationKind.CRITERION, position=1)
    ObligationFactory(instrument=instrument, kind=ObligationKind.BARRING_EVENT, parent=criterion, position=2)
    ObligationFactory(instrument=instrument, position=3, points=10).criteria.add(criterion)
    copies = {copy.code: copy for copy in new_edition(instrument).obligations.all()}
    originals = list(instrument.obligations.order_by("position"))
    assert set(copies) == {original.code for original in originals}
    assert copies[originals[1].code].parent == copies[criterion.code]
    assert copies[originals[2].code].criteria.get() == copies[criterion.code]
    assert copies[originals[2].code].points == 10


def test_changing_the_draft_of_an_edition_leaves_the_old_one_alone(in_force):
    edition = new_edition(in_force)
    code = in_force.obligations.get().code
    verbs.write_obligation(edition, by=by(in_force), at=AT, code=code, fields=CAMERAS, title="Tên mới")
    assert in_force.obligations.get().title == "Camera"
    assert edition.obligations.get().title == "Tên mới"


def test_a_changed_obligation_is_found_by_its_new_title_and_by_the_text_it_kept(in_force):
    edition = new_edition(in_force)
    kept = edition.obligations.get()
    assert "lap dat camera" in kept.search_key
    verbs.write_obligation(edition, by=by(in_force), at=AT, code=kept.code, fields=CAMERAS, title="Tường rào")
    kept.refresh_from_db()
    assert "tuong rao" in kept.search_key
    assert "lap dat camera" in kept.search_key


def test_one_draft_at_a_time(in_force):
    new_edition(in_force)
    with refusal("draft-exists"):
        new_edition(in_force)


def test_an_edition_cannot_start_before_the_one_it_replaces(in_force):
    edition = new_edition(in_force, valid_from=date(2019, 1, 1))
    with refusal("dates"):
        verbs.publish(edition, by=by(in_force), at=AT, seen=edition.version)
    edition.refresh_from_db()
    assert edition.status == InstrumentStatus.DRAFT


def test_an_empty_instrument_is_not_published():
    draft = InstrumentFactory(status=InstrumentStatus.DRAFT)
    with refusal("empty"):
        verbs.publish(draft, by=by(draft), at=AT, seen=draft.version)


@pytest.mark.parametrize("status", InstrumentStatus.values)
@pytest.mark.parametrize("transition", TRANSITIONS, ids=lambda transition: transition.code)
def test_every_status_and_transition_follows_the_table(status: str, transition: Transition):
    instrument = InstrumentFactory(status=status)
    ObligationFactory(instrument=instrument)
    act = {
        "publish": lambda: verbs.publish(instrument, by=by(instrument), at=AT, seen=instrument.version),
        "retire": lambda: verbs.retire(instrument, last_day=NEXT, by=by(instrument), at=AT, seen=instrument.version),
    }[transition.code]
    if status in transition.sources:
        act()
        instrument.refresh_from_db()
        assert instrument.status == transition.target
    else:
        with refusal("stale"):
            act()


def test_a_decision_on_another_version_is_refused(in_force):
    with refusal("stale"):
        verbs.retire(in_force, last_day=NEXT, by=by(in_force), at=AT, seen=in_force.version + 1)
