"""What is still open when a letter is to go out: number, date, signature, the end of its text."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from directives.letters.rules.finding import Case, Finding, at
from directives.letters.rules.texts import Text

END_MARK = "./."


def number_blank(case: Case) -> Iterator[Finding]:
    if case.letter.number is None:
        yield Finding("number-blank", "$.number", _("Chưa có số văn bản. Văn thư cấp số trước khi phát hành."))


def date_blank(case: Case) -> Iterator[Finding]:
    blank = case.letter.date
    if blank.day is None or blank.month is None:
        message = _("Chưa có ngày, tháng ban hành. Điền cùng lúc với số văn bản.")
        yield Finding("date-blank", "$.date" if blank.month is None else "$.date.day", message)


def signature_missing(case: Case) -> Iterator[Finding]:
    if case.facts.signed is False:
        message = _("Chưa có chữ ký của người có thẩm quyền. Trình ký trước khi phát hành.")
        yield Finding("signature-missing", "$.signature", message)


def end_mark_missing(case: Case) -> Iterator[Finding]:
    if not case.letter.body:
        yield Finding("end-mark-missing", "$.body", _("Văn bản chưa có nội dung và dấu kết thúc “./.”."))
        return
    last = len(case.letter.body) - 1
    text = Text(f"$.body[{last}].text", case.letter.body[last].text)
    ending = text.plain.rstrip()
    if not ending.endswith(END_MARK):
        begin = len(ending.rstrip(".;,:/ "))
        message = _("Đoạn cuối chưa kết thúc bằng “./.”. Thêm dấu này vào cuối đoạn.")
        yield at(text, begin, len(ending), "end-mark-missing", message, fix=END_MARK)
