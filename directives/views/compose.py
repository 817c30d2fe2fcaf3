"""Writing a letter: saving while typing and by button, conflicts, and the acts of its editor."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from antt_portal.core import clock, typed_text
from antt_portal.core.formats import vn_time
from antt_portal.core.refusal import Refused
from antt_portal.core.web import explain_refusal, require, seen_version
from directives.forms.letter import LetterForms
from directives.models import LetterStatus, OfficialLetter
from directives.permissions import can_edit_letter, can_take_over
from directives.views.editor_page import TwoTexts, missing, show_editor, signers_of, two_texts
from directives.views.letter_loading import own_letter, seen_letter
from directives.writing import addressees, composing, issuing
from directives.writing.letter_templates import NOBODY
from directives.writing.remarks import mended, remarks_of
from directives.writing.starting import head_of
from enterprises.middleware import PortalRequest, keeps_typed_text

UNPROCESSABLE = 422
CONFLICT = 409


@keeps_typed_text
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = seen_letter(request, public_id)
    require(can_take_over(request.actor, found))
    if found.status != LetterStatus.DRAFT and request.method != "POST":
        messages.info(request, _("Văn bản đã trình, không sửa được. Muốn sửa phải trả lại người soạn."))
        return redirect(found)
    if not can_edit_letter(request.actor, found):
        require(request.method != "POST", _("Chỉ người soạn sửa được dự thảo này."))
        return render(request, "directives/compose/somebody_elses.html", {"letter": found})
    if request.method == "POST":
        return _save_while_typing(request, found) if is_autosave(request) else _save(request, found)
    if typed := typed_text.kept_for(request.session, request.path):
        messages.warning(request, _("Đây là nội dung gõ trước khi phiên làm việc hết, chưa lưu. Xem lại rồi bấm Lưu."))
        forms = LetterForms.posted(typed, kind=found.kind, signers=signers_of(found))
        return show_editor(request, found, forms, version=_number(typed.get("version")), restored=True)
    forms = LetterForms.stored(found.data, signers=signers_of(found), delegation=found.delegation)
    return show_editor(request, found, forms, version=found.text_version)


def is_autosave(request: HttpRequest) -> bool:
    return request.headers.get("X-Autosave") == "1"


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def _typed(found: OfficialLetter, forms: LetterForms) -> dict[str, Any]:
    """The whole text as it is to be saved; the names of the day are the issuer's, not the writer's."""
    text = {**found.data, **head_of(found.issuer, found.kind, on=clock.today()), **forms.text()}
    return text if forms.delegation else {**text, "signature": NOBODY}


def _write(request: PortalRequest, found: OfficialLetter, forms: LetterForms, text: dict[str, Any]) -> OfficialLetter:
    """``over`` is the saved version of a conflict whose two sides the person has seen: this shall stand instead."""
    seen = seen_version(request, "over") or seen_version(request)
    saved = composing.save_text(
        found, text, by=request.actor, at=clock.now(), seen=seen, delegation=forms.delegation
    )  # fmt: skip
    typed_text.drop(request.session, request.path)
    return saved


def _conflict(request: PortalRequest, found: OfficialLetter, text: dict[str, Any]) -> TwoTexts:
    """What was typed is kept beside the versions until its writer decides."""
    note = _("Gõ riêng khi có người lưu trước, chưa vào dự thảo")
    composing.keep_version(found, note=note, by=request.actor, at=clock.now(), aside=text)
    present = OfficialLetter.objects.select_related("changed_by").get(pk=found.pk)
    return two_texts(present, text, by_id=request.actor.user_id)


# ---- while typing: JSON for js/autosave.js ----


def _save_while_typing(request: PortalRequest, found: OfficialLetter) -> JsonResponse:
    forms = LetterForms.posted(request.POST, kind=found.kind, signers=signers_of(found))
    if not forms.is_valid():
        return JsonResponse({"error": next(forms.errors())}, status=UNPROCESSABLE)
    text = _typed(found, forms)
    try:
        saved = _write(request, found, forms, text)
    except Refused as refused:
        if refused.code != "stale":
            return JsonResponse({"error": str(refused)}, status=UNPROCESSABLE)
        context = {"conflict": _conflict(request, found, text)}
        html = render_to_string("directives/compose/conflict.html", context, request)
        return JsonResponse({"conflict_html": html}, status=CONFLICT)
    return JsonResponse(
        {
            "version": saved.text_version,
            "saved_at": vn_time(saved.changed_at or clock.now()),
            "missing": missing(remarks_of(saved, on=clock.today())),
        }
    )


# ---- by button ----


def _save(request: PortalRequest, found: OfficialLetter) -> HttpResponse:
    act, _colon, what = request.POST.get("do", "").partition(":")
    if act == "drop":
        typed_text.drop(request.session, request.path)
        return redirect(request.path)
    forms = LetterForms.posted(request.POST, kind=found.kind, signers=signers_of(found))
    version = seen_version(request)
    if not forms.is_valid():
        return show_editor(request, found, forms, version=version, status=UNPROCESSABLE)
    text = _typed(found, forms)
    if act == "add" and what not in text.get("recipients", [what]):
        text["recipients"] = [*text["recipients"], what]
    try:
        saved = _write(request, found, forms, text)
    except Refused as refused:
        more: dict[str, Any] = {}
        if refused.code == "stale":
            more["conflict"] = _conflict(request, found, text)
        else:
            messages.error(request, str(refused))
        return show_editor(request, found, forms, version=version, status=CONFLICT, **more)
    return _go_on(request, saved, forms, act, what)


def _go_on(request: PortalRequest, saved: OfficialLetter, forms: LetterForms, act: str, what: str) -> HttpResponse:
    """What the button asked for besides saving."""
    match act:
        case "row":
            focus = forms.moved(*what.partition(":")[::2])
            return show_editor(request, saved, forms, version=saved.text_version, focus=focus)
        case "find":
            asked = request.POST.get("name", "")
            found = addressees.found(saved.board, asked)
            return show_editor(request, saved, forms, version=saved.text_version, found=found, asked=asked)
        case "add":
            return redirect(f"{request.path}#addressees")
        case "fix":
            return _fix(request, saved, what)
        case "submit":
            return _submit(request, saved)
    messages.success(request, _("Đã lưu dự thảo."))
    return redirect(request.path)


def _fix(request: PortalRequest, saved: OfficialLetter, key: str) -> HttpResponse:
    try:
        text = mended(saved, key, on=clock.today())
        seen, by = saved.text_version, request.actor
        composing.save_text(saved, text, by=by, at=clock.now(), seen=seen, delegation=saved.delegation)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(f"{request.path}#findings")


def _submit(request: PortalRequest, saved: OfficialLetter) -> HttpResponse:
    """``state`` is the version of the letter's way, beside that of its text."""
    try:
        issuing.submit(saved, by=request.actor, at=clock.now(), seen=seen_version(request, "state"))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(request.path)
    messages.success(request, _("Đã trình duyệt nội dung. Trưởng phòng được báo."))
    return redirect(saved)


# ---- beside the text ----


def _edit_page(letter: OfficialLetter) -> str:
    return reverse("directives:letter-edit", args=[letter.public_id])


@require_POST
@explain_refusal("directives:letter")
def take_over(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = seen_letter(request, public_id)
    require(can_take_over(request.actor, found))
    composing.take_over(found, by=request.actor, at=clock.now())
    messages.success(request, _("Đã nhận soạn tiếp dự thảo này."))
    return redirect(_edit_page(found))


@require_POST
@explain_refusal("directives:letter")
def discard(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = own_letter(request, public_id)
    composing.discard(found, by=request.actor, at=clock.now(), seen=seen_version(request))
    messages.info(request, _("Đã bỏ dự thảo. Nội dung vẫn xem lại được."))
    return redirect(found)


def names(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Organisations by name, asked by js/compose.js while typing."""
    found = own_letter(request, public_id)
    asked = request.GET.get("name", "")
    context = {"found": addressees.found(found.board, asked), "asked": asked}
    return render(request, "directives/compose/names.html", context)
