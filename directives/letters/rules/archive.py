"""The last line of "Nơi nhận": "Lưu: VT, <unit>", and the unit in the symbol."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from directives.letters.rules.finding import Case, Finding, at
from directives.letters.rules.patterns import whole
from directives.letters.rules.texts import Text

KEEP = re.compile(r"\s*Lưu(?!\w)(?P<colon>\s*:)?\s*", re.IGNORECASE)
NOTE = re.compile(r"\([^()]*\)")
AROUND_AND = re.compile(r" ?& ?")
# An abbreviation, as units write themselves: QHXD, DN&LĐ, TC-HC. Names in full are not compared.
ABBREVIATION = re.compile(r"(?<![\w&])[^\W\d_](?:[^\W_]|[&-](?=\w))+(?![\w&])")


def archive_no_colon(case: Case) -> Iterator[Finding]:
    text = _line(case)
    keep = KEEP.match(text.plain)
    if text.plain.strip() and not (keep and keep["colon"]):
        message = _("Dòng lưu thiếu “Lưu:”. Viết “Lưu: VT, …”, có dấu hai chấm sau chữ Lưu.")
        yield at(text, 0, _begin(text), "archive-no-colon", message, fix="Lưu: ")


def archive_without_vt(case: Case) -> Iterator[Finding]:
    text = _line(case)
    if not whole(case.vocabulary.records_offices).search(text.plain):
        begin = _begin(text)
        message = _("Dòng lưu chưa có văn thư. Viết “VT” ngay sau “Lưu:”.")
        yield at(text, begin, begin, "archive-without-vt", message, fix="VT, " if text.plain[begin:].strip() else "VT")


def unit_mismatch(case: Case) -> Iterator[Finding]:
    text = _line(case)
    units, keepers = _units_of_symbol(case), list(_keepers(case, text))
    parts = {part.upper() for keeper in keepers for part in (keeper, *keeper.split("-"))}
    if units and keepers and parts.isdisjoint(unit.upper() for unit in units):
        message = _("Đơn vị trong ký hiệu (%(unit)s) khác đơn vị ở dòng lưu (%(keepers)s). Sửa cho giống nhau.")
        begin = text.plain.find(keepers[0])
        written = {"unit": units[-1], "keepers": ", ".join(keepers)}
        yield at(text, max(begin, 0), len(text.plain.rstrip()), "unit-mismatch", message % written)


def _line(case: Case) -> Text:
    return Text("$.archive", case.letter.archive)


def _begin(text: Text) -> int:
    """Where what follows "Lưu:" begins."""
    keep = KEEP.match(text.plain)
    return keep.end() if keep else 0


def _units_of_symbol(case: Case) -> list[str]:
    """What may name the unit in ``BQL-QHXD``. A named kind has none (``QĐ-BQL``), nor has an agency's own hyphen."""
    symbol = AROUND_AND.sub("&", Text("$.symbol", case.letter.symbol).plain.strip())
    parts = symbol.split("-")
    initials = "".join(word[0] for line in case.letter.agency for word in Text("", line).plain.split())
    if parts[0].strip().lower() in case.vocabulary.kind_symbols or initials.upper().startswith("".join(parts).upper()):
        return []
    return [unit for begin in range(1, len(parts)) if (unit := "-".join(parts[begin:]).strip())]


def _keepers(case: Case, text: Text) -> Iterator[str]:
    """The units that keep a copy, as abbreviated in the line."""
    line = AROUND_AND.sub("&", NOTE.sub(" ", text.plain[_begin(text) :]))
    ignored = case.vocabulary.records_offices | case.vocabulary.not_units
    for word in ABBREVIATION.findall(line):
        if sum(letter.isupper() for letter in word) > 1 and word.lower() not in ignored:
            yield word
