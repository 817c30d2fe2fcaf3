"""What the letters say. The one about Tết is a source letter, word by word, faults and all; the others are invented."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from antt_portal.demo.letters.desk import Desk
from directives.asking.loading import shipped
from directives.models import LetterKind
from directives.writing.composing import blank_letter

TEXTS = Path(__file__).with_name("texts.json")
EVERYBODY = ["Các chủ đầu tư kinh doanh hạ tầng khu công nghiệp", "Các doanh nghiệp trong khu công nghiệp, khu kinh tế"]
UNIT = "QLDN"
# Typed, not chosen: the check has something to say about it.
TYPED = {"authority": "KT.TRƯỞNG BAN", "office": "PHÓ TRƯỞNG BAN"}
Data = dict[str, Any]


@cache
def _texts() -> dict[str, dict[str, Data]]:
    texts: dict[str, dict[str, Data]] = json.loads(TEXTS.read_text(encoding="utf-8"))
    return texts


def subject_of(key: str) -> str:
    return str(_texts()["letters"][key]["subject"])


def letter(desk: Desk, key: str, *, on: date, **named: str) -> Data:
    """A công văn to everybody in the zones, that will have its number in the year of ``on``.

    ``named`` are words for names in braces beside ``{agency}``.
    """
    return _letter(desk, _texts()["letters"][key], on, **named)


def _letter(desk: Desk, told: Data, on: date, **named: str) -> Data:
    """``{agency}`` is the board; what begins with a number and a point is an item."""
    body = [_paragraph(text.format(agency=desk.own.name, **named)) for text in told["body"]]
    blank = blank_letter(desk.own, LetterKind.OFFICIAL_LETTER, on=on, unit_code=UNIT)
    return {**blank, "recipients": EVERYBODY, **told, "body": body}


def _paragraph(text: str) -> Data:
    if not text[0].isdigit():
        return {"text": text}
    label, _space, words = text.partition(" ")
    return {"label": label, "text": words}


def tet_letter() -> Data:
    """The letter of Hải Phòng before Tết 2024, without number and day as it came."""
    return shipped("letters/hai-phong-tet-2024")


def faulty_letter(desk: Desk) -> Data:
    """Faults as they happen: words said twice, an enclosure that nobody put in, a typed authority, no end."""
    return letter(desk, "faulty", on=desk.today) | {"signature": TYPED | {"name": desk.office.deputy.user.full_name}}


def templates(desk: Desk) -> dict[str, Data]:
    """By name. The symbol comes from the unit that writes."""
    return {name: _letter(desk, told, desk.today) | {"symbol": ""} for name, told in _texts()["templates"].items()}
