"""What is said about the figures of a roll-up: the board's own words, and words of those who answered."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from antt_portal.core import clock, typed_text
from antt_portal.core.formats import vn_time
from antt_portal.core.refusal import Refused
from antt_portal.core.web import explain_refusal, posted_id, seen_version, with_query
from enterprises.middleware import PortalRequest, keeps_typed_text
from reports.forms.rollups import NarrativeForm, QuoteForm
from reports.models import Evidence, RollUp, Submission
from reports.rollups.quoting import Quotable, files_of, obligations_to_quote, quotable, submissions_to_quote
from reports.rollups.writing import quote, save_narrative
from reports.views.review import CONFLICT, UNPROCESSABLE
from reports.views.rollup_page import own_rollup

A_PAGE = 10


@keeps_typed_text
@require_http_methods(["GET", "HEAD", "POST"])
def rollup_text(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = own_rollup(request, public_id)
    if request.method != "POST":
        if typed := typed_text.kept_for(request.session, request.path):
            messages.warning(request, _("Đây là nội dung gõ trước khi phiên làm việc hết, chưa lưu. Xem lại rồi lưu."))
            return _show_text(request, found, NarrativeForm(typed))
        return _show_text(request, found, NarrativeForm.of(found))
    form = NarrativeForm(request.POST)
    is_autosave = request.headers.get("X-Autosave") == "1"
    if not form.is_valid():
        if is_autosave:
            return JsonResponse({"error": next(iter(form.errors.values()))[0]}, status=UNPROCESSABLE)
        return _show_text(request, found, form, status=UNPROCESSABLE)
    return _save_while_typing(request, found, form) if is_autosave else _save(request, found, form)


def _write(request: PortalRequest, found: RollUp, form: NarrativeForm) -> RollUp:
    seen = seen_version(request, "over") or seen_version(request)
    saved = save_narrative(found, form.cleaned_data, by=request.actor, at=clock.now(), seen=seen)
    typed_text.drop(request.session, request.path)
    return saved


def _save_while_typing(request: PortalRequest, found: RollUp, form: NarrativeForm) -> JsonResponse:
    try:
        saved = _write(request, found, form)
    except Refused as refused:
        if refused.code != "stale":
            return JsonResponse({"error": str(refused)}, status=UNPROCESSABLE)
        html = render_to_string("reports/rollup/conflict.html", {"conflict": _conflict(found, form)}, request)
        return JsonResponse({"conflict_html": html}, status=CONFLICT)
    at = vn_time(saved.changed_at or clock.now())
    return JsonResponse({"version": saved.text_version, "saved_at": at, "missing": None})


def _save(request: PortalRequest, found: RollUp, form: NarrativeForm) -> HttpResponse:
    try:
        _write(request, found, form)
    except Refused as refused:
        if refused.code == "stale":
            return _show_text(request, found, form, status=CONFLICT, conflict=_conflict(found, form))
        messages.error(request, str(refused))
        return _show_text(request, found, form, status=CONFLICT)
    messages.success(request, _("Đã lưu lời báo cáo."))
    return redirect(found)


def _conflict(found: RollUp, form: NarrativeForm) -> dict[str, Any]:
    """The words as they are saved, and what was typed, where they differ."""
    present = RollUp.objects.select_related("changed_by").get(pk=found.pk)
    both = [(form[name].label, present.narrative.get(name, ""), typed) for name, typed in form.cleaned_data.items()]
    pairs = [{"label": label, "saved": saved, "typed": typed} for label, saved, typed in both if saved != typed]
    return {"pairs": pairs, "rollup": present}


def _show_text(
    request: PortalRequest, found: RollUp, form: NarrativeForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    version = str(seen_version(request) if request.method == "POST" else found.text_version)
    context = {"rollup": found, "form": form, "version": version, "today": clock.today(), **more}
    return render(request, "reports/rollup/text.html", context, status=status)


# ---- quotations ----


@require_http_methods(["GET", "HEAD", "POST"])
@explain_refusal(back_to="reports:rollup-quotations")
def rollup_quotations(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = own_rollup(request, public_id)
    if request.method != "POST":
        return _show_answers(request, found)
    posted = QuoteForm(request.POST)
    submission = get_object_or_404(Submission, public_id=posted_id(request, "submission"), board_id=found.board_id)
    form = QuoteForm(request.POST, files=files_of(submission, posted["code"].value()))
    if not form.is_valid():
        messages.error(request, _("Lời trích để trống hoặc không đọc được. Chưa trích gì."))
        return redirect(_back(request, found))
    typed = form.cleaned_data
    evidence = Evidence.objects.filter(board_id=found.board_id, public_id__in=typed["evidence"])
    quote(
        found, submission, typed["code"], typed["excerpt"], evidence=evidence, by=request.actor, at=clock.now()
    )  # fmt: skip
    messages.success(request, _("Đã trích vào báo cáo."))
    return redirect(_back(request, found))


def _back(request: PortalRequest, found: RollUp) -> str:
    """The page of answers one was on."""
    return with_query(reverse("reports:rollup-quotations", args=[found.public_id]), request.GET.urlencode())


def _show_answers(request: PortalRequest, found: RollUp) -> HttpResponse:
    choices = obligations_to_quote(found)
    code = request.GET.get("code", "")
    chosen = code if code in dict(choices) else next((key for key, _title in choices), "")
    submissions = submissions_to_quote(found, chosen) if chosen else Submission.objects.none()
    page = Paginator(submissions, A_PAGE).get_page(request.GET.get("page"))
    rows = [(one, _quote_form(one)) for one in quotable(found, chosen, page.object_list)]
    context = {"rollup": found, "choices": choices, "chosen": chosen, "page": page, "rows": rows}
    return render(request, "reports/rollup/quotations.html", context)


def _quote_form(one: Quotable) -> QuoteForm:
    """Ids of a page with several of them differ by the submission."""
    return QuoteForm(initial=one.initial, files=one.files, auto_id=f"id_{one.submission.pk}_%s")
