"""The data files the portal ships: every schema is one, both languages are complete, the letters are untouched."""

import hashlib
import re

import pytest

from antt_portal.core.figures.forms import FiguresForm
from antt_portal.core.figures.schema import FieldType, parse_schema
from directives.asking.loading import DATA, THAI_BINH_2020, TT124, shipped

STANDING = shipped(f"fields-{THAI_BINH_2020}")
LAW = shipped(TT124)
ITEMS = {
    **{f"letter {number}": item for number, item in STANDING.items()},
    **{f"criterion {item['number']}": item for item in LAW["criteria"]},
    **{item["number"]: item for item in LAW["registration"]["items"]},
}
LETTERS = {
    "thai-binh-2020": "dc44cc1a305fd54e1a2b8d708ddb3873f831e3ef8d923b89f4e22b26bddc3969",
    "hai-phong-tet-2024": "720b1743c6fe1dbd54270aa0f8d74ecc475f0dc552383e3436941b22e3083943",
}
PRONOUNS = re.compile(r"\b(bạn|quý vị|anh|chị|của tôi)\b", re.IGNORECASE)


def words_in(data, path="$"):
    """Every {"vi", "en"} of the data with its path."""
    if isinstance(data, dict) and "vi" in data:
        yield path, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from words_in(value, f"{path}.{key}")
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from words_in(value, f"{path}[{index}]")


def fields_of(item):
    return [field for group in parse_schema(item["fields"]).groups for field in group.fields]


@pytest.mark.parametrize("name", ITEMS)
def test_every_shipped_schema_makes_a_form(name):
    form = FiguresForm(parse_schema(ITEMS[name]["fields"]))
    assert form.fields
    assert form.errors == {}


@pytest.mark.parametrize("data", [STANDING, LAW], ids=["letter", "law"])
def test_everything_people_read_is_there_in_both_languages(data):
    incomplete = [path for path, words in words_in(data) if not words["vi"].strip() or not words.get("en", "").strip()]
    assert incomplete == []


@pytest.mark.parametrize("name", ITEMS)
def test_every_label_has_english_of_its_own(name):
    for field in fields_of(ITEMS[name]):
        assert field.label.en
        assert all(choice.label.en for choice in field.choices)


@pytest.mark.parametrize("data", [STANDING, LAW], ids=["letter", "law"])
def test_the_reader_is_not_addressed_by_a_pronoun(data):
    assert [words["vi"] for _path, words in words_in(data) if PRONOUNS.search(words["vi"])] == []


@pytest.mark.parametrize("name", ITEMS)
def test_labels_that_stand_alone_are_told_apart(name):
    for group in parse_schema(ITEMS[name]["fields"]).groups:
        alone = [field.alone.vi for field in group.fields]
        assert len(alone) == len(set(alone))
    plain = [group for group in parse_schema(ITEMS[name]["fields"]).groups if not group.repeats]
    labels = [field.alone.vi for group in plain for field in group.fields]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("name", ITEMS)
def test_no_field_asks_for_a_person_except_whoever_signed_a_paper(name):
    persons = [f for f in fields_of(ITEMS[name]) if f.type is FieldType.TEXT and "họ tên" in f.help.vi.lower()]
    assert {field.key for field in persons} <= {"signer"}


def test_the_fields_of_item_five_are_those_of_the_design():
    labels = [field.alone.vi for field in fields_of(STANDING["5"])]
    assert labels[:8] == [
        "Tường rào",
        "Tường rào cần sửa",
        "Đèn đang sáng",
        "Camera đã lắp",
        "Camera hoạt động",
        "Ngày lưu hình",
        "Bình chữa cháy",
        "Kiểm định bình chữa cháy",
    ]


def test_the_eight_short_titles_fit_under_their_rings():
    titles = [STANDING[str(number)]["short_title"]["vi"] for number in range(1, 9)]
    assert titles == [
        *("Nội quy", "Chỉ đạo", "Tuyên truyền", "Nội bộ"),
        *("Hạ tầng", "Đời sống", "Lực lượng", "Tổng kết"),
    ]


def test_the_law_has_its_eight_barring_events_in_the_order_of_the_alphabet():
    assert [event["letter"] for event in LAW["barring_events"]] == ["a", "b", "c", "d", "đ", "e", "g", "h"]
    assert [event["letter"] for event in LAW["barring_events"] if "unless" in event] == ["đ", "g"]


def test_each_barring_event_is_asked_for_by_the_third_criterion():
    asked = {field.key for field in fields_of(LAW["criteria"][2]) if field.type is FieldType.YES_NO}
    assert asked == {event["key"] for event in LAW["barring_events"]}


def test_obligations_map_to_the_criteria_as_decided():
    mapped = {row["obligation"]: (row["criteria"], row["events"]) for row in LAW["mapping"]}
    assert mapped == {
        1: ([1], []),
        2: ([1], []),
        3: ([1, 2, 3], ["c"]),
        4: ([2, 3], ["e"]),
        5: ([1, 3], ["g"]),
        6: ([2, 3], ["d"]),
        7: ([4, 5], []),
        8: ([5], []),
    }


def test_what_no_official_text_confirmed_says_so():
    about = LAW["instrument"]
    assert not about["issued_on"]["verified"]
    assert not about["valid_from"]["verified"]
    assert [amendment["verified"] for amendment in about["amended_by"]] == [False]


@pytest.mark.parametrize("name", LETTERS)
def test_the_letters_are_the_ones_we_were_given(name):
    assert hashlib.sha256((DATA / "letters" / f"{name}.json").read_bytes()).hexdigest() == LETTERS[name]
