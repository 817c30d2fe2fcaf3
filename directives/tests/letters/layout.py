"""The rules of Nghị định 30/2020/NĐ-CP, Phụ lục I, each as a check of one letter as data against its printed pages.

Lengths in millimetres, sizes in points. The first column of the letterhead is 72.6 wide, 2 of it empty.
"""

from collections.abc import Callable
from itertools import pairwise
from typing import Any
from unicodedata import normalize

from antt_portal.core.tests.documents.measured import MM, TOLERANCE, Printed, Run, Span, squeezed
from directives.tests.letters.expected import STAMPS, addressee_lines, date_text, number_text, reading_order

LEFT, RIGHT, TOP, BOTTOM = 30, 210 - 15, 20, 297 - 20
FIRST_COLUMN = (LEFT + 35.3, LEFT + 70.6)
SECOND_COLUMN = (LEFT + 72.6 + 46.2, LEFT + 72.6)
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
LONG_PLACE = 16
INDENT, LEVEL = 10, 5
FACES = {"": "", "italic": "Italic", "bold": "Bold"}
SINGLE, ONE_AND_A_HALF = 1.0, 1.5
# What the face itself calls single: ascent, descent and gap, in parts of the size.
FACE_LINE = 1.149

Check = Callable[[dict[str, Any], Printed], None]


def near(one: float, other: float, within: float = TOLERANCE) -> bool:
    return abs(one - other) <= within


def all_in(run: Run, face: str, size: float) -> bool:
    return run.fonts == {(face, size)}


def rule_below(printed: Printed, text: Span) -> Span:
    """The first rule under a text, in its column."""
    rules = [
        one for one in printed.pages[0].rules if one.left < text.centre < one.right and one.top > text.bottom - 1.5
    ]
    return min(rules, key=lambda one: one.top)


def page_is_a4_and_nothing_stands_in_its_margins(_letter: dict[str, Any], printed: Printed) -> None:
    for page in printed.pages:
        assert near(page.width, 210, 0.1)
        assert near(page.height, 297, 0.1)
    for char in printed.flow:
        assert char["x0"] / MM >= LEFT - TOLERANCE
        assert char["x1"] / MM <= RIGHT + TOLERANCE
        assert char["bottom"] / MM <= BOTTOM + TOLERANCE


def text_is_the_letters_own_in_reading_order(letter: dict[str, Any], printed: Printed) -> None:
    assert as_written(letter, printed.reading) == squeezed("".join(reading_order(letter)))


def as_written(letter: dict[str, Any], read: str) -> str:
    """Without the heads that tables repeat on each page, and with the signature after all copies, also those below."""
    for annex in letter.get("annexes", []):
        if annex["table"]:
            head = squeezed("".join(annex["table"]["columns"]))
            first, *others = read.split(head)
            read = first + head + "".join(others)
    block, archive = letter["signature"], squeezed(f"- {letter['archive']}.")
    signature = squeezed((block.get("authority") or "") + block["office"] + block["name"])
    before, after = read.split("Nơinhận:")
    return before + "Nơinhận:" + after.replace(signature, "", 1).replace(archive, archive + signature, 1)


def national_title_is_one_line_over_a_rule_as_long_as_the_motto(_letter: dict[str, Any], printed: Printed) -> None:
    nation, motto = printed.find(NATION), printed.find(MOTTO)
    assert all_in(nation, "Bold", 12)
    assert all_in(motto, "Bold", 13)
    (title,), (words,) = nation.lines, motto.lines
    assert title.left > SECOND_COLUMN[1]
    assert near(title.centre, SECOND_COLUMN[0])
    assert near(words.centre, SECOND_COLUMN[0])
    rule = rule_below(printed, words)
    assert near(rule.width, words.width, 1)
    assert near(rule.centre, words.centre)


def agency_stands_over_a_rule_of_a_third_to_half_its_length(letter: dict[str, Any], printed: Printed) -> None:
    for line in letter["superior_agency"]:
        superior = printed.find(line)
        assert all_in(superior, "", 12)
        assert near(superior.lines[0].centre, FIRST_COLUMN[0])
    agency = printed.find("".join(letter["agency"]))
    assert all_in(agency, "Bold", 12)
    longest = max(agency.lines, key=lambda one: one.width)
    assert near(longest.centre, FIRST_COLUMN[0])
    assert longest.right < SECOND_COLUMN[1]
    rule = rule_below(printed, agency.lines[-1])
    assert longest.width / 3 <= rule.width <= longest.width / 2
    assert near(rule.centre, FIRST_COLUMN[0])


