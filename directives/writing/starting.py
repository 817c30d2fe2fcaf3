"""How a letter begins: blank, from a template, about one that is out, or as the answer to one that came in."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from antt_portal.core.formats import vn_date
from directives.letters.placeholders import fill
from directives.models import IncomingDocument, LetterKind, OfficialLetter, Relation
from directives.writing.composing import blank_letter
from enterprises.models import Organisation, OrganisationKind

# The words of the letters themselves, in Vietnamese whatever the language of the page.
INTRODUCTIONS = {
    Relation.CORRECTS: "{issuer} đính chính {letter} như sau:",
    Relation.RECALLS: "{issuer} thu hồi {letter} kể từ ngày ban hành văn bản này.",
    Relation.REPLACES: "Văn bản này thay thế {letter}.",
}
CORRECTED = "Tại [[Vị trí có sai sót]], đã in là “[[Nội dung đã in]]”, nay đính chính là “[[Nội dung đúng]]”."
END = "Các nội dung khác không thay đổi./."
KIND_OF = {
    Relation.RECALLS: LetterKind.RECALL_NOTICE,
    Relation.CORRECTS: LetterKind.CORRECTION,
    Relation.COPIES: LetterKind.COPY,
}
ABOUT = {Relation.RECALLS: "thu hồi {letter}", Relation.CORRECTS: "đính chính {letter}"}
# Papers with a text of their own, which a copy can be taken of.
COPIED = frozenset(LetterKind) - {LetterKind.CERTIFICATE, LetterKind.COPY}
# Written by hand in the editor; other kinds come from the rows they are about.
BY_HAND = (LetterKind.OFFICIAL_LETTER, LetterKind.SUBMISSION, LetterKind.DECISION, LetterKind.REPORT)
ANSWERING = (LetterKind.REPORT, LetterKind.OFFICIAL_LETTER)
ANSWERED = "Thực hiện {document}, {issuer} báo cáo kết quả thực hiện như sau:"
RESULT = "[[Kết quả thực hiện]]"
ANSWER_END = "{issuer} kính báo cáo./."


def relations_of(letter: OfficialLetter) -> list[Relation]:
    """What a new letter can do to this one."""
    return [one for one in Relation if one != Relation.COPIES or letter.kind in COPIED]


def unit_codes(issuer: Organisation) -> list[str]:
    """The codes that stand in symbols, of the board's units."""
    units = issuer.units.filter(kind=OrganisationKind.UNIT).exclude(code="")
    return sorted(set(units.values_list("code", flat=True)))


def head_of(issuer: Organisation, kind: str, *, on: date) -> dict[str, Any]:
    """The parts of a letter that are the issuer's names of the day: a draft always has the present ones."""
    blank = blank_letter(issuer, kind, on=on)
    return {name: blank[name] for name in ("superior_agency", "agency", "issuer", "date")}


def from_template(data: Mapping[str, Any], values: Mapping[str, str], blank: Mapping[str, Any]) -> dict[str, Any]:
    """The template's words in the issuer's present head. The symbol is the template's own where it has one."""
    filled: dict[str, Any] = fill(dict(data), values)
    head = {name: blank[name] for name in ("superior_agency", "agency", "issuer", "number", "date", "signature")}
    return {**filled, **head, "symbol": filled["symbol"] or blank["symbol"], "attachments": []}


def citation(letter: OfficialLetter) -> str:
    """“Công văn số 05/BQL-QHXD ngày 05 tháng 01 năm 2024 của Ban Quản lý …”, as another letter names it."""
    printed = letter.letter
    dated = printed.letterhead.dated
    issuer = letter.issuer.name_on(letter.issued_on).name if letter.issued_on else printed.issued_by
    number = f"{letter.number_text}/{letter.symbol}"
    day = f"ngày {dated.day_text} tháng {dated.month_text} năm {dated.year}"
    return f"{printed.type_in_sentence} số {number} {day} của {issuer}"


def about(related: OfficialLetter, relation: Relation, *, on: date, unit_code: str = "") -> dict[str, Any]:
    """The text of a letter that replaces, recalls, corrects or copies ``related``."""
    cited, issuer = citation(related), related.issuer.name_on(on).name
    introduction = INTRODUCTIONS.get(relation, "").format(issuer=issuer, letter=cited)
    blank = blank_letter(related.issuer, KIND_OF.get(relation, related.kind), on=on, unit_code=unit_code)
    named = {name: related.data[name] for name in ("place", "recipients", "also_to", "copies_to", "archive")}
    if relation == Relation.COPIES:
        return {**blank, "archive": named["archive"], "form": "sao_y", "original": {**related.data, "attachments": []}}
    if relation == Relation.REPLACES:
        own = {name: blank[name] for name in ("superior_agency", "agency", "issuer", "number", "date", "signature")}
        return {**related.data, **own, "body": [*related.data["body"], {"text": introduction}], "attachments": []}
    last = [{"label": "-", "text": CORRECTED}, {"text": END}] if relation == Relation.CORRECTS else []
    said = introduction if last else f"{introduction[:-1]}./."
    subject = ABOUT[relation].format(letter=cited)
    return {**blank, **named, "subject": subject, "body": [{"text": said}, *last]}


def arrived(document: IncomingDocument) -> str:
    """“văn bản số 8184/VP-NCKTGS ngày 29/11/2023 của Văn phòng …”, as a letter of the board names it."""
    number = f" số {document.full_number}" if document.full_number else ""
    day = f" ngày {vn_date(document.dated_on)}" if document.dated_on else ""
    return f"văn bản{number}{day} của {document.agency}"


def answering(document: IncomingDocument, kind: str, *, on: date, unit_code: str = "") -> dict[str, Any]:
    """The text of the board's report back to the author of ``document``, its result still to be written."""
    issuer = document.organisation.name_on(on).name
    said = ANSWERED.format(document=arrived(document), issuer=issuer)
    words = (said, RESULT, ANSWER_END.format(issuer=issuer))
    blank = blank_letter(document.organisation, kind, on=on, unit_code=unit_code)
    subject = f"kết quả thực hiện {arrived(document)}"
    return {
        **blank,
        "subject": subject if kind == LetterKind.REPORT else f"báo cáo {subject}",
        "recipients": [document.agency],
        "body": [{"text": text} for text in words],
    }
