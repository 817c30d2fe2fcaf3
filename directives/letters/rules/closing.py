"""The closing sentence asks somebody who is not among the addressees."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from directives.letters.rules.asked import Asked, asked_in
from directives.letters.rules.finding import Case, Finding, at
from directives.letters.rules.patterns import whole
from directives.letters.rules.texts import Text, addressees, words_of
from directives.letters.rules.vocabulary import Vocabulary

SENTENCE_END = re.compile(r"(?<=\w{3})[.!?]\s+(?=[^\W\da-z_])")
CLOSING_REACH = 2000  # characters of the last paragraph
THANKS = 120  # characters: no longer than a courtesy
BY_LIST = re.compile(r"(?<!\w)danh\s+sách(?!\w)", re.IGNORECASE)
ABBREVIATIONS = {
    "ubnd": words_of("ủy ban nhân dân"),
    "hđnd": words_of("hội đồng nhân dân"),
    "bql": words_of("ban quản lý"),
    "kcn": words_of("khu công nghiệp"),
    "kkt": words_of("khu kinh tế"),
    "tp": words_of("thành phố"),
    "dn": words_of("doanh nghiệp"),
    "cty": words_of("công ty"),
}
# Words that tell no addressee from another: how many, and what every enterprise does.
LITTLE = frozenset(words_of("các những của đang và có hoạt động sản xuất kinh doanh"))
PLACE = re.compile(
    r"(?<!\w)(?:trong|tại|trên|thuộc|ở)\s+(?:các\s+)?(?:khu|cụm|địa|tỉnh|thành|xã|phường|phạm|kcn|kkt).*", re.IGNORECASE
)
LEGAL_FORMS = frozenset(words_of("tnhh cp cổ phần một thành viên mtv ctcp"))


@dataclass(frozen=True)
class Known:
    """The addressees, in which those asked are looked for."""

    texts: list[str]
    agency: str
    vocabulary: Vocabulary

    @cached_property
    def lines(self) -> list[list[str]]:
        return [spelled_out(text) for text in self.texts]

    def has(self, asked: Asked) -> bool:
        words = self.vocabulary
        if asked.head in words.institutions:
            return self._has_office(asked)
        if asked.head not in words.enterprises or asked.honoured:
            return True
        if name := [word for word in spelled_out(asked.name) if word not in LEGAL_FORMS]:
            return any(set(name) <= set(line) for line in self.lines)
        if whole(words.kinds_of_enterprise).match(asked.qualifier):
            return self._has_kind(asked)
        others, offices = whole(words.enterprises | words.general_addressees), whole(words.institutions)
        return any(others.search(text) or not offices.search(text) for text in self.texts)

    def _has_office(self, asked: Asked) -> bool:
        """The agency may ask itself; "các đơn vị" may be any office."""
        general = whole(self.vocabulary.general_addressees)
        lines = (*self.lines, spelled_out(self.agency))
        return any(is_same_office(asked, line) for line in lines) or any(general.search(text) for text in self.texts)

    def _has_kind(self, asked: Asked) -> bool:
        """Most of what singles them out stands in the addressees, or all enterprises are addressed."""
        telling = set(spelled_out(PLACE.sub("", asked.qualifier))) - LITTLE
        head = set(spelled_out(asked.head)) - LITTLE
        everybody = any(head == set(line) - LITTLE for line in self.lines)
        seen = telling & {word for line in self.lines for word in line}
        return everybody or not telling or 2 * len(seen) > len(telling)


def closing_not_addressed(case: Case) -> Iterator[Finding]:
    text = _last_paragraph(case)
    if text is None or any(BY_LIST.search(line.plain) for line in addressees(case.letter)):
        return
    begin = _last_request(text.plain, case.vocabulary)
    asked = asked_in(text.plain, begin, case.vocabulary)
    if not asked or not case.letter.recipients:
        return
    known = Known([line.plain for line in addressees(case.letter)], " ".join(case.letter.agency), case.vocabulary)
    if stranger := next((one for one in asked if not known.has(one)), None):
        words = text.plain[stranger.start : stranger.end]
        message = _("Câu kết nói với “%(words)s”, không có ở “Kính gửi”. Sửa câu kết hoặc thêm nơi nhận.")
        yield at(text, stranger.start, stranger.end, "closing-not-addressed", message % {"words": words})


def _last_paragraph(case: Case) -> Text | None:
    """The last one, unless it is an item of a list; thanks alone are not the closing request."""
    for position, part in reversed(list(enumerate(case.letter.body))):
        if part.label:
            return None
        text = Text(f"$.body[{position}].text", part.text)
        if whole(case.vocabulary.requests).search(text.plain[-CLOSING_REACH:]):
            return text
        if len(text.plain) > THANKS:
            return None
    return None


def _last_request(text: str, vocabulary: Vocabulary) -> int:
    """Where the last sentence that requests something begins."""
    begin = max(0, len(text) - CLOSING_REACH)
    starts = [begin, *(found.end() for found in SENTENCE_END.finditer(text, begin))]
    asks = whole(vocabulary.requests)
    ends = [*starts[1:], len(text)]
    return next(start for start, end in reversed(list(zip(starts, ends, strict=True))) if asks.search(text, start, end))


def is_same_office(asked: Asked, line: list[str]) -> bool:
    """The same head, and after it nothing on one side or at least one word alike: "Công an tỉnh" is one of Hưng Yên."""
    head = spelled_out(asked.head)
    wanted = [word for word in spelled_out(asked.qualifier) if word not in LITTLE]
    for begin, word in enumerate(line):
        if word == head[0] and line[begin : begin + len(head)] == head:
            following = [word for word in line[begin + len(head) :] if word not in LITTLE]
            if not wanted or not following or wanted[0] == following[0]:
                return True
    return False


def spelled_out(text: str) -> list[str]:
    return [part for word in words_of(text) for part in ABBREVIATIONS.get(word, [word])]
