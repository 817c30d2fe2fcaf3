"""Making a directive of a draft: whom it addresses, what it asks, what it passes on; each part is saved by itself."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from antt_portal.core import clock, typed_text
from antt_portal.core.list_files import CHUNK, list_file, wants_file
from antt_portal.core.refusal import Refused
from directives.asking import assigning, directing, following
from directives.asking.reaching import Who, listed
from directives.documents.lists import REACHED
from directives.forms.direct import JoinForm
from directives.forms.direct_audience import AudienceForms
from directives.forms.direct_obligations import ObligationForms
from directives.models import Directive, IncomingDocument, LetterStatus, OfficialLetter
from directives.views.direct_page import directive_of, show_direct
from directives.views.letter_loading import own_letter, seen_letter
from directives.writing import addressees
from enterprises.middleware import PortalRequest, keeps_typed_text
from enterprises.models import Organisation

UNPROCESSABLE = 422
CONFLICT = 409
PAGE_SIZE = 50
Verb = Callable[..., Any]


@keeps_typed_text
@require_http_methods(["GET", "HEAD", "POST"])
def direct(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """``part`` names the part that is sent, ``do`` the button of it."""
    letter = own_letter(request, public_id)
    if letter.kind not in directing.DIRECTED_KINDS or letter.status != LetterStatus.DRAFT:
        messages.info(request, _("Chỉ dự thảo công văn, đính chính, thu hồi mới chọn nơi nhận và giao nội dung được."))
        return redirect(letter)
    if request.method == "POST":
        part = PARTS.get(request.POST.get("part", ""))
        if part is None:
            raise Http404(_("Trang này không có phần đó."))
        return part(request, letter)
    if typed := typed_text.kept_for(request.session, request.path):
        messages.warning(request, _("Đây là nội dung gõ trước khi phiên làm việc hết, chưa lưu. Xem lại rồi bấm Lưu."))
        return show_direct(request, letter, **_typed(typed, letter))
    return show_direct(request, letter)


def _typed(typed: QueryDict, letter: OfficialLetter) -> dict[str, Any]:
    match typed.get("part"):
        case "audience":
            return {"audience": AudienceForms.posted(typed, letter.board)}
        case "obligations":
            return {"obligations": ObligationForms.posted(typed, letter, directive_of(letter))}
        case _:
            return {}


def _save(
    request: PortalRequest,
    letter: OfficialLetter,
    verb: Callable[..., Any],
    *given: Any,
    at: str,
    said: str,
    **more: Any,
) -> HttpResponse:
    """Write one part; back to it. A refusal shows the page with what was typed, ``more``."""
    by, now = request.actor, clock.now()
    try:
        directive = directing.make_directive(letter, by=by, at=now)
        verb(directive, *given, by=by, at=now)
    except Refused as refused:
        messages.error(request, str(refused))
        return show_direct(request, letter, status=CONFLICT, **more)
    typed_text.drop(request.session, request.path)
    messages.success(request, said)
    return redirect(f"{request.path}#{at}")


def _audience(request: PortalRequest, letter: OfficialLetter) -> HttpResponse:
    forms = AudienceForms.posted(request.POST, letter.board)
    act, _colon, what = request.POST.get("do", "").partition(":")
    match act:
        case "row":
            forms.with_row()
        case "remove":
            forms.without_row(what)
        case "add":
            forms.with_row(_organisation(letter, what))
        case "find":
            name = request.POST.get("name", "")
            found = addressees.found(letter.board, name)
            return show_direct(request, letter, audience=forms, found=found, asked=name)
        case _:
            if not forms.is_valid():
                return show_direct(request, letter, status=UNPROCESSABLE, audience=forms)
            said = _("Đã lưu nơi nhận.")
            return _save(request, letter, directing.address, forms.lines(), at="audience", said=said, audience=forms)
    return show_direct(request, letter, audience=forms)


def _organisation(letter: OfficialLetter, public_id: str) -> Organisation:
    try:
        wanted = UUID(public_id)
    except ValueError:
        raise Http404(_("Không có tổ chức này.")) from None
    return get_object_or_404(Organisation.objects.filter(board=letter.board), public_id=wanted)


def _obligations(request: PortalRequest, letter: OfficialLetter) -> HttpResponse:
    forms = ObligationForms.posted(request.POST, letter, directive_of(letter))
    if not forms.is_valid():
        return show_direct(request, letter, status=UNPROCESSABLE, obligations=forms)
    said = _("Đã lưu nội dung giao.")
    return _save(request, letter, assigning.assign, forms.wanted(), at="obligations", said=said, obligations=forms)


def _superior(request: PortalRequest, letter: OfficialLetter) -> HttpResponse:
    """Nothing chosen takes the document out again."""
    chosen = request.POST.get("superior", "")
    visible = IncomingDocument.objects.visible_to(request.actor)
    try:
        document = get_object_or_404(visible, public_id=UUID(chosen)) if chosen else None
    except ValueError:
        raise Http404(_("Không có văn bản này trong sổ.")) from None
    said = _("Đã ghi văn bản gửi kèm.") if document else _("Đã bỏ văn bản cấp trên khỏi bộ gửi.")
    return _save(request, letter, directing.pass_on, document, at="superior", said=said)


def _campaign(request: PortalRequest, letter: OfficialLetter) -> HttpResponse:
    form = JoinForm(request.POST, board=letter.board, directive=directive_of(letter))
    if not form.is_valid():
        return show_direct(request, letter, status=UNPROCESSABLE, join=form)

    def join(directive: Directive, **how: Any) -> None:
        directing.join(directive, **form.cleaned_data, **how)

    return _save(request, letter, join, at="campaign", said=_("Đã lưu đợt cao điểm và hạn xác nhận."), join=form)


def _confirm(request: PortalRequest, letter: OfficialLetter) -> HttpResponse:
    return _save(request, letter, directing.confirm, at="main", said=_("Đã xác nhận nội dung chép từ đợt trước."))


def _withdraw(request: PortalRequest, letter: OfficialLetter) -> HttpResponse:
    directive = directive_of(letter)
    if directive is not None:
        following.withdraw(directive, by=request.actor, at=clock.now())
    messages.info(request, _("Dự thảo này lại là văn bản thường; lời văn giữ nguyên."))
    return redirect("directives:letter-edit", letter.public_id)


PARTS: dict[str, Callable[[PortalRequest, OfficialLetter], HttpResponse]] = {
    "audience": _audience,
    "obligations": _obligations,
    "superior": _superior,
    "campaign": _campaign,
    "confirm": _confirm,
    "withdraw": _withdraw,
}


@require_GET
def names(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Organisations by name, asked by htmx while typing."""
    letter = own_letter(request, public_id)
    asked = request.GET.get("name", "")
    context = {"found": addressees.found(letter.board, asked), "asked": asked}
    return render(request, "directives/direct/found.html", context)


@require_GET
def reached(request: PortalRequest, public_id: UUID, who: str) -> HttpResponseBase:
    """Who stands behind a figure, as of today; for everybody of the board who reads the letter."""
    letter = seen_letter(request, public_id)
    directive = directive_of(letter)
    if directive is None or who not in set(Who):
        raise Http404(_("Không có danh sách này."))
    found = listed(directive, Who(who), on=clock.today())
    if wants_file(request):
        return list_file(request, _("Nơi nhận %(letter)s") % {"letter": letter}, REACHED, found.iterator(CHUNK))
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    back = reverse("directives:direct", args=[public_id]) if _edits(request, letter) else letter.get_absolute_url()
    context = {"letter": letter, "who": who, "page": page, "back": back, "today": clock.today()}
    return render(request, "directives/direct/reached.html", context)


def _edits(request: PortalRequest, letter: OfficialLetter) -> bool:
    return letter.status == LetterStatus.DRAFT and letter.drafted_by_id == request.actor.user_id
