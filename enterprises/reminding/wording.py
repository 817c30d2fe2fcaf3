"""What is said about a deadline: why it falls on its day, and which step of reminding is which."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from antt_portal.core.formats import vn_date
from enterprises.models import Deadline, DeadlineKind, LadderStep

STEP = re.compile(r"T(?P<sign>[+-])(?P<number>\d+)(?P<hours>h?)")

_RULES = {
    "fixed-day": gettext_lazy("Ngày do quy định ấn định hằng năm."),
    "by-officer": gettext_lazy("Ngày do Ban Quản lý ấn định khi giao việc."),
    "by-document": gettext_lazy("Ngày ghi trong văn bản đến."),
}
_KINDS: dict[str, object] = {
    DeadlineKind.FORWARDING: gettext_lazy("Ngày phải chuyển tiếp ghi trong văn bản."),
    DeadlineKind.ANSWER: gettext_lazy("Ngày báo cáo ghi trong văn bản."),
    DeadlineKind.DAILY_REPORT: gettext_lazy("Báo cáo của chính ngày đó trong đợt cao điểm."),
    DeadlineKind.DUTY: gettext_lazy("Ngày tính theo quy định của nghĩa vụ."),
}


def why_this_day(deadline: Deadline) -> str:
    """A sentence, or two with the day it was counted from; empty where nobody wrote down why."""
    said = _rule(deadline.rule) or str(_RULES.get(deadline.rule) or _KINDS.get(deadline.kind) or "")
    if said and deadline.anchor:
        return f"{said} {_('Tính từ ngày %(day)s.') % {'day': vn_date(deadline.anchor)}}"
    return said


def _rule(rule: str) -> str:
    name, _colon, number = rule.partition(":")
    if name == "hours" and number.isdigit():
        count = int(number)
        return ngettext("Trong %(count)s giờ.", "Trong %(count)s giờ.", count) % {"count": count}
    if name != "workdays":
        return ""
    if not number.isdigit():
        return _("Đếm theo ngày làm việc.")
    count = int(number)
    return ngettext("%(count)s ngày làm việc.", "%(count)s ngày làm việc.", count) % {"count": count}


def step_words(code: str) -> str:
    """“trước hạn 7 ngày” for T-7; a code of another make is shown as it is."""
    found = STEP.fullmatch(code)
    if found is None:
        return code
    number, is_before = int(found["number"]), found["sign"] == "-"
    if number == 0:
        return _("đúng hạn")
    if found["hours"]:
        before = ngettext("trước hạn %(count)s giờ", "trước hạn %(count)s giờ", number)
        after = ngettext("sau hạn %(count)s giờ", "sau hạn %(count)s giờ", number)
    else:
        before = ngettext("trước hạn %(count)s ngày", "trước hạn %(count)s ngày", number)
        after = ngettext("sau hạn %(count)s ngày", "sau hạn %(count)s ngày", number)
    return (before if is_before else after) % {"count": number}


def audience_words(steps: Iterable[LadderStep]) -> str:
    return "; ".join(str(step.get_audience_display()) for step in steps)
