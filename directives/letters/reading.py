"""From JSON to a letter: every fault with its path, or a letter in which nothing was corrected."""

import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from antt_portal.core.documents.face import letters_of_face
from directives.letters.kinds import KINDS
from directives.letters.letter import Letter
from directives.letters.paths import path_of

# Controls, line ends, what is unassigned or private, and signs that nobody sees: those that turn the reading direction
# around could make a text read as another one, and none comes back out of the PDF.
WITHOUT_SHAPE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
LONGEST_WORD = 500
MESSAGES: dict[str, str | Promise] = {
    "missing": _("Thiếu trường này."),
    "unexpected_keyword_argument": _("Không có trường này trong dạng dữ liệu của văn bản."),
    "string_type": _("Phải là một chuỗi ký tự."),
    "int_type": _("Phải là một số nguyên."),
    "tuple_type": _("Phải là một danh sách."),
    "dataclass_type": _("Phải là một đối tượng JSON."),
    "dataclass_exact_type": _("Phải là một đối tượng JSON."),
    "greater_than_equal": _("Phải từ %(ge)s trở lên."),
    "less_than_equal": _("Nhiều nhất là %(le)s."),
    "too_short": _("Cần ít nhất %(min_length)s mục."),
    "too_long": _("Nhiều nhất là %(max_length)s mục."),
    "string_too_short": _("Chưa có nội dung."),
    "string_too_long": _("Nhiều nhất là %(max_length)s ký tự."),
    "string_pattern_mismatch": _("Không đúng dạng %(pattern)s."),
    "datetime_type": _("Phải là một thời điểm, viết 2026-11-15T17:00:00+07:00."),
    "datetime_from_date_parsing": _("Phải là một thời điểm, viết 2026-11-15T17:00:00+07:00."),
    "datetime_parsing": _("Phải là một thời điểm, viết 2026-11-15T17:00:00+07:00."),
    "timezone_aware": _("Thời điểm phải có múi giờ, viết 2026-11-15T17:00:00+07:00."),
    "date_type": _("Phải là một ngày, viết 2026-11-15."),
    "date_from_datetime_parsing": _("Phải là một ngày, viết 2026-11-15."),
    "date_parsing": _("Phải là một ngày, viết 2026-11-15."),
    "none_required": _("Loại văn bản này không có mục này."),
    "union_tag_not_found": _("Thiếu loại văn bản (kind)."),
    "union_tag_invalid": _("Loại văn bản (kind) cần là một trong: %(expected_tags)s."),
    "not_out": _("Chỉ sao văn bản đã có số và đủ ngày, tháng."),
    "enum": _("Cần một trong: %(expected)s."),
    "literal_error": _("Cần một trong: %(expected)s."),
    "no_such_day": _("Không có ngày %(day)s tháng %(month)s năm %(year)s."),
    "uneven_row": _("Hàng %(row)s của bảng phải có đúng %(count)s ô, mỗi cột một ô."),
    "uneven_widths": _("Cần đúng %(count)s độ rộng, mỗi cột một số."),
}
# The field of a copy that holds what is copied.
LETTER_WITHIN = "original"
OTHERWISE = _("Giá trị không đúng dạng.")

Read = TypeVar("Read")


@dataclass(frozen=True)
class LetterFault:
    """``path`` is JSONPath from the letter: ``$.body[3].text``."""

    path: str
    message: str


class MalformedLetter(ValueError):
    def __init__(self, faults: tuple[LetterFault, ...]) -> None:
        self.faults = faults
        super().__init__("; ".join(f"{fault.path}: {fault.message}" for fault in faults))


def read_letter(data: object) -> Letter:
    """The letter of its ``kind``. Raises MalformedLetter with every fault, in the order of their paths in the data."""
    if not isinstance(data, Mapping):
        raise MalformedLetter((LetterFault("$", str(MESSAGES["dataclass_type"])),))
    kind = data.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        known = ", ".join(sorted(KINDS))
        raise MalformedLetter((LetterFault("$.kind", _("Cần một trong các loại: %(known)s.") % {"known": known}),))
    faults = list(_unprintable(data, ()))
    try:
        letter = read_as(_adapter(kind), data)
    except MalformedLetter as malformed:
        # Half a character is no JSON either, and was named already.
        others = [fault for fault in malformed.faults if fault.path != "$" or not faults]
        raise MalformedLetter((*faults, *others)) from malformed
    if faults:
        raise MalformedLetter(tuple(faults))
    return letter


def read_as(adapter: TypeAdapter[Read], data: object) -> Read:
    """Data in the form of ``adapter``. Raises MalformedLetter with every fault."""
    try:
        return adapter.validate_json(json.dumps(data))
    except ValidationError as error:
        raise MalformedLetter(tuple(_fault(details) for details in error.errors())) from error


@cache
def _adapter(kind: str) -> TypeAdapter[Letter]:
    return TypeAdapter(KINDS[kind])


def _fault(details: ErrorDetails) -> LetterFault:
    message = str(MESSAGES.get(details["type"], OTHERWISE))
    path = path_of(_steps(details["loc"]))
    return LetterFault(path, message % details.get("ctx", {}) if "%(" in message else message)


def _steps(location: tuple[int | str, ...]) -> Iterator[int | str]:
    """pydantic names the kind of a letter within a letter as if it were a step."""
    for before, step in pairwise(("", *location)):
        if before != LETTER_WITHIN or step not in KINDS:
            yield step


def _unprintable(value: object, steps: tuple[int | str, ...]) -> Iterator[LetterFault]:
    """Texts with a character that no paper can print, or that would make it read otherwise than it was written."""
    if isinstance(value, str):
        text = unicodedata.normalize("NFC", value)
        unfit = {character for character in set(text) if not _prints(character, steps)}
        if unfit:
            position, character = next((at, one) for at, one in enumerate(text, start=1) if one in unfit)
            message = _("Ký tự U+%(code)s ở vị trí %(position)s không in được; xóa hoặc thay bằng dấu cách.")
            yield LetterFault(path_of(steps), message % {"code": f"{ord(character):04X}", "position": position})
        elif len(text) > LONGEST_WORD and max(map(len, text.split()), default=0) > LONGEST_WORD:
            message = _("Có một từ dài quá %(most)s ký tự, không xếp được vào dòng.")
            yield LetterFault(path_of(steps), message % {"most": LONGEST_WORD})
        return
    children = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
    for step, child in children:
        yield from _unprintable(child, (*steps, step))


def _prints(character: str, steps: tuple[int | str, ...]) -> bool:
    """Titles and names of enclosed files are not printed, so they need no face."""
    if unicodedata.category(character) in WITHOUT_SHAPE:
        return False
    return character in letters_of_face() or "attachments" in steps
