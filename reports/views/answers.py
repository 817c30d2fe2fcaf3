"""Writing one answer: saving while typing and by button, conflicts, confirming what was carried from last year."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from antt_portal.core import clock, typed_text
from antt_portal.core.formats import vn_time
from antt_portal.core.refusal import Refused
from antt_portal.core.web import explain_refusal, seen_version
from enterprises.middleware import PortalRequest, keeps_typed_text
from reports import presence
from reports.answering import Conflict, confirm_answer, drop_kept_text, save_answer
from reports.checking import gaps_of
from reports.conflicts import two_texts
from reports.forms.answers import AnswerForms
from reports.models import Answer, KeptText
from reports.views.answer_page import last_year_of, missing, show_answer
from reports.views.loading import own_answer
from reports.wording import called, lowered

UNPROCESSABLE = 422
CONFLICT = 409


@keeps_typed_text
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: PortalRequest, public_id: UUID, answer_id: UUID) -> HttpResponse:
    found = own_answer(request, public_id, answer_id)
    if request.method == "POST":
        return _save_while_typing(request, found) if is_autosave(request) else _save(request, found)
    last_year = last_year_of(found)
    if typed := typed_text.kept_for(request.session, request.path):
        messages.warning(request, _("Đây là nội dung gõ trước khi phiên làm việc hết, chưa lưu. Xem lại rồi bấm Lưu."))
        forms = AnswerForms.posted(found, typed, last_year)
        version = _number(typed.get("version"))
        return show_answer(request, found, forms, version=version, restored=True, typed_remains=True)
    if "kept" in request.GET and (kept := _kept_text(request, found)):
        forms = AnswerForms.kept(found, kept.content, last_year)
        return show_answer(request, found, forms, version=found.version, settles=True)
    return show_answer(request, found, AnswerForms.stored(found, last_year), version=found.version)


def is_autosave(request: HttpRequest) -> bool:
    return request.headers.get("X-Autosave") == "1"


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def _kept_text(request: PortalRequest, found: Answer) -> KeptText | None:
    return KeptText.objects.filter(answer=found, author=request.user).first()


# ---- while typing: JSON for js/autosave.js ----


def _save_while_typing(request: PortalRequest, found: Answer) -> JsonResponse:
    forms = AnswerForms.posted(found, request.POST)
    if not forms.words.is_valid():
        return JsonResponse({"error": _first_error(forms)}, status=UNPROCESSABLE)
    presence.note(found, by=request.actor)
    try:
        saved = _write(request, found, forms)
    except Conflict as conflict:
        texts = two_texts(conflict.answer, conflict.kept)
        html = render_to_string("reports/answer/conflict.html", {"conflict": texts, "answer": found}, request)
        return JsonResponse({"conflict_html": html}, status=CONFLICT)
    except Refused as refused:
        return JsonResponse({"error": str(refused)}, status=UNPROCESSABLE)
    typed_text.drop(request.session, request.path)
    return JsonResponse(
        {
            "version": saved.version,
            "saved_at": vn_time(saved.updated_at or clock.now()),
            "missing": missing(gaps_of(saved, on=clock.today())),
        }
    )


def _first_error(forms: AnswerForms) -> str:
    return next(str(error) for errors in forms.words.errors.values() for error in errors)


def _write(request: PortalRequest, found: Answer, forms: AnswerForms) -> Answer:
    """``over`` is the saved version of a conflict whose two sides the person has seen: this shall stand instead."""
    over = seen_version(request, "over")
    settles = bool(over) or "settles" in request.POST
    seen = over or seen_version(request)
    return save_answer(found, forms.content(), by=request.actor, at=clock.now(), seen=seen, settles=settles)


# ---- by button ----


def _save(request: PortalRequest, found: Answer) -> HttpResponse:
    forms = AnswerForms.posted(found, request.POST, last_year_of(found))
    version = seen_version(request)
    if not forms.words.is_valid():
        return show_answer(request, found, forms, version=version, status=UNPROCESSABLE)
    try:
        saved = _write(request, found, forms)
    except Conflict as conflict:
        texts = two_texts(conflict.answer, conflict.kept)
        return show_answer(request, found, forms, version=version, status=CONFLICT, conflict=texts)
    except Refused as refused:
        messages.error(request, str(refused))
        return show_answer(request, found, forms, version=version, status=CONFLICT, typed_remains=True)
    typed_text.drop(request.session, request.path)
    if forms.figures.row_asked:
        return show_answer(request, saved, forms, version=saved.version, focus=forms.figures.focus_id)
    return _go_on(request, saved, forms)


def _go_on(request: PortalRequest, saved: Answer, forms: AnswerForms) -> HttpResponseRedirect:
    """To where the button says; figures that cannot be right hold the person on this page."""
    if not forms.figures.is_valid():
        messages.warning(request, _("Đã lưu. Có số liệu chưa hợp lý, xem các ô được đánh dấu."))
        return redirect(_page_of(saved))
    done = _("Đã lưu %(name)s.")
    if "confirm" in request.POST:
        confirm_answer(saved, by=request.actor, at=clock.now(), seen=saved.version)
        done = _("Đã xác nhận %(name)s.")
    then = request.POST.get("confirm") or request.POST.get("then", "")
    messages.success(request, done % {"name": lowered(called(saved.obligation))})
    if then == "check":
        return redirect("reports:check", saved.report.public_id)
    following = saved.report.answers.filter(public_id=then).first() if _is_uuid(then) else None
    if following is None:
        return redirect(_page_of(saved))
    presence.leave(saved, by=request.actor)
    return redirect("reports:answer", saved.report.public_id, following.public_id)


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _page_of(found: Answer) -> str:
    return reverse("reports:answer", args=[found.report.public_id, found.public_id])


# ---- beside the text ----


@require_POST
@explain_refusal("reports:answer")
def confirm(request: PortalRequest, public_id: UUID, answer_id: UUID) -> HttpResponse:
    """Confirm an answer carried from last year, where the page shows its text (the check before handing in)."""
    found = own_answer(request, public_id, answer_id)
    confirm_answer(found, by=request.actor, at=clock.now(), seen=seen_version(request))
    messages.success(request, _("Đã xác nhận %(name)s.") % {"name": lowered(called(found.obligation))})
    return redirect("reports:check", public_id)


@require_POST
def drop_kept(request: PortalRequest, public_id: UUID, answer_id: UUID) -> HttpResponse:
    """The saved text stands; what was typed beside it is let go."""
    found = own_answer(request, public_id, answer_id)
    drop_kept_text(found, by=request.actor)
    typed_text.drop(request.session, _page_of(found))
    messages.info(request, _("Đã bỏ phần gõ riêng. Bản đã lưu giữ nguyên."))
    return redirect(_page_of(found))


@require_POST
def present(request: PortalRequest, public_id: UUID, answer_id: UUID) -> HttpResponse:
    """Who else is here, and whether somebody has saved since: asked every half minute by js/presence.js."""
    found = own_answer(request, public_id, answer_id)
    presence.note(found, by=request.actor)
    is_newer = found.updated_by_id not in {None, request.user.pk}
    is_newer = is_newer and 0 < _number(request.POST.get("version")) < found.version
    context = {"others": presence.others(found, than=request.actor), "newer": found if is_newer else None}
    return render(request, "reports/answer/presence.html", context)
