"""How the parts of a report are called on pages and in messages."""

from django.utils.translation import gettext as _

from directives.models import Obligation, ObligationKind
from reports.models import AnswerResult, ReportStatus, ReviewResult

# Tones of a status tag: word, colour and shape (see the look).
REPORT_TONE = {
    ReportStatus.DRAFT: "doing",
    ReportStatus.SUBMITTED: "sent",
    ReportStatus.RETURNED: "back",
    ReportStatus.ACCEPTED: "done",
}
REVIEW_TONE = {
    ReviewResult.MET: "done",
    ReviewResult.NOT_MET: "void",
    ReviewResult.NOT_APPLICABLE: "none",
}
RESULT_TONE = {
    AnswerResult.DONE: "done",
    AnswerResult.PARTLY: "doing",
    AnswerResult.NOT_DONE: "void",
    AnswerResult.NOT_APPLICABLE: "none",
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