def number_and_place_are_level_under_their_titles(letter: dict[str, Any], printed: Printed) -> None:
    number, place = printed.find(number_text(letter)), printed.find(f"{letter['place']}, {date_text(letter['date'])}")
    assert all_in(number, "", 13)
    assert all_in(place, "Italic", 13)
    (left,), (right,) = number.lines, place.lines
    assert near(left.bottom, right.bottom)
    assert near(left.centre, FIRST_COLUMN[0])
    assert left.right < right.left
    if len(normalize("NFC", letter["place"])) <= LONG_PLACE:
        assert near(right.centre, SECOND_COLUMN[0])


def blanks_are_ten_millimetres(letter: dict[str, Any], printed: Printed) -> None:
    if letter["number"] is None:
        label, symbol = printed.find("Số:"), printed.find(f"/{letter['symbol']}")
        gap = symbol.lines[0].left - label.lines[0].right
        assert 10 <= gap <= 12


def subject_is_under_the_number(letter: dict[str, Any], printed: Printed) -> None:
    number, subject = printed.find(number_text(letter)), printed.find(f"V/v {letter['subject']}")
    assert all_in(subject, "", 12)
    assert near(subject.lines[0].centre, FIRST_COLUMN[0])
    assert max(line.right for line in subject.lines) < SECOND_COLUMN[1]
    # From base line to base line: what a line of 12 points needs, and 6 more.
    assert (subject.lines[0].bottom - number.lines[0].bottom) * MM >= 12 * FACE_LINE + 6 - 1


def stamp_is_a_red_box_of_the_right_size(letter: dict[str, Any], printed: Printed) -> None:
    boxes = printed.pages[0].red_boxes
    if letter.get("urgency") is None:
        assert not boxes
        return
    word, width = STAMPS[letter["urgency"]]
    stamp = printed.find(word)
    assert all_in(stamp, "Bold", 13)
    assert stamp.is_red
    assert near(max(box.right for box in boxes) - min(box.left for box in boxes), width, 0.3)
    assert near(max(box.bottom for box in boxes) - min(box.top for box in boxes), 8, 0.3)
    middle = (max(box.bottom for box in boxes) + min(box.top for box in boxes)) / 2
    assert near((stamp.lines[0].top + stamp.lines[0].bottom) / 2, middle, 1)
    assert near(stamp.lines[0].centre, FIRST_COLUMN[0])


def dashes_of_addressees_stand_under_the_colon(letter: dict[str, Any], printed: Printed) -> None:
    for greeting, names in (("Kính gửi:", letter["recipients"]), ("Đồng kính gửi:", letter.get("also_to", []))):
        if not names:
            continue
        block = printed.find("".join(addressee_lines(greeting, names)))
        assert all_in(block, "", 13)
        if len(names) == 1:
            assert near(block.lines[0].centre, (LEFT + RIGHT) / 2)
            continue
        colon = block.characters[len(squeezed(greeting)) - 1]
        position = block.position
        for line in addressee_lines(greeting, names)[1:]:
            name = printed.find(line, after=position)
            position = name.position + len(name.characters)
            assert near(name.characters[0]["x0"] / MM, colon["x0"] / MM, 1)


def bases_are_in_italics(letter: dict[str, Any], printed: Printed) -> None:
    for basis in letter.get("bases", []):
        assert all_in(printed.find(basis), "Italic", 13)


def body_is_justified_and_indented(letter: dict[str, Any], printed: Printed) -> None:
    position = printed.find(f"V/v {letter['subject']}").position
    below = -1.0
    for one in letter["body"]:
        run = printed.find(one.get("label", "") + one["text"], after=position)
        position = run.position + len(run.characters)
        assert all_in(run, FACES[one.get("style", "")], 13)
        margin = LEFT + LEVEL * (one.get("level", 1) - 1)
        lines = run.lines
        assert near(lines[0].left, margin + INDENT)
        assert all(near(line.left, margin) for line in lines[1:])
        full = lines[:-1] if run.all_lines == len(lines) else lines
        assert all(near(line.right, RIGHT) for line in full)
        for upper, lower in pairwise(lines):
            assert SINGLE - 0.01 <= (lower.bottom - upper.bottom) * MM / (13 * FACE_LINE) <= ONE_AND_A_HALF
        if below >= 0 and lines[0].bottom > below:
            assert (lines[0].bottom - below) * MM >= 13 * FACE_LINE + 6
        below = lines[-1].bottom if run.all_lines == len(lines) else -1.0


