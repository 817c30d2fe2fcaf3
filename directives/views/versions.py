"""The versions of a letter's text: kept, compared, brought back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from antt_portal.core import clock
from antt_portal.core.refusal import Refused
from antt_portal.core.web import explain_refusal, seen_version
from directives.models import LetterStatus, LetterVersion, OfficialLetter
from directives.permissions import can_edit_letter
from directives.views.letter_loading import own_letter, seen_letter
from directives.writing import composing
from directives.writing.differences import changes
from enterprises.middleware import PortalRequest

PRESENT = "now"


@require_GET
def versions(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Any two side by side, ``?from=2&to=5``; without a choice, the last kept and the present text."""
    found = seen_letter(request, public_id)
    kept = list(found.versions.select_related("saved_by"))
    chosen_from = request.GET.get("from") or (str(kept[0].number) if kept else PRESENT)
    chosen_to = request.GET.get("to") or PRESENT
    before, after = _text(found, kept, chosen_from), _text(found, kept, chosen_to)
    context = {
        "letter": found,
        "versions": kept,
        "chosen_from": chosen_from,
        "chosen_to": chosen_to,
        "choices": [(PRESENT, _("Bản hiện nay")), *((str(one.number), _called(one)) for one in kept)],
        "changes": changes(before, after),
        "can_edit": can_edit_letter(request.actor, found) and found.status == LetterStatus.DRAFT,
    }
    return render(request, "directives/compose/versions.html", context)


def _called(version: LetterVersion) -> str:
    called = _("Bản %(number)s") % {"number": version.number}
    return f"{called} · {version.note}" if version.note else called


def _text(letter: OfficialLetter, kept: list[LetterVersion], chosen: str) -> dict[str, Any]:
    """A number that is none of theirs is the present text."""
    data: dict[str, Any] = next((one.data for one in kept if str(one.number) == chosen), letter.data)
    return data


@require_POST
@explain_refusal("directives:letter-versions")
def keep(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = own_letter(request, public_id)
    note = request.POST.get("note", "").strip()
    version = composing.keep_version(found, note=note, by=request.actor, at=clock.now())
    messages.success(request, _("Đã giữ bản %(number)s.") % {"number": version.number})
    return redirect("directives:letter-versions", public_id)


@require_POST
def bring_back(request: PortalRequest, public_id: UUID, number: int) -> HttpResponse:
    found = own_letter(request, public_id)
    version = get_object_or_404(found.versions.select_related("letter"), number=number)
    try:
        composing.bring_back(version, by=request.actor, at=clock.now(), seen=seen_version(request))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("directives:letter-versions", public_id)
    messages.success(request, _("Đã lấy lại bản %(number)s; bản trước đó được giữ.") % {"number": number})
    return redirect("directives:letter-edit", public_id)
