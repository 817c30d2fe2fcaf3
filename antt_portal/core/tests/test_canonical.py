import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from unicodedata import normalize
from uuid import UUID

import pytest
from django.db.models import TextChoices
from django.utils.functional import lazystr
from hypothesis import given
from hypothesis import strategies as st

from antt_portal.core.canonical import canonical_bytes, digest

VERSION = {
    "nội dung": ["đạt", None, True, 3],
    "tỷ lệ": Decimal("98.50"),
    "từ ngày": date(2026, 11, 16),
    "nộp lúc": datetime(2026, 11, 14, 8, 30, tzinfo=timezone(timedelta(hours=7))),
}
VERSION_BYTES = (
    '{"nội dung":["đạt",null,true,3],"nộp lúc":"2026-11-14T01:30:00Z","từ ngày":"2026-11-16","tỷ lệ":"98.5"}'
)
VERSION_DIGEST = "03c5146e56ede6934efc02af9dfd5d220837f7a5bf0551daced983741e21190c"


class Result(TextChoices):
    DONE = "done"


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.dates() | st.uuids(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


def test_a_version_has_these_bytes_and_no_others():
    assert canonical_bytes(VERSION) == VERSION_BYTES.encode()


def test_a_stored_hash_still_matches():
    assert digest(VERSION) == VERSION_DIGEST


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_makes_the_same_hash(seed):
    program = "from antt_portal.core.canonical import digest; print(digest({'b': ['đạt'], 'a': {'y': 1, 'x': 2}}))"
    run = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == digest({"a": {"x": 2, "y": 1}, "b": ["đạt"]})


@given(data=st.dictionaries(st.text(), plain))
def test_the_order_of_keys_does_not_matter(data):
    backwards = dict(reversed(data.items()))
    try:
        expected = canonical_bytes(data)
    except ValueError:  # two keys in two encodings of one text
        return
    assert canonical_bytes(backwards) == expected


@given(text=st.text())
def test_both_encodings_of_a_text_are_one(text):
    assert canonical_bytes(normalize("NFD", text)) == canonical_bytes(normalize("NFC", text))


@given(at=st.datetimes(timezones=st.timezones()))
def test_an_instant_is_one_in_every_zone(at):
    try:
        elsewhere = at.astimezone(timezone(timedelta(hours=7)))
        expected = canonical_bytes(at.astimezone(UTC))
    except OverflowError:  # the first and the last day of all calendars
        return
    assert canonical_bytes(elsewhere) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Decimal("1.50"), Decimal("1.5")),
        (Decimal(100), Decimal("1E+2")),
        (Decimal("-0.00"), Decimal(0)),
        (Decimal("0.10"), Decimal("1E-1")),
    ],
)
def test_a_figure_is_one_however_a_database_pads_it(one, other):
    assert canonical_bytes(one) == canonical_bytes(other)


def test_a_whole_number_keeps_its_zeros():
    assert canonical_bytes(Decimal(1200)) == b'"1200"'


def test_tuples_choices_and_ids_have_a_form():
    public_id = UUID("6f9619ff-8b86-4011-b42d-00cf4fc964ff")
    assert canonical_bytes((Result.DONE, public_id)) == b'["done","6f9619ff-8b86-4011-b42d-00cf4fc964ff"]'


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        datetime(2026, 11, 14, 8, 30),  # noqa: DTZ001 - the point of the test
        lazystr("đạt"),
        {1: "key"},
        {"a", "b"},
        b"bytes",
        object(),
    ],
)
def test_what_could_be_written_in_two_ways_is_refused(value):
    with pytest.raises(TypeError):
        canonical_bytes({"deep": [value]})


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity"), {"hòa": 1, normalize("NFD", "hòa"): 2}])
def test_what_has_no_one_meaning_is_refused(value):
    with pytest.raises(ValueError, match=r"no canonical form|same text"):
        canonical_bytes(value)
