"""Beginning a letter: blank, from a template, or about a letter that is out."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from antt_portal.core import clock
from antt_portal.core.refusal import Refused
from antt_portal.core.web import require
from directives.asking import following
from directives.forms.beginning import BlankForm, PlaceholderForm
from directives.letters.placeholders import names_in
from directives.models import LetterTemplate, OfficialLetter, Relation
from directives.permissions import can_compose, can_keep_templates
from directives.writing import composing, starting
from enterprises.middleware import PortalRequest

UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PortalRequest) -> HttpResponse:
    """``?template=`` asks for its placeholders, ``?related=&relation=`` says what the letter is about."""
    require(can_compose(request.actor))
    if template := _template(request):
        return _from_template(request, template)
    if "related" in request.GET:
        return _about(request)
    form = BlankForm(request.POST or None, codes=_codes(request))
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        return _draft(request, _blank(request, chosen["kind"], chosen["unit_code"]))
    context = {
        "form": form,
        "templates": LetterTemplate.objects.filter(board_id=request.actor.board_id, is_active=True),
        "can_keep_templates": can_keep_templates(request.actor),
    }
    return _page(request, "directives/compose/new.html", context, form)


def _codes(request: PortalRequest) -> list[str]:
    return starting.unit_codes(request.actor.organisation)


def _blank(request: PortalRequest, kind: str, unit_code: str) -> dict[str, Any]:
    return composing.blank_letter(request.actor.organisation, kind, on=clock.today(), unit_code=unit_code)


def _draft(request: PortalRequest, data: dict[str, Any]) -> HttpResponse:
    letter = composing.draft(request.actor.organisation, data, by=request.actor, at=clock.now())
    return redirect("directives:letter-edit", letter.public_id)


def _page(request: PortalRequest, template: str, context: dict[str, Any], form: Any) -> HttpResponse:
    return render(request, template, context, status=UNPROCESSABLE if form.errors else 200)


# ---- from a template ----


def _template(request: PortalRequest) -> LetterTemplate | None:
    if "template" not in request.GET:
        return None
    usable = LetterTemplate.objects.filter(board_id=request.actor.board_id, is_active=True)
    return get_object_or_404(usable, public_id=_uuid(request, "template"))


def _uuid(request: HttpRequest, name: str) -> UUID:
    """No row has the one that a mangled address gives."""
    try:
        return UUID(request.GET[name])
    except ValueError:
        return UUID(int=0)


def _from_template(request: PortalRequest, template: LetterTemplate) -> HttpResponse:
    asked = names_in(template.data)
    form = PlaceholderForm(request.POST if request.method == "POST" else None, names=asked, codes=_codes(request))
    if request.method == "POST" and form.is_valid():
        blank = _blank(request, template.kind, form.cleaned_data["unit_code"])
        return _draft(request, starting.from_template(template.data, form.values(), blank))
    return _page(request, "directives/compose/from_template.html", {"form": form, "template": template}, form)


# ---- about a letter that is out ----


def _about(request: PortalRequest) -> HttpResponse:
    visible = OfficialLetter.objects.visible_to(request.actor).out().select_related("issuer")
    related = get_object_or_404(visible, public_id=_uuid(request, "related"))
    wanted = request.GET.get("relation", "")
    relations = starting.relations_of(related)
    form = BlankForm(
        request.POST or None, codes=_codes(request), relations=relations, initial={"relation": wanted}
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        relation, unit_code = Relation(form.cleaned_data["relation"]), form.cleaned_data["unit_code"]
        text = starting.about(related, relation, on=clock.today(), unit_code=unit_code)
        try:
            letter = following.follow(related, relation, text, by=request.actor, at=clock.now())
            return redirect("directives:letter-edit", letter.public_id)
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {"form": form, "related": related, "cited": starting.citation(related)}
    return _page(request, "directives/compose/about.html", context, form)