def signature_is_whole_and_never_without_two_lines_of_the_body(letter: dict[str, Any], printed: Printed) -> None:
    block = letter["signature"]
    authority, copies = block.get("authority") or "", printed.find("Nơi nhận:")
    signature = printed.find(authority + block["office"] + block["name"], after=copies.position)
    assert all_in(signature, "Bold", 13)
    assert len({char["page_number"] for char in signature.characters}) == 1
    assert all(near(line.centre, LEFT + 0.75 * (RIGHT - LEFT)) for line in signature.lines)
    assert signature.lines[0].left > (LEFT + RIGHT) / 2
    assert signature.page == copies.page
    assert near(signature.lines[0].top, copies.lines[0].top, 1)
    end = printed.flow[: copies.position]
    assert len({round(char["bottom"]) for char in end if char["page_number"] == copies.page + 1}) >= 2


def copies_are_listed_on_the_left(letter: dict[str, Any], printed: Printed) -> None:
    head = printed.find("Nơi nhận:")
    assert all_in(head, "BoldItalic", 12)
    assert near(head.lines[0].left, LEFT)
    position = head.position
    for line in (*(f"- {name};" for name in letter["copies_to"]), f"- {letter['archive']}."):
        copy = printed.find(line, after=position)
        position = copy.position + len(copy.characters)
        assert all_in(copy, "", 11)
        assert near(copy.characters[0]["x0"] / MM, LEFT)


def pages_are_numbered_from_the_second_of_the_letter_and_of_each_annex(
    letter: dict[str, Any], printed: Printed
) -> None:
    starts = {0}
    for annex in letter.get("annexes", []):
        starts.add(printed.find(f"{annex['title']} (Kèm theo Công văn số").page)
    assert len(starts) == 1 + len(letter.get("annexes", []))
    number = 0
    for position, page in enumerate(printed.pages):
        number = 1 if position in starts else number + 1
        above = [char for char in page.characters if char["top"] / MM <= TOP - 1]
        assert "".join(char["text"] for char in above) == ("" if number == 1 else str(number))
        for char in above:
            assert near(char["size"], 13, 0.1)
            assert char["bottom"] / MM < TOP
        if above:
            assert near((above[0]["x0"] + above[-1]["x1"]) / 2 / MM, (LEFT + RIGHT) / 2)


def annexes_have_their_headings(letter: dict[str, Any], printed: Printed) -> None:
    count = len(letter.get("annexes", []))
    for position, annex in enumerate(letter.get("annexes", [])):
        number = f"Phụ lục {('I', 'II', 'III')[position]}" if count > 1 else "Phụ lục"
        title = printed.find(f"{number} {annex['title']} (Kèm theo Công văn số")
        heading = printed.find(number, after=title.position)
        assert all_in(heading, "Bold", 14)
        assert all_in(printed.find(annex["title"], after=heading.position), "Bold", 13)
        enclosed = printed.find("(Kèm theo Công văn số", after=heading.position)
        assert all_in(enclosed, "Italic", 13)
        for run in (heading, printed.find(annex["title"], after=heading.position)):
            assert near(run.lines[0].centre, (LEFT + RIGHT) / 2)


CHECKS: tuple[Check, ...] = (
    page_is_a4_and_nothing_stands_in_its_margins,
    text_is_the_letters_own_in_reading_order,
    national_title_is_one_line_over_a_rule_as_long_as_the_motto,
    agency_stands_over_a_rule_of_a_third_to_half_its_length,
    number_and_place_are_level_under_their_titles,
    blanks_are_ten_millimetres,
    subject_is_under_the_number,
    stamp_is_a_red_box_of_the_right_size,
    dashes_of_addressees_stand_under_the_colon,
    bases_are_in_italics,
    body_is_justified_and_indented,
    signature_is_whole_and_never_without_two_lines_of_the_body,
    copies_are_listed_on_the_left,
    pages_are_numbered_from_the_second_of_the_letter_and_of_each_annex,
    annexes_have_their_headings,
)
