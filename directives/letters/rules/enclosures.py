"""Enclosures that a letter names or speaks of, and whose files are not there."""

import re
from collections.abc import Iterator
from itertools import chain

from django.utils.translation import gettext as _

from directives.letters.forwarding import CoveringLetter
from directives.letters.rules.enclosing import speaks_of_enclosure
from directives.letters.rules.finding import Case, Finding, at
from directives.letters.rules.texts import addressees, prose


def enclosure_missing(case: Case) -> Iterator[Finding]:
    """Each enclosure without a file; where there is no enclosure at all, the first words that promise one."""
    letter = case.letter
    for position, enclosure in enumerate(letter.attachments):
        if not enclosure.file and names(enclosure.title, case.facts.passed_on):
            continue
        if not enclosure.file or position in case.facts.missing_files:
            message = _("Chưa có tệp của “%(title)s”. Tải tệp lên hoặc bỏ khỏi danh sách gửi kèm.")
            yield Finding("enclosure-missing", f"$.attachments[{position}].file", message % {"title": enclosure.title})
    if case.facts.passed_on or letter.attachments or letter.printed_annexes or isinstance(letter, CoveringLetter):
        return  # a covering letter always carries its bundle
    for text in chain(prose(letter), addressees(letter)):
        if found := speaks_of_enclosure(text.plain, case.vocabulary):
            message = _("Văn bản nói “%(words)s” nhưng không có tệp nào gửi kèm. Thêm tệp hoặc sửa câu này.")
            yield at(text, *found.span(), "enclosure-missing", message % {"words": found[0]})
            return


def names(title: str, number: str) -> bool:
    """Whether an enclosure's title cites the document with this number and symbol, and not a longer one."""
    wanted, said = (" ".join(text.split()).casefold() for text in (number, title))
    return bool(wanted) and re.search(rf"(?<!\d){re.escape(wanted)}(?![\w/-])", said) is not None
