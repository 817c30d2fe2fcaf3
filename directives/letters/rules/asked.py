"""Whom a sentence asks: "đề nghị các đơn vị, doanh nghiệp tổ chức thực hiện" asks two."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from directives.letters.rules.patterns import any_of
from directives.letters.rules.vocabulary import Vocabulary

OPENERS = ("các", "những", "quý", "toàn thể", "toàn bộ", "tất cả", "mọi", "từng", "mỗi", "thủ trưởng", "lãnh đạo")
HONOUR = re.compile(r"(?<!\w)quý(?!\w)", re.IGNORECASE)
NO_REQUEST = re.compile(r"(?:theo|đáp\s+ứng|văn\s+bản|công\s+văn|đơn)\s+$", re.IGNORECASE)  # "theo đề nghị …"
NEXT = re.compile(r"\s*(?:,|(?<!\w)(?:và|cùng|hoặc)(?!\w))\s*")
REACH = 300  # characters in which those asked are named


@dataclass(frozen=True)
class Asked:
    """``head`` is the word for what they are, in lower case; ``name`` what of the qualifier is in capitals."""

    head: str
    qualifier: str
    honoured: bool
    start: int
    end: int

    @property
    def name(self) -> str:
        words = []
        for word in self.qualifier.split():
            if not word[0].isupper():
                break
            words.append(word)
        return " ".join(words)


@dataclass(frozen=True)
class Grammar:
    request: re.Pattern[str]
    member: re.Pattern[str]
    stop: re.Pattern[str]

    @classmethod
    @lru_cache(maxsize=64)
    def of(cls, vocabulary: Vocabulary) -> "Grammar":
        heads = any_of(vocabulary.general_addressees | vocabulary.enterprises | vocabulary.institutions)
        openers = rf"(?P<openers>(?:{any_of(OPENERS)}\s+)*)"
        return cls(
            request=re.compile(rf"(?<!\w){any_of(vocabulary.requests)}\s+", re.IGNORECASE),
            member=re.compile(rf"{openers}(?P<head>{heads})(?!\w)", re.IGNORECASE),
            stop=re.compile(rf"[.;:()!?]|[\s,]+{any_of(vocabulary.predicates)}(?!\w)"),
        )


def asked_in(text: str, begin: int, vocabulary: Vocabulary) -> list[Asked]:
    """Those asked by the sentence of ``text`` that begins at ``begin``."""
    grammar = Grammar.of(vocabulary)
    return [
        one
        for request in grammar.request.finditer(text, begin)
        if not NO_REQUEST.search(text[max(0, request.start() - 30) : request.start()])
        for one in _members(text, request.end(), vocabulary)
    ]


def _members(text: str, begin: int, vocabulary: Vocabulary) -> Iterator[Asked]:
    """From the first one asked to the predicate."""
    grammar = Grammar.of(vocabulary)
    first = grammar.member.match(text, begin)
    if first is None or not _is_head(first, vocabulary):
        return
    stop = grammar.stop.search(text, first.end(), first.end() + REACH)
    end = stop.start() if stop else min(len(text), first.end() + REACH)
    found = [first]
    for joint in NEXT.finditer(text, first.end(), end):
        member = grammar.member.match(text, joint.end(), end)
        if member:
            found.append(member)
    ends = [*(following.start() for following in found[1:]), end]
    for member, until in zip(found, ends, strict=True):
        qualifier = NEXT.sub(" ", text[member.end() : until]).strip()
        yield Asked(
            head=" ".join(member["head"].lower().split()),
            qualifier=qualifier,
            honoured=bool(HONOUR.search(member["openers"])),
            start=member.start(),
            end=member.end() + len(text[member.end() : until].rstrip(" ,")),
        )


def _is_head(member: re.Match[str], vocabulary: Vocabulary) -> bool:
    """Without "các" an office has a capital: "đề nghị Phòng …", not "đề nghị phòng ngừa"."""
    is_office = member["head"].lower() in vocabulary.institutions
    return bool(member["openers"]) or not is_office or member["head"][0].isupper()
