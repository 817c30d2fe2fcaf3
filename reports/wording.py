"""How the parts of a report are called on pages and in messages, and the tone of their status tags."""

from django.utils.translation import gettext as _

from directives.models import Obligation, ObligationKind
from reports.models import AnswerResult, Report, ReviewResult

# Tones of a status tag: word, colour and shape (see the look).
REVIEW_TONE: dict[str, str] = {
    ReviewResult.MET: "done",
    ReviewResult.NOT_MET: "void",
    ReviewResult.NOT_APPLICABLE: "none",
}
RESULT_TONE: dict[str, str] = {
    AnswerResult.DONE: "done",
    AnswerResult.PARTLY: "doing",
    AnswerResult.NOT_DONE: "void",
    AnswerResult.NOT_APPLICABLE: "none",
    AnswerResult.NOTHING: "none",
}


def called(obligation: Obligation) -> str:
    """“Nội dung 5”, “Tiêu chí 2”: short enough for a button."""
    return called_by(obligation.kind, obligation.number)


def called_by(kind: str, number: str) -> str:
    if kind == ObligationKind.CRITERION:
        return _("Tiêu chí %(number)s") % {"number": number}
    if kind == ObligationKind.REGISTRATION:
        return _("Thành phần %(number)s") % {"number": number}
    return _("Nội dung %(number)s") % {"number": number}


def narrative_label(report: Report) -> str:
    return _("Đã làm gì trong năm") if report.is_yearly else _("Đã làm gì")


def lowered(name: str) -> str:
    """Inside a sentence: “nội dung 5”."""
    return name[:1].lower() + name[1:]


def heading(kind: str) -> str:
    """What a table of answers to obligations of this kind is called."""
    if kind == ObligationKind.CRITERION:
        return _("Tiêu chí phải đạt")
    if kind == ObligationKind.REGISTRATION:
        return _("Thành phần hồ sơ đăng ký")
    return _("Nội dung phải thực hiện")
