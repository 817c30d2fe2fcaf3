"""Outgoing documents of the board: the list, and one letter with its way, its papers and what may be done now."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from antt_portal.core import clock
from antt_portal.core.list_files import CHUNK, list_file, wants_file
from antt_portal.core.web import require
from directives.awaiting import mine_first
from directives.documents.lists import LETTERS
from directives.forms.letter_acts import LetterFilter, ScanForm, SendBackForm
from directives.models import IncomingDocument, LetterStatus, OfficialLetter
from directives.permissions import can_compose, can_keep_delegations, can_keep_templates, can_see_letters
from directives.states import BEFORE_ISSUE, OUT
from directives.timeline import acts_on
from directives.views.directive_facts import directive_facts
from directives.views.editor_page import bundle_of
from directives.writing.checking import findings_of, stage_of
from directives.writing.signatures import carries_signatures, known_examination, official_file
from directives.writing.steps import Acts, steps_of
from enterprises.middleware import PortalRequest
from enterprises.models import Role

PAGE_SIZE = 25
PEOPLE = (
    *("issuer", "drafted_by", "reviewed_by", "checked_by", "signed_by"),
    *("delegation__user", "related"),
)


@require_GET
def letters(request: PortalRequest) -> HttpResponseBase:
    require(can_see_letters(request.actor))
    visible = OfficialLetter.objects.visible_to(request.actor)
    years = visible.order_by("-year").values_list("year", flat=True).distinct()
    chosen = LetterFilter(request.GET, years=years)
    found = mine_first(chosen.rows(visible.for_list(), request.actor), request.actor)
    if wants_file(request):
        return list_file(request, _("Văn bản đi"), LETTERS, found.iterator(chunk_size=CHUNK))
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "filter": chosen,
        "page": page,
        "can_compose": can_compose(request.actor),
        "can_keep_templates": can_keep_templates(request.actor),
        "can_keep_delegations": can_keep_delegations(request.actor),
        **_bulk(request, list(page.object_list)),
    }
    return render(request, "directives/letters.html", context)


DONE_TOGETHER = frozenset(
    {
        *(LetterStatus.LAYOUT_CHECK, LetterStatus.TO_SIGN),
        *(LetterStatus.SIGNED, LetterStatus.NUMBERED, LetterStatus.SEALED),
    }
)


def _bulk(request: PortalRequest, shown: list[Any]) -> dict[str, Any]:
    """What can be done to several letters of the page at once: lay before the signer, sign, send out."""
    mine = {letter.status for letter in shown if letter.is_mine}
    is_clerk = request.actor.role == Role.CLERK
    return {
        "can_check_several": is_clerk and LetterStatus.LAYOUT_CHECK in mine,
        "can_sign_several": LetterStatus.TO_SIGN in mine,
        "can_send_several": is_clerk and bool(mine & {LetterStatus.SIGNED, LetterStatus.NUMBERED, LetterStatus.SEALED}),
        "several": DONE_TOGETHER,
    }


@require_GET
def letter(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """To enterprises, the words of a letter that asks something of them; to the board, everything about it."""
    visible = OfficialLetter.objects.visible_to(request.actor).select_related(*PEOPLE)
    found = get_object_or_404(visible, public_id=public_id)
    if found.status == LetterStatus.ON_FILE:
        return render(request, "directives/letter_on_file.html", {"letter": found, "data": found.data})
    return letter_page(request, found)


def letter_page(request: PortalRequest, found: OfficialLetter, *, status: int = 200, **bound: Any) -> HttpResponse:
    """``bound`` are forms shown again with what was typed."""
    file = official_file(found)
    context = {
        "letter": found,
        "data": found.data,
        "steps": steps_of(found),
        "acts": Acts(found, request.actor),
        "file": file,
        "files": found.files.select_related("blob").order_by("-round", "-pk"),
        "has_signatures": carries_signatures(file),
        "examination": known_examination(file),
        "findings": _findings(found),
        "enclosures": bundle_of(found),
        "followers": found.followers.exclude(status=LetterStatus.DISCARDED).order_by("pk"),
        "arrived": _arrived(found),
        "events": acts_on(found),
        "is_out": found.status in OUT,
        **directive_facts(found),
        "send_back_form": bound.get("send_back") or SendBackForm(),
        "scan_form": bound.get("scan") or ScanForm(),
        "shown_again": next(iter(bound.values()), None),
    }
    return render(request, "directives/letter.html", context, status=status)


def _arrived(letter: OfficialLetter) -> IncomingDocument | None:
    """The incoming document that this letter is the report back on."""
    if letter.about_id is None or letter.about_kind != IncomingDocument._meta.label_lower:
        return None
    return IncomingDocument.objects.filter(public_id=letter.about_id, board_id=letter.board_id).first()


def _findings(letter: OfficialLetter) -> list[Any]:
    """Of letters that can still be mended."""
    if letter.status not in BEFORE_ISSUE | {LetterStatus.DRAFT}:
        return []
    return list(findings_of(letter, stage_of(letter), on=clock.today()))
