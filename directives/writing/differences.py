"""What changed between two texts of a letter: two versions, or what two people typed at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from antt_portal.core.figures.text_difference import Piece, text_difference
from directives.asking.places import NAMES

URGENCIES = {"khan": "KHẨN", "thuong_khan": "THƯỢNG KHẨN", "hoa_toc": "HỎA TỐC"}
STYLES = {"": "", "italic": gettext_lazy("nghiêng"), "bold": gettext_lazy("đậm")}
FIELDS = ("superior_agency", "agency", "symbol", "place", "urgency", "subject", "recipients", "also_to", "bases")
LAST_FIELDS = ("copies_to", "archive", "signature", "attachments")
Text = Mapping[str, Any]


@dataclass(frozen=True)
class Change:
    """``label`` says where; ``pieces`` are the text with what was added and taken away."""

    label: str
    pieces: list[Piece]

    @property
    def is_changed(self) -> bool:
        return any(piece.kind != "same" for piece in self.pieces)


@dataclass(frozen=True)
class Pair:
    """One place where two texts differ."""

    label: str
    saved: str
    typed: str


def changes(before: Text, after: Text) -> list[Change]:
    """Field by field, the body paragraph by paragraph; only what differs."""
    compared = [*_fields(before, after, FIELDS), *_body(before, after), *_fields(before, after, LAST_FIELDS)]
    return [one for one in compared if one.is_changed]


def pairs(saved: Text, typed: Text) -> list[Pair]:
    """The places that differ, with both texts whole; the bundle is not typed."""
    fields = [(str(NAMES[name]), _plain(saved, name), _plain(typed, name)) for name in (*FIELDS, *LAST_FIELDS[:-1])]
    bodies = [
        (_("Đoạn %(number)s") % {"number": number}, old, new)
        for number, (old, new) in enumerate(_aligned(_paragraphs(saved), _paragraphs(typed)), 1)
    ]
    return [Pair(*one) for one in (*fields, *bodies) if one[1] != one[2]]


def _fields(before: Text, after: Text, names: tuple[str, ...]) -> Iterator[Change]:
    for name in names:
        yield Change(str(NAMES[name]), text_difference(_plain(before, name), _plain(after, name)))


def _plain(data: Text, name: str) -> str:
    value = data.get(name)
    match name:
        case "urgency":
            return URGENCIES.get(value or "", "")
        case "signature":
            return "\n".join(filter(None, [value["authority"], value["office"], value["name"]])) if value else ""
        case "attachments":
            return "\n".join(one["title"] for one in value or ())
        case _:
            return value if isinstance(value, str) else "\n".join(value or ())


def _body(before: Text, after: Text) -> Iterator[Change]:
    number = 0
    for old, new in _aligned(_paragraphs(before), _paragraphs(after)):
        number += bool(new)
        label = _("Đoạn %(number)s") % {"number": number} if new else _("Đoạn đã bỏ")
        yield Change(label, text_difference(old, new))


def _paragraphs(data: Text) -> list[str]:
    return [_paragraph(one) for one in data.get("body") or ()]


def _paragraph(one: Text) -> str:
    """With its label, and with how it is set where that is not the usual."""
    look = [STYLES[one.get("style") or ""], _("cấp %(level)s") % {"level": one["level"]} if _is_deep(one) else ""]
    words = ", ".join(filter(None, map(str, look)))
    return f"{one.get('label') or ''} {one['text']}".strip() + (f" ({words})" if words else "")


def _is_deep(one: Text) -> bool:
    return int(one.get("level") or 1) > 1


def _aligned(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """Paragraphs that are the same stand beside each other; between them, one after the other."""
    for _tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        before, after = old[start:end], new[new_start:new_end]
        for place in range(max(len(before), len(after))):
            yield (
                before[place] if place < len(before) else "",
                after[place] if place < len(after) else "",
            )
