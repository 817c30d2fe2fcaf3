"""Whether "kèm theo" speaks of what this letter encloses.

It does in "(gửi kèm theo)", "danh sách kèm theo", "kèm theo Công văn này"; not where it means another paper's annex
("ban hành kèm theo Quyết định số …") or what others shall send ("báo cáo kèm theo minh chứng"). A board cannot switch
the rule off, so doubt leaves a text alone.
"""

import re
from dataclasses import dataclass

from directives.letters.rules.patterns import any_of, whole
from directives.letters.rules.vocabulary import Vocabulary

ENCLOSING = re.compile(
    r"(?<!\w)(?:(?P<sent>gửi\s+)kèm(?:\s+theo)?|đính\s+kèm(?:\s+theo)?|kèm\s+theo|(?<=\()kèm)(?!\w)",
    re.IGNORECASE,
)
REACH = 200  # characters on each side tell what is meant

OWN = (
    "công văn",
    "văn bản",
    "quyết định",
    "tờ trình",
    "báo cáo",
    "kế hoạch",
    "thông báo",
    "hướng dẫn",
    "thư",
    "giấy mời",
)
LAWS = ("luật", "bộ luật", "pháp lệnh", "nghị định", "thông tư", "quyết định", "nghị quyết")
PROOFS = (
    "minh chứng",
    "bản sao",
    "bản chụp",
    "hình ảnh",
    "ảnh",
    "chứng từ",
    "giấy tờ",
    "chứng cứ",
    "biên lai",
    "hóa đơn",
)
GOES_ON = ("để", "và", "trước", "về", "gửi", "qua", "đến", "nhằm")
FILLERS = ("có", "xin", "được", "chi tiết", "theo", "xem", "tại", "như", "toàn văn", "bản", "sao", "các", "những")
JOINTS = ("và", "với", "cùng", "hoặc")
SENDING = ("nộp", "lập", "tải", "xuất trình", "bổ sung", "hoàn thiện")
OTHERS = (
    "đề nghị",
    "yêu cầu",
    "doanh nghiệp",
    "đơn vị",
    "công ty",
    "đầu tư",
    "phải",
    "cần",
    "vui lòng",
    "hồ sơ",
    *SENDING,
)
RECEIVED = ("xét", "căn cứ", "nhận được", "phúc đáp", "trả lời", "tiếp nhận", "theo đề nghị")

WITH_THIS = re.compile(rf"\s+{any_of(OWN)}\s+này(?!\w)", re.IGNORECASE)
BY_LAW = re.compile(rf"\s+{any_of(LAWS)}(?!\w)", re.IGNORECASE)
CLAUSE_END = re.compile(rf"\s*(?:$|[.),;:\]/]|[–-]\s)|\s+{any_of(GOES_ON)}(?!\w)", re.IGNORECASE)
ONLY_FILLERS = re.compile(rf"(?:\s|{any_of(FILLERS)}(?!\w))*", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?;:]\s")
CLAUSE_BREAK = re.compile(rf"[,(]|(?<!\w){any_of(JOINTS)}(?!\w)", re.IGNORECASE)
ACCORDING_TO = re.compile(r"(?<!\w)(?:theo|tại)(?!\w)", re.IGNORECASE)
PAPERS_IN_GENERAL = frozenset({"hồ sơ", "báo cáo"})
NEAR = 40  # characters in which an object shows what it is


@dataclass(frozen=True)
class Phrase:
    """An enclosing phrase with what stands around it; ``sentence`` is its part before the phrase."""

    sentence: str
    bracket: str | None
    after: str
    sent: bool
    nouns: re.Pattern[str]

    @classmethod
    def of(cls, text: str, found: re.Match[str], vocabulary: Vocabulary) -> "Phrase":
        before = text[max(0, found.start() - REACH) : found.start()]
        breaks = [match.end() for match in SENTENCE_END.finditer(before)]
        opened, closed = before.rfind("("), before.rfind(")")
        bracket = before[opened + 1 :] if opened > closed else None
        sent = bool(found["sent"])
        nouns = vocabulary.enclosures | PAPERS_IN_GENERAL if sent or bracket is not None else vocabulary.enclosures
        after = text[found.end() : found.end() + REACH]
        return cls(before[breaks[-1] if breaks else 0 :], bracket, after, sent, whole(nouns))

    def is_own(self) -> bool:
        if WITH_THIS.match(self.after):
            return True
        if self.bracket is not None:
            return self._is_own_in_brackets(self.bracket)
        return self._attributed() if CLAUSE_END.match(self.after) else self._followed()

    def _is_own_in_brackets(self, inside: str) -> bool:
        content = inside + " " + self.after.partition(")")[0]
        if says(PROOFS, content):
            return False
        alone = bool(ONLY_FILLERS.fullmatch(inside))
        if CLAUSE_END.match(self.after):
            return alone or self.sent or bool(self.nouns.search(inside))
        named = not BY_LAW.match(self.after) and bool(self.nouns.search(self.after[:NEAR]))
        return alone and (self.sent or named)

    def _attributed(self) -> bool:
        """ "Danh sách kèm theo.": a thing of ours, unless others shall make or have sent it."""
        if not self.sentence.strip():
            return not says(PROOFS, self.after)
        joints = list(CLAUSE_BREAK.finditer(self.sentence))
        segment = self.sentence[joints[-1].end() if joints else 0 :]
        if not self.nouns.search(segment) or says(RECEIVED, self.sentence):
            return False
        if ACCORDING_TO.search(segment):
            return True
        added = bool(joints) and says(JOINTS, joints[-1][0])
        return not says(OTHERS if added else SENDING, self.sentence)

    def _followed(self) -> bool:
        """ "Gửi kèm theo danh sách …": ours when the sentence begins so, or speaks of nobody else before."""
        if says(PROOFS, self.after[:NEAR]) or not self.nouns.search(self.after[:NEAR]):
            return False
        return not self.sentence.strip() or (self.sent and not says((*OTHERS, *RECEIVED), self.sentence))


def speaks_of_enclosure(text: str, vocabulary: Vocabulary) -> re.Match[str] | None:
    """The first words by which the letter says that something is enclosed."""
    own = (found for found in ENCLOSING.finditer(text) if Phrase.of(text, found, vocabulary).is_own())
    return next(own, None) or whole(vocabulary.enclosure_phrases).search(text)


def says(words: tuple[str, ...], text: str) -> bool:
    return bool(whole(frozenset(words)).search(text))
