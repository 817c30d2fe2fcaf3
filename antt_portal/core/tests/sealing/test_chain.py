"""Whatever is done to a sealed record, the first row that it was done to is named."""

from copy import deepcopy
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antt_portal.core import canonical
from antt_portal.core.sealing.chain import ADDRESSES_KEPT, ERASING, PARTS, Fault, check, digest_of, link
from antt_portal.core.tests.sealing.chains import DIGESTS, a_chain, a_line, sealed_after

AT = datetime(2026, 11, 1, tzinfo=UTC)
LENGTH = 12
CHAIN = a_chain(LENGTH)

places = st.integers(0, LENGTH - 1)
pairs = st.tuples(places, places).filter(lambda pair: pair[0] < pair[1])


def first_fault(lines, **more):
    return check(lines, at=AT, **more).fault


def copied():
    return deepcopy(CHAIN)


def test_an_untouched_record_is_right():
    outcome = check(CHAIN, at=AT)
    assert (outcome.fault, outcome.count, outcome.digest) == (None, LENGTH, CHAIN[-1]["digest"])
    assert f"{LENGTH}:{CHAIN[-1]['digest']}" in str(outcome)


def test_a_digest_is_that_of_the_canonical_form():
    value = {"b": ["Đã nộp", 1, None], "a": {"x": True}}
    assert digest_of(value) == canonical.digest(value)


def test_the_form_of_a_seal_never_changes():
    """Exports and digests that others keep would be worth nothing."""
    assert a_chain(2)[-1]["digest"] == "d76e02ff39b850b37febf9082a541c3b42fe2b227b8488f1284bd31e1b326b9b"


@given(places)
def test_a_seal_that_was_turned_to_another_row_is_named(place):
    lines = copied()
    lines[place]["entry_id"] += 1
    assert first_fault(lines) == Fault("altered", "entry", place + 1, 10 * (place + 1) + 1)


@given(st.integers(0, LENGTH - 2))
def test_a_row_that_was_altered_and_sealed_anew_no_longer_fits_the_next(place):
    lines = copied()
    lines[place]["entry"]["verb"] = "report.accept"
    lines[place]["entry_digest"] = digest_of(lines[place]["entry"])
    lines[place]["digest"] = link(place + 1, lines[place - 1]["digest"] if place else "", lines[place])
    assert first_fault(lines) == Fault("altered", "seal", place + 2, 10 * (place + 2))


@given(places, st.sampled_from(["entry", "address", "said"]), st.text(min_size=1))
def test_a_part_that_was_altered_is_named(place, part, said):
    lines = copied()
    name = {"entry": "verb", "address": "ip", "said": "note"}[part]
    lines[place][part][name] += said
    assert first_fault(lines) == Fault("altered", part, place + 1, 10 * (place + 1))


@given(places, st.sampled_from([*DIGESTS, "digest"]))
def test_a_digest_that_was_altered_is_named(place, name):
    lines = copied()
    lines[place][name] = digest_of("another")
    assert first_fault(lines) == Fault("altered", "seal", place + 1, 10 * (place + 1))


@given(places)
def test_a_row_that_was_removed_is_named(place):
    lines = copied()
    lines[place].update(entry=None, address=None, said=None)
    assert first_fault(lines) == Fault("removed", "entry", place + 1, 10 * (place + 1))


@given(st.integers(0, LENGTH - 2), st.booleans())
def test_a_row_that_was_removed_with_its_seal_is_named(place, is_row_still_there):
    lines = copied()
    gone = lines.pop(place)
    if is_row_still_there:
        lines.insert(place, {**gone, "position": None})
    fault = first_fault(lines)
    assert (fault.kind, fault.part, fault.position) == ("removed", "seal", place + 1)


@given(st.integers(1, LENGTH))
def test_rows_removed_from_the_end_are_missed_by_who_kept_a_digest(left):
    known = {LENGTH: CHAIN[-1]["digest"]}
    fault = first_fault(CHAIN[:left], known=known)
    assert fault == (Fault("removed", "seal", left + 1, None) if left < LENGTH else None)


@given(places)
def test_a_row_that_was_inserted_is_named(place):
    lines = copied()
    lines.insert(place, {**a_line(99, entry_id=10 * (place + 1) - 5), "position": None})
    assert first_fault(lines) == Fault("inserted", "entry", None, 10 * (place + 1) - 5)


@given(places)
def test_a_row_inserted_with_a_seal_is_named(place):
    lines = copied()
    lines.insert(place + 1, {**a_line(place + 1, entry_id=7), "digest": digest_of("made up")})
    assert first_fault(lines) == Fault("inserted", "seal", place + 1, 7)


@given(pairs)
def test_lines_that_changed_places_are_named(pair):
    one, other = pair
    lines = copied()
    lines[one], lines[other] = lines[other], lines[one]
    fault = first_fault(lines)
    assert (fault.kind, fault.position) == ("reordered", one + 1)


@given(pairs, st.booleans())
def test_rows_that_changed_places_are_named(pair, with_seals):
    one, other = pair
    lines = copied()
    names = ["entry_id", "entry", "address", "said", *([*DIGESTS, "digest"] if with_seals else [])]
    for name in names:
        lines[one][name], lines[other][name] = lines[other][name], lines[one][name]
    fault = first_fault(lines)
    assert (fault.kind, fault.position) == ("reordered", one + 1)


def test_a_chain_that_was_made_anew_is_known_by_a_digest_kept_elsewhere():
    other = a_chain(LENGTH, at="2026-10-28T00:00:00Z")
    assert first_fault(other) is None
    assert first_fault(other, known={4: CHAIN[3]["digest"]}) == Fault("altered", "seal", 4, 40)


@pytest.mark.parametrize("part", PARTS)
def test_a_part_may_be_erased_by_an_act_that_names_it(part):
    lines = copied()
    lines[3][part] = None
    assert first_fault(lines) == Fault("removed", part, 4, 40)
    act = a_line(LENGTH + 1, verb=ERASING, after={part: [40]})
    assert first_fault(sealed_after(lines, act)) is None
    assert first_fault([*lines, {**act, "position": None, "waiting": True}]) is None


def test_an_act_of_erasing_names_no_other_part():
    lines = copied()
    lines[3]["said"] = None
    act = a_line(LENGTH + 1, verb=ERASING, after={"address": [40], "said": [50]})
    assert first_fault(sealed_after(lines, act)) == Fault("removed", "said", 4, 40)


def test_only_an_act_of_erasing_names_what_may_be_gone():
    lines = copied()
    lines[3]["said"] = None
    act = a_line(LENGTH + 1, after={"said": [40]})
    assert first_fault(sealed_after(lines, act)) == Fault("removed", "said", 4, 40)


def test_old_addresses_go_without_being_named():
    lines = copied()
    lines[3]["address"] = None
    written = datetime.fromisoformat(lines[3]["entry"]["at"])
    assert check(lines, at=written + ADDRESSES_KEPT).fault
    over = written + ADDRESSES_KEPT + timedelta(seconds=1)
    assert check(lines, at=over).fault is None
    lines[4]["said"] = None
    assert check(lines, at=over).fault == Fault("removed", "said", 5, 50)


def test_what_waits_stands_at_the_end():
    waiting = {**a_line(99), "position": None, "waiting": True}
    outcome = check([*CHAIN, waiting], at=AT)
    assert (outcome.fault, outcome.waiting) == (None, 1)
    assert first_fault([*CHAIN[:5], waiting, *CHAIN[5:]]) == Fault("inserted", "entry", None, 990)
