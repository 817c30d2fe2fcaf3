"""The board's templates of letters: list, write, put out of use."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from antt_portal.core import clock
from antt_portal.core.list_files import list_file, wants_file
from antt_portal.core.refusal import Refused
from antt_portal.core.web import require
from directives.documents.lists import TEMPLATES
from directives.forms.letter import LetterForms
from directives.forms.templates import TemplateForm
from directives.letters.placeholders import names_in
from directives.models import LetterKind, LetterTemplate, OfficialLetter
from directives.permissions import can_compose, can_keep_templates
from directives.writing import letter_templates
from directives.writing.composing import blank_letter
from enterprises.middleware import PortalRequest

UNPROCESSABLE = 422


@require_GET
def templates(request: PortalRequest) -> HttpResponseBase:
    keeps = can_keep_templates(request.actor)
    require(keeps or can_compose(request.actor))
    found = LetterTemplate.objects.filter(board_id=request.actor.board_id).select_related("changed_by")
    rows = [(one, names_in(one.data)) for one in found if keeps or one.is_active]
    if wants_file(request):
        return list_file(request, _("Mẫu văn bản"), TEMPLATES, (one for one, _names in rows))
    context = {"rows": rows, "can_keep": keeps, "can_compose": can_compose(request.actor)}
    return render(request, "directives/templates/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PortalRequest) -> HttpResponse:
    """``?letter=`` begins with the text of a letter."""
    require(can_keep_templates(request.actor))
    return _write(request, LetterTemplate(board_id=request.actor.board_id, data=_beginning(request)))


def _beginning(request: PortalRequest) -> dict[str, object]:
    if "letter" in request.GET:
        visible = OfficialLetter.objects.visible_to(request.actor)
        return letter_templates.text_of(get_object_or_404(visible, public_id=_uuid(request.GET["letter"])))
    kind = request.GET.get("kind", "")
    known = kind if kind in LetterKind else LetterKind.OFFICIAL_LETTER
    return {**blank_letter(request.actor.organisation, known, on=clock.today()), "symbol": ""}


def _uuid(text: str) -> UUID:
    """No row has the one that a mangled address gives."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def _kept(request: PortalRequest, public_id: UUID) -> LetterTemplate:
    of_board = LetterTemplate.objects.filter(board_id=request.actor.board_id)
    found = get_object_or_404(of_board if request.actor.is_board else of_board.none(), public_id=public_id)
    require(can_keep_templates(request.actor))
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def template(request: PortalRequest, public_id: UUID) -> HttpResponse:
    return _write(request, _kept(request, public_id))


def _write(request: PortalRequest, found: LetterTemplate) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    name = TemplateForm(posted, initial={"name": found.name})
    kind = str(found.data["kind"])
    forms = LetterForms.stored(found.data) if posted is None else LetterForms.posted(posted, kind=kind)
    act, _colon, what = request.POST.get("do", "").partition(":")
    focus = forms.moved(*what.partition(":")[::2]) if act == "row" else ""
    if posted is not None and not focus and name.is_valid() and forms.is_valid():
        text = {**found.data, **forms.text()}
        try:
            letter_templates.write(found, name=name.cleaned_data["name"], data=text, by=request.actor, at=clock.now())
        except Refused as refused:
            name.add_error("name", str(refused))
        else:
            messages.success(request, _("Đã lưu mẫu %(name)s.") % {"name": found.name})
            return redirect("directives:letter-templates")
    context = {"template": found, "name": name, "forms": forms, "words": forms.words, "is_new": found.pk is None}
    status = UNPROCESSABLE if posted is not None and not focus else 200
    return render(request, "directives/templates/edit.html", context, status=status)


@require_POST
def use(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Out of use, or into it again."""
    found = _kept(request, public_id)
    in_use = request.POST.get("in_use") == "1"
    letter_templates.put_to_use(found, in_use, by=request.actor, at=clock.now())
    text = _("Mẫu %(name)s được dùng lại.") if in_use else _("Đã ngừng dùng mẫu %(name)s.")
    messages.info(request, text % {"name": found.name})
    return redirect("directives:letter-templates")
