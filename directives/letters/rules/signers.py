"""The signature block: its prefix, and the signer among those who get a copy."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from directives.letters.rules.finding import Case, Finding, at
from directives.letters.rules.patterns import any_of
from directives.letters.rules.texts import Text, listed
from directives.letters.rules.vocabulary import Words

# The prefix of a signature (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.7) with whatever parts it from the office.
PREFIX = re.compile(r"\s*(?P<written>(?P<prefix>KT|TM|TL|TUQ|Q)(?P<parting>\s*\.\s*|\s+))(?=\w)", re.IGNORECASE)
RIGHT = ". "
ACADEMIC = re.compile(r"^(?:\w{1,6}\.\s*)+")
LAST_WORD = re.compile(r"(\S+)\s+$")
NEXT_WORD = re.compile(r"\s+(\w+)")
SHORTEST_NAME = 2  # syllables


def authority_spacing(case: Case) -> Iterator[Finding]:
    signature = case.letter.signature
    for name, line in (("authority", signature.authority), ("office", signature.office)):
        text = Text(f"$.signature.{name}", line or "")
        found = PREFIX.match(text.plain)
        if found and found["parting"] != RIGHT:
            fix = f"{found['prefix']}{RIGHT}"
            message = _("Viết “%(line)s”: sau chữ viết tắt là một dấu chấm và một dấu cách.")
            written = {"line": fix + text.plain[found.end() :]}
            yield at(text, *found.span("written"), "authority-spacing", message % written, fix=fix)


def signer_in_copies(case: Case) -> Iterator[Finding]:
    name = ACADEMIC.sub("", Text("", case.letter.signature.name).plain.strip())
    if len(name.split()) < SHORTEST_NAME:
        return
    written = re.compile(rf"(?<!\w){any_of([name])}(?!\w)", re.IGNORECASE)
    for text in listed("copies_to", case.letter.copies_to):
        for found in written.finditer(text.plain):
            if _is_whole_name(text.plain, found, case.vocabulary.titles):
                message = _("Người ký (%(name)s) không ghi ở Nơi nhận. Bỏ tên này.")
                yield at(text, *found.span(), "signer-in-copies", message % {"name": found[0]})


def _is_whole_name(line: str, found: re.Match[str], titles: Words) -> bool:
    """Not a part of another's: the copy for Trần Văn Mẫu Tuấn is not for Văn Mẫu."""
    following = NEXT_WORD.match(line, found.end())
    if following and following[1].istitle():
        return False
    before = LAST_WORD.search(line[max(0, found.start() - 60) : found.start()])
    return before is None or not before[1].istitle() or before[1].lower().rstrip(".:") in titles
