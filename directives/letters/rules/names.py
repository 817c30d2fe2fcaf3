"""Whom a letter is for and from, by name: nobody, groups of nobody, and names that do not hold on its day."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

from django.utils.translation import gettext as _

from directives.letters.rules.facts import DatedName, Days
from directives.letters.rules.finding import Case, Finding, at
from directives.letters.rules.texts import WORD, Text, addressees, listed, plain_word, words_of

FORMER = re.compile(r"\s*\((?:cũ|trước đây)\)|\s+cũ(?!\w)", re.IGNORECASE)
FORMERLY = re.compile(r"(?:nguyên|trước đây là)\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
NEXT_WORD = re.compile(r"\s+([^\W\d_]\w*)")
# The name of a legal person keeps the places in it, whatever becomes of them.
LEGAL_PERSON = re.compile(
    r"\s*(?:các\s+|quý\s+)?(?:tổng\s+công\s+ty|công\s+ty|cty|tập\s+đoàn|ngân\s+hàng|hợp\s+tác\s+xã|htx|doanh\s+nghiệp|quỹ|chi\s+nhánh)",
    re.IGNORECASE,
)


def addressees_empty(case: Case) -> Iterator[Finding]:
    if not any(text.raw.strip() for text in listed("recipients", case.letter.recipients)):
        message = _("Chưa có nơi nhận ở “Kính gửi”. Thêm ít nhất một nơi nhận.")
        yield Finding("addressees-empty", "$.recipients", message)


def addressee_group_empty(case: Case) -> Iterator[Finding]:
    """A group of nobody, or a line that names nobody beside others that do."""
    if not any(text.raw.strip() for text in addressees(case.letter)):
        return
    for text in addressees(case.letter):
        if text.raw in case.facts.empty_groups:
            message = _("Nhóm “%(group)s” hiện không có tổ chức nào. Bỏ nhóm này hoặc thêm tổ chức vào nhóm.")
            yield at(text, 0, len(text.plain), "addressee-group-empty", message % {"group": text.plain})
        elif not text.raw.strip():
            yield Finding(
                "addressee-group-empty", text.path, _("Một dòng nơi nhận để trống. Điền tên hoặc bỏ dòng này.")
            )


def name_not_valid(case: Case) -> Iterator[Finding]:
    """In the letterhead and among those who get the letter; the body may speak of the past."""
    names = Names(case.facts.names)
    letter = case.letter
    for text in chain(addressees(letter), listed("copies_to", letter.copies_to)):
        if not LEGAL_PERSON.match(text.plain):
            for start, end, name in names.ended_in(text.plain, case.days):
                yield at(text, start, end, "name-not-valid", _told(text.plain[start:end], name))
    for path, lines in (("$.superior_agency", letter.superior_agency), ("$.agency", letter.agency)):
        whole = Text(path, " ".join(lines)).plain
        if not LEGAL_PERSON.match(whole):
            for start, end, name in names.ended_in(whole, case.days):
                yield Finding("name-not-valid", path, _told(whole[start:end], name))


class Names:
    """Names by their first word. Where several begin, the longest is meant."""

    def __init__(self, names: Iterable[DatedName]) -> None:
        self._by_first: dict[str, list[tuple[list[str], DatedName]]] = defaultdict(list)
        for name in sorted(names, key=lambda one: len(one.name), reverse=True):
            if words := words_of(name.name):
                self._by_first[words[0]].append((words, name))

    def ended_in(self, text: str, days: Days) -> Iterator[tuple[int, int, DatedName]]:
        """Where names stand that do not hold on any of ``days``."""
        places = [(found.start(), found.end(), plain_word(found[0])) for found in WORD.finditer(text)]
        words = [word for _start, _end, word in places]
        for here, word in enumerate(words):
            for parts, name in self._by_first.get(word, ()):
                if words[here : here + len(parts)] == parts:
                    start, end = places[here][0], places[here + len(parts) - 1][1]
                    if not name.holds(days) and _is_it(text, start, end, name):
                        yield start, end, name
                    break


def _is_it(text: str, start: int, end: int, name: DatedName) -> bool:
    """Not the beginning of another's name, and not said to be a former one."""
    if FORMER.match(text, end) or FORMERLY.search(text[max(0, start - 60) : start]):
        return False
    following = NEXT_WORD.match(text, end)
    return name.whatever_follows or following is None or not following[1][0].isupper()


def _told(written: str, name: DatedName) -> str:
    if name.valid_to is None:
        return _("Tên “%(name)s” chưa có hiệu lực vào ngày ban hành. Dùng tên có hiệu lực vào ngày đó.") % {
            "name": written
        }
    ended = {"name": written, "day": f"{name.valid_to:%d/%m/%Y}", "now": name.now}
    if name.now:
        message = _("Tên “%(name)s” hết hiệu lực sau ngày %(day)s, nay là %(now)s. Dùng tên vào ngày ban hành.")
    else:
        message = _("“%(name)s” không còn từ sau ngày %(day)s. Sửa cho đúng tổ chức vào ngày ban hành.")
    return message % ended
