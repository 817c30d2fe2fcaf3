"""The page that makes a directive of a draft: everything it shows beside what was typed."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from antt_portal.core import clock
from directives.asking.assigning import due_if_issued
from directives.asking.following import reached_before
from directives.asking.reaching import counted
from directives.forms.direct import JoinForm
from directives.forms.direct_audience import AudienceForms
from directives.forms.direct_obligations import ObligationForms
from directives.models import Directive, IncomingDocument, OfficialLetter
from directives.permissions import can_keep_arrivals
from directives.writing import addressees
from enterprises.middleware import PortalRequest

MOST_DOCUMENTS = 8


def directive_of(letter: OfficialLetter) -> Directive | None:
    related = ("letter", "instrument", "superior__file", "campaign")
    return Directive.objects.select_related(*related).filter(letter=letter).first()


def show_direct(request: PortalRequest, letter: OfficialLetter, *, status: int = 200, **more: Any) -> HttpResponse:
    """``more`` are forms with what was typed, and what a button asked for."""
    directive, today = directive_of(letter), clock.today()
    asked = request.GET.get("document", "")
    context = {
        "letter": letter,
        "directive": directive,
        "audience": AudienceForms.stored(directive, letter.board),
        "obligations": ObligationForms.stored(letter, directive),
        "join": JoinForm(board=letter.board, directive=directive),
        "reach": counted(directive, on=today) if directive else None,
        "asked_document": asked,
        "documents": _documents(request, asked),
        "keeps_arrivals": can_keep_arrivals(request.actor),
        "reached_before": reached_before(letter),
        "today": today,
        **more,
    }
    _tell_days(context["obligations"], directive)
    if name := request.GET.get("name"):
        context.setdefault("found", addressees.found(letter.board, name))
        context.setdefault("asked", name)
    return render(request, "directives/direct/page.html", context, status=status)


def _documents(request: PortalRequest, words: str) -> list[IncomingDocument]:
    """Of the register: those found, or the latest."""
    visible = IncomingDocument.objects.visible_to(request.actor).with_words(words)
    return list(visible.select_related("file").order_by("-year", "-arrival_number")[:MOST_DOCUMENTS])


def _tell_days(obligations: ObligationForms, directive: Directive | None) -> None:
    """By when each would be due if the letter went out today."""
    if directive is not None:
        items = [row.item for row in obligations.rows if row.item]
        days = due_if_issued(directive, items, on=clock.today())
        for row in obligations.rows:
            row.due_today = days.get(row.item.pk) if row.item else None
