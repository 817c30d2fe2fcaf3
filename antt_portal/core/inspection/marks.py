"""Finding a classification mark (độ mật) in a file name or a title.

Only the three marks of the Law on Protection of State Secrets count: Tuyệt mật, Tối mật, Mật. A document that
bears one must never enter the portal; papers *about* keeping secrets (obligation 4) must, every day.

1. "Tuyệt mật", "Tối mật": always a mark, in any case, with any separator or none ("TUYET_MAT", "T.Ố.I
   M.Ậ.T"), with all, some or none of its accents. Another accent is respected: "tôi mất thẻ" passes.
2. "mật" with its accents: a mark, except in a word ("bảo mật", "mật khẩu", "giải mật"), as a person's name
   ("Nguyễn Văn Mật"), or as the object of keeping ("quy chế quản lý tài liệu mật").
3. "mat" without accents is far more often mặt, mắt, mất or mát. A mark only where it stands as one: alone
   between brackets, spaced dashes, colons or the ends; among nothing but numbers and abbreviations of
   documents ("CV_12_MAT"); or closing the name of a document ("cong van mat").

A name refused wrongly costs a renaming, which the message explains; one accepted wrongly may cost a secret.
So doubt refuses under 1 and 2, and accepts under 3, where refusing would hit every "mat bang".
"""

import re
import unicodedata
from itertools import pairwise

from antt_portal.core.folding import search_key

MAT_WORD = "mật"
LEVELS = (("Tuyệt mật", ("tuyệt", MAT_WORD)), ("Tối mật", ("tối", MAT_WORD)))
LONE = "Mật"

SEGMENT_END = re.compile(r"[()\[\]{}<>:;,+|/\\\"'“”‘’–—]|\s+-+\s+|\s+_+\s+|^-+\s|\s-+$")
WORD = re.compile(r"[^\W\d_]+|\d+")
CAMEL = re.compile(r"(?<=[^\W\d_])(?=[^\W\d_])")

# Words that make one word with "mật": before it, and after it.
BEFORE = frozenset({"bảo", "bí", "cơ", "giải", "độ", "thân", "ong", "túi", "ống", "sỏi", "dịch", "đường"})
AFTER = frozenset({"khẩu", "độ", "mã", "thiết", "ong", "mía", "gấu", "sơn"})
FAMILY_NAMES = frozenset(
    {"nguyen", "tran", "le", "pham", "hoang", "huynh", "phan", "vu", "vo", "dang", "bui", "do", "ho", "ngo"}
    | {"duong", "ly", "truong", "dinh", "trinh", "mai", "cao", "luong"}
)
MIDDLE_NAMES = frozenset({"văn", "thị"})
PAPERS = frozenset(
    {"cong van", "tai lieu", "van ban", "ho so", "cong dien", "to trinh", "ke hoach", "phuong an", "bao cao"}
    | {"quyet dinh", "thong bao", "dong dau", "do mat", "chi thi", "nghi quyet"}
)
KEEPING = frozenset(
    {"bao ve", "bao quan", "quan ly", "luu giu", "luu tru", "cat giu", "su dung", "soan thao", "sao chup"}
    | {"giao nhan", "van chuyen", "tieu huy", "xac dinh"}
)
ABBREVIATIONS = frozenset(
    {"cv", "bc", "qd", "tb", "kh", "tt", "hd", "bb", "ct", "nq", "ttr", "gm", "vb", "tl", "hs", "nd", "vp"}
    | {"ubnd", "bql", "bqlkkt", "kcn", "ca", "bca"}
)


def mark_in(text: str) -> str | None:
    """The mark found in ``text``, as the law spells it, or None. Pass a file's name without its extension."""
    segments = [words_of(segment) for segment in SEGMENT_END.split(visible(text))]
    return level_in([word for words in segments for word in words]) or lone_in(segments)


def visible(text: str) -> str:
    """Composed, wide letters made normal, nothing invisible between letters."""
    composed = unicodedata.normalize("NFKC", text)
    return "".join(char for char in composed if unicodedata.category(char) != "Cf")


def words_of(segment: str) -> list[str]:
    """Words and numbers in lower case; BaoCaoMat is three words, and so is each M-Ậ-T one."""
    spread = CAMEL.sub(lambda at: " " if is_hump(segment, at.start()) else "", segment)
    words: list[str] = []
    letters = ""
    for word in [*WORD.findall(spread), ""]:
        if len(word) == 1 and word.isalpha():
            letters += word
            continue
        if letters:
            words.extend([letters] if len(letters) > 2 else letters)
            letters = ""
        if word:
            words.append(word)
    return [word.lower() for word in words]


def is_hump(text: str, at: int) -> bool:
    return text[at - 1].islower() and text[at].isupper()


def level_in(words: list[str]) -> str | None:
    for mark, (first, second) in LEVELS:
        for word, following in pairwise([*words, ""]):
            if could_be(word, first + second) or (could_be(word, first) and could_be(following, second)):
                return mark
    return None


def lone_in(segments: list[list[str]]) -> str | None:
    found = any(is_mark(words, at) for words in segments for at, word in enumerate(words) if could_be(word, MAT_WORD))
    return LONE if found else None


def is_mark(words: list[str], at: int) -> bool:
    if words[at] == MAT_WORD:
        return not (is_compound(words, at) or is_person(words, at) or is_kept(words, at))
    return stands_alone(words, at) or (closes_a_paper(words, at) and not is_kept(words, at))


def is_compound(words: list[str], at: int) -> bool:
    before, after = neighbours(words, at)
    return any(could_be(before, known) for known in BEFORE) or any(could_be(after, known) for known in AFTER)


def is_person(words: list[str], at: int) -> bool:
    return at >= 2 and words[at - 1] in MIDDLE_NAMES and search_key(words[at - 2]) in FAMILY_NAMES


def is_kept(words: list[str], at: int) -> bool:
    """The object of a verb of keeping: "bảo quản tài liệu mật"."""
    return pair_before(words, at) in PAPERS and pair_before(words, at - 2) in KEEPING


def stands_alone(words: list[str], at: int) -> bool:
    others = [search_key(word) for number, word in enumerate(words) if number != at]
    abbreviated = [word in ABBREVIATIONS for word in others]
    plain = all(short or word.isdigit() for short, word in zip(abbreviated, others, strict=True))
    return not others or (plain and any(abbreviated))


def closes_a_paper(words: list[str], at: int) -> bool:
    return pair_before(words, at) in PAPERS and all(word.isdigit() for word in words[at + 1 :])


def neighbours(words: list[str], at: int) -> tuple[str, str]:
    return (words[at - 1] if at else "", words[at + 1] if at + 1 < len(words) else "")


def pair_before(words: list[str], at: int) -> str:
    return " ".join(search_key(word) for word in words[max(at - 2, 0) : max(at, 0)])


def could_be(word: str, known: str) -> bool:
    """Whether ``word`` is ``known`` with all, some or none of its accents, and no other accent."""
    if len(word) != len(known):
        return False
    return all(letter_could_be(letter, accented) for letter, accented in zip(word, known, strict=True))


def letter_could_be(letter: str, accented: str) -> bool:
    if letter == accented:
        return True
    if accented == "đ":
        return letter == "d"
    apart, known = unicodedata.normalize("NFD", letter), unicodedata.normalize("NFD", accented)
    return apart[0] == known[0] and set(apart[1:]) <= set(known[1:])
