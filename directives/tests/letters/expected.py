"""What a letter's paper must say, worked out from its data alone and independently of the templates."""

from collections.abc import Iterator
from typing import Any

STAMPS = {"khan": ("KHẨN", 20), "thuong_khan": ("THƯỢNG KHẨN", 40), "hoa_toc": ("HỎA TỐC", 30)}


def number_text(letter: dict[str, Any]) -> str:
    number = letter["number"]
    return f"Số: {'' if number is None else str(number).rjust(2, '0')}/{letter['symbol']}"


def date_text(date: dict[str, Any]) -> str:
    day = "" if date["day"] is None else str(date["day"]).rjust(2, "0")
    month = {None: "", 1: "01", 2: "02"}.get(date["month"], str(date["month"]))
    return f"ngày {day} tháng {month} năm {date['year']}"


def addressee_lines(greeting: str, names: list[str]) -> list[str]:
    if len(names) <= 1:
        return [f"{greeting} {name}" for name in names]
    return [greeting, *(f"- {name};" for name in names[:-1]), f"- {names[-1]}."]


def reading_order(letter: dict[str, Any]) -> Iterator[str]:
    yield from letter["superior_agency"]
    yield from letter["agency"]
    yield "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    yield "Độc lập - Tự do - Hạnh phúc"
    yield number_text(letter)
    yield f"{letter['place']}, {date_text(letter['date'])}"
    yield f"V/v {letter['subject']}"
    if letter.get("urgency"):
        yield STAMPS[letter["urgency"]][0]
    yield from addressee_lines("Kính gửi:", letter["recipients"])
    yield from addressee_lines("Đồng kính gửi:", letter.get("also_to", []))
    bases = letter.get("bases", [])
    yield from (f"{basis}{'.' if basis is bases[-1] else ';'}" for basis in bases)
    yield from _paragraphs(letter["body"])
    yield "Nơi nhận:"
    yield from (f"- {name};" for name in letter["copies_to"])
    yield f"- {letter['archive']}."
    signature = letter["signature"]
    yield (signature.get("authority") or "") + signature["office"] + signature["name"]
    yield from _annexes(letter)


def _paragraphs(paragraphs: list[dict[str, Any]]) -> Iterator[str]:
    for one in paragraphs:
        yield f"{one.get('label', '')} {one['text']}"


def _annexes(letter: dict[str, Any]) -> Iterator[str]:
    annexes = letter.get("annexes", [])
    number, date = number_text(letter).removeprefix("Số: "), date_text(letter["date"])
    for position, annex in enumerate(annexes):
        yield f"Phụ lục {('I', 'II', 'III')[position]}" if len(annexes) > 1 else "Phụ lục"
        yield annex["title"]
        yield f"(Kèm theo Công văn số {number} {date} của {' '.join(letter['agency'])})"
        yield from _paragraphs(annex["paragraphs"])
        if annex["table"]:
            for row in [annex["table"]["columns"], *annex["table"]["rows"]]:
                yield from row
