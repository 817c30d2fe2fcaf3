"""What the board's own papers share: their data has the keys of a letter as data, so that one reader serves all."""

from typing import Any

from antt_portal.core.documents import CopiesTo, Letterhead, PaperDate, PaperNumber, Signature


def letterhead(data: dict[str, Any], number: PaperNumber | None) -> Letterhead:
    return Letterhead(
        superior=tuple(data["superior_agency"]),
        agency=tuple(data["agency"]),
        place=data["place"],
        dated=paper_date(data["date"]),
        number=number,
    )


def paper_date(data: dict[str, Any]) -> PaperDate:
    """``{"day": 12, "month": 11, "year": 2026}``; a null day or month is not yet known."""
    return PaperDate(data["day"], data["month"], data["year"])


def signature(data: dict[str, Any]) -> Signature:
    return Signature(office=data["office"], name=data["name"], authority=data.get("authority") or "")


def copies_to(data: dict[str, Any]) -> CopiesTo:
    return CopiesTo(tuple(data["copies_to"]), data["archive"])


def paper_number(written: str) -> PaperNumber | None:
    """A number as one text, "12/GCN-UBND"; None where there is none."""
    number, slash, symbol = written.partition("/")
    if slash and number.strip().isdecimal():
        return PaperNumber(int(number), symbol.strip())
    return PaperNumber(None, written) if written else None
