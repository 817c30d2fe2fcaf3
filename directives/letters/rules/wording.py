"""The subject's full stop, dates of cited papers in short, and letters whose marks stand apart."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from antt_portal.core.documents.boxes import PaperDate
from directives.letters.rules.finding import Case, Finding, at
from directives.letters.rules.patterns import any_of
from directives.letters.rules.texts import Text, everything, prose

FULL_STOP = re.compile(r"(?:\.\s*/\s*)?\.\s*$")
LAST_WORD = re.compile(r"[\w.]*\w$")
SHORT_DATE = re.compile(
    r"(?<!\w)ngày\s+(?P<day>0?[1-9]|[12]\d|3[01])\s?/\s?(?P<month>0?[1-9]|1[0-2])(?:\s?/\s?(?P<year>\d{4}|\d{2}))?(?![\d/])",
    re.IGNORECASE,
)
# "số 8184/VP-NCKTGS", or "công văn số 12", right before the date, or with the issuer or the word for signing between.
SYMBOL = r"\d[\w-]*\s?/\s?(?=[\w&./-]*[^\W\d_])[\w&./-]*\w"
PAPERS = ("công văn", "văn bản", "quyết định", "kế hoạch", "tờ trình", "báo cáo", "thông báo", "chỉ thị", "công điện")
ISSUER = r"\s+của\s+(?:(?!(?:trước|đến|từ|sau|vào|trong|hết|hạn)\b)[\w/&-]+\s+){1,12}"
CITED_NUMBER = re.compile(
    rf"(?<!\w)(?:số:?\s*{SYMBOL}|{any_of(PAPERS)}\s+số:?\s*\d+)"
    rf",?(?:{ISSUER}|\s+)(?:(?:ký|đề|lập|cấp|ban\s+hành)\s+)?$",
    re.IGNORECASE,
)
REACH = 160  # characters between a number and its date
CENTURY = 2000


def subject_full_stop(case: Case) -> Iterator[Finding]:
    text = Text("$.subject", case.letter.subject)
    stop = FULL_STOP.search(text.plain.rstrip())
    if not stop:
        return
    word = LAST_WORD.search(text.plain[max(0, stop.start() - 20) : stop.start()])
    if not (word and word[0].lower() in case.vocabulary.final_abbreviations):
        message = _("Trích yếu không có dấu chấm ở cuối. Bỏ dấu chấm.")
        yield at(text, stop.start(), stop.end(), "subject-full-stop", message, fix="")


def short_date(case: Case) -> Iterator[Finding]:
    for text in prose(case.letter):
        for found in SHORT_DATE.finditer(text.plain):
            if CITED_NUMBER.search(text.plain[max(0, found.start() - REACH) : found.start()]):
                fix = _in_full(found)
                message = _("Ngày của văn bản viện dẫn viết đủ: “%(fix)s”.") % {"fix": fix}
                yield at(text, *found.span(), "short-date", message, fix=fix)


def _in_full(found: re.Match[str]) -> str:
    day = PaperDate(int(found["day"]), int(found["month"]), 0)
    full = f"ngày {day.day_text} tháng {day.month_text}"
    if not found["year"]:
        return full
    return f"{full} năm {found['year'] if len(found['year']) > 2 else CENTURY + int(found['year'])}"


def not_nfc(case: Case) -> Iterator[Finding]:
    for text in everything(case.letter):
        if text.plain != text.raw:
            message = _("Chữ có dấu rời (không phải Unicode dựng sẵn), dễ hỏng khi tìm và in. Gõ lại hoặc để cổng sửa.")
            yield Finding("not-nfc", text.path, message, (0, len(text.raw)), text.plain)
