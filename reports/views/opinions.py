"""The pages of a coordinating agency: what it is asked, the dossier as handed in, its answer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, Value, When
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from antt_portal.core import clock, typed_text
from antt_portal.core.list_files import CHUNK, list_file, wants_file
from antt_portal.core.refusal import Refused
from antt_portal.core.web import require, seen_version
from enterprises.middleware import PortalRequest, keeps_typed_text
from reports.consulting import answer_opinion
from reports.differences import compare_versions
from reports.documents.lists import OPINIONS
from reports.forms.opinions import OpinionForm
from reports.models import Opinion, OpinionStatus, Stance
from reports.permissions import can_answer_opinion
from reports.reading import latest
from reports.views.board_loading import opinion_for
from reports.views.dossier_page import paper_of
from reports.views.review import CONFLICT, UNPROCESSABLE

PAGE_SIZE = 25


@require_GET
def opinions(request: PortalRequest) -> HttpResponseBase:
    """Open questions first, the most urgent on top; then what was answered, the latest first."""
    require(request.actor.is_agency)
    rank = Case(When(status=OpinionStatus.ASKED, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = Opinion.objects.visible_to(request.actor).for_list().order_by(rank, "-answered_at", "due_on", "pk")
    if wants_file(request):
        return list_file(request, _("Hồ sơ hỏi ý kiến"), OPINIONS, rows.iterator(chunk_size=CHUNK))
    context = {
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "open_count": Opinion.objects.visible_to(request.actor).filter(status=OpinionStatus.ASKED).count(),
        "today": clock.today(),
    }
    return render(request, "reports/opinions.html", context)


@keeps_typed_text
@require_http_methods(["GET", "HEAD", "POST"])
def opinion(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """The dossier as handed in, read-only, and the agency's answer. The board reads it on the dossier itself."""
    found = opinion_for(request, public_id)
    if request.method == "POST":
        require(can_answer_opinion(request.actor, found))
        return _answer(request, found)
    if request.actor.is_board:
        return redirect("reports:review", found.report.public_id)
    typed = typed_text.kept_for(request.session, request.path)
    return _show(request, found, OpinionForm(typed))


def _answer(request: PortalRequest, found: Opinion) -> HttpResponse:
    form = OpinionForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form, status=UNPROCESSABLE)
    try:
        answer_opinion(
            found,
            stance=Stance(form.cleaned_data["stance"]),
            text=form.cleaned_data["text"],
            by=request.actor,
            at=clock.now(),
            seen=seen_version(request),
            number=seen_version(request, "number"),
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return _show(request, opinion_for(request, found.public_id), form, status=CONFLICT)
    typed_text.drop(request.session, request.path)
    messages.success(request, _("Đã gửi ý kiến về hồ sơ của %(name)s.") % {"name": found.report.organisation})
    return redirect("reports:opinion", found.public_id)


def _show(request: PortalRequest, found: Opinion, form: Any, *, status: int = 200) -> HttpResponse:
    submission = latest(found.report)
    context = {
        "opinion": found,
        "report": found.report,
        "submission": submission,
        "answers": compare_versions(submission.frozen, None),
        "paper": paper_of(found.report, submission.number),
        "form": form,
        "today": clock.today(),
        "is_open": found.status == OpinionStatus.ASKED,
    }
    return render(request, "reports/opinion.html", context, status=status)
