"""Marks of secrecy. Papers that bear one never enter the portal; papers that speak of keeping secrets do, every day.

A mark stands for itself: alone in its line, in brackets of its own, after "Độ mật:", or said of this paper.
Titles and files of enclosures follow the rule of every upload (``core.inspection.marks``).
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from antt_portal.core.inspection.marks import mark_in
from directives.letters.rules.finding import Case, Finding, at
from directives.letters.rules.patterns import any_of, whole
from directives.letters.rules.texts import everything
from directives.letters.rules.vocabulary import Words

PAPER = (
    r"(?:văn\s+bản|công\s+văn|tài\s+liệu|kế\s+hoạch|báo\s+cáo|tờ\s+trình|quyết\s+định|hồ\s+sơ|thông\s+báo|phương\s+án)"
)
LABEL = r"(?:(?:mức\s+)?độ\s+mật\s*:?\s+)"
SAID_OF_IT = r"(?:là|thuộc|mang|có|đóng\s+dấu)"
ENCLOSED = re.compile(r"\$\.attachments\[\d+\]")


def classified(case: Case) -> Iterator[Finding]:
    marked = _patterns(case.vocabulary.classification_marks)
    words = whole(case.vocabulary.classification_marks)
    for text in everything(case.letter):
        if not words.search(text.plain) and not ENCLOSED.match(text.path):
            continue
        found = next((match for pattern in marked if (match := pattern.search(text.plain))), None)
        if found:
            yield at(text, *found.span("mark"), "classified", _told(found["mark"]))
        elif ENCLOSED.match(text.path) and (mark := mark_in(text.plain)):
            yield at(text, 0, len(text.plain), "classified", _told(mark))
    for position, enclosure in enumerate(case.letter.attachments):
        if enclosure.file and (mark := mark_in(PurePosixPath(enclosure.file).stem)):
            yield Finding("classified", f"$.attachments[{position}].file", _told(mark))


@lru_cache(maxsize=64)
def _patterns(marks: Words) -> tuple[re.Pattern[str], ...]:
    mark = rf"(?P<mark>{any_of(marks)})"
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            rf"^[\s\[(“\"*_–—-]*{LABEL}?{mark}[\s\])”\"*_.–—/-]*$",
            rf"[\[(]\s*{LABEL}?{mark}\s*[\])]",
            rf"^\s*{mark}\s+[–—-]\s",
            rf"\s[–—-]\s+{mark}\s*$",
            rf"(?:^|[.;]\s*|\s[–—-]\s)(?:mức\s+)?độ\s+mật\s*:\s*{mark}(?!\w)",
            rf"(?<!\w){PAPER}\s+này\s+{SAID_OF_IT}\s+(?:{PAPER}\s+|loại\s+)?(?:{LABEL}|độ\s+)?{mark}(?!\w|\s+(?:độ|khẩu|mã))",
            rf"(?<!\w){PAPER}\s+{mark}\s+số:?\s*\d",
        )
    )


def _told(mark: str) -> str:
    message = _("Có dấu chỉ độ mật “%(mark)s”. Cổng không nhận văn bản mật: xử lý văn bản này ngoài cổng.")
    return message % {"mark": mark}
