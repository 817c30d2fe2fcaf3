"""The page of one obligation: everything it shows besides the form."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from antt_portal.core import clock
from antt_portal.core.formats import filesize_vn
from enterprises.middleware import PortalRequest
from reports import presence
from reports.checking import Gap
from reports.conflicts import two_texts
from reports.differences import compare
from reports.forms.answers import AnswerForms
from reports.freezing import freeze_answer
from reports.implementing import asking
from reports.models import Answer, EvidenceUse, KeptText, Report
from reports.progress import Progress, Row, progress_of
from reports.shelf import file_row
from reports.states import AWAITING_ENTERPRISE
from reports.wording import lowered

# What the template calls the translated columns of an obligation.
TRANSLATED = {"asked": "text", "guidance": "help", "evidence_hint": "evidence_hint"}


def last_year_of(answer: Answer) -> Answer | None:
    """The same obligation a year before; its code stays the same from edition to edition."""
    last_year = Report.objects.a_year_before(answer.report)
    return Answer.objects.filter(report__in=last_year, obligation__code=answer.obligation.code).first()


def show_answer(
    request: PortalRequest,
    answer: Answer,
    forms: AnswerForms,
    *,
    version: int,
    status: int = 200,
    focus: str = "",
    **more: Any,
) -> HttpResponse:
    """``version`` is the one the form was read with: what a save of this page is compared against.

    ``focus`` is the id of the field to stand in; ``more`` adds to what the template is given.
    """
    report, today = answer.report, clock.today()
    progress = progress_of(report, on=today)
    row = progress.row_of(answer)
    presence.note(answer, by=request.actor)
    before, after = progress.around(row)
    uses = list(row.answer.evidence_uses.all())
    editable = report.status in AWAITING_ENTERPRISE
    if focus:
        forms.figures.fields[focus.removeprefix("id_")].widget.attrs["autofocus"] = True
    context = {
        "report": report,
        "answer": answer,
        "obligation": answer.obligation,
        **{name: answer.obligation.in_language(field) for name, field in TRANSLATED.items()},
        "asking": asking(report),
        "row": row,
        "before": before,
        "after": after,
        "count": len(progress.rows),
        "position": progress.rows.index(row) + 1,
        "forms": forms,
        "version": str(version),
        "editable": editable,
        "today": today,
        "missing": missing(list(row.gaps)),
        "others": presence.others(answer, than=request.actor),
        "then": _then(progress, row),
        "files": [file_row(use, on=today, also=progress.also_serving(use.evidence_id, besides=row)) for use in uses],
        "evidence_summary": evidence_summary(uses),
        "text": None if editable else compare(answer.obligation.fields, freeze_answer(row.answer), None),
        **more,
    }
    if "conflict" not in more:
        context["kept"] = _kept(request, answer)
    return render(request, "reports/answer.html", context, status=status)


def _kept(request: PortalRequest, answer: Answer) -> Any:
    kept = KeptText.objects.filter(answer=answer, author=request.user).first()
    return two_texts(answer, kept) if kept else None


def _then(progress: Progress, row: Row) -> dict[str, str]:
    """The first button of the page: what it does, and where it goes after that."""
    name = "then" if row.answer.confirmed else "confirm"
    act = _("Lưu") if row.answer.confirmed else _("Xác nhận")
    if following := progress.next_unfinished(row):
        label = _("%(act)s, sang %(next)s") % {"act": act, "next": lowered(following.called)}
        return {"name": name, "value": str(following.answer.public_id), "label": label}
    return {"name": name, "value": "check", "label": _("%(act)s, kiểm tra và nộp") % {"act": act}}


def missing(gaps: list[Gap]) -> dict[str, str] | None:
    """The link in the act bar: how many places are left on this page, and the first of them."""
    if not gaps:
        return None
    text = ngettext("%(count)s chỗ cần xem lại", "%(count)s chỗ cần xem lại", len(gaps))
    return {"text": text % {"count": len(gaps)}, "href": f"#{gaps[0].anchor}"}


def evidence_summary(uses: list[EvidenceUse]) -> str:
    """“5 tệp · 11,4 MB”."""
    if not uses:
        return _("Chưa có tệp")
    count = ngettext("%(count)s tệp", "%(count)s tệp", len(uses)) % {"count": len(uses)}
    return f"{count} · {filesize_vn(sum(use.evidence.blob.size for use in uses))}"
