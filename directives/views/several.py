"""Several letters at once: the clerk lays them before the signer, then sends them out. One result each."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from antt_portal.core import clock
from antt_portal.core.web import require
from directives.awaiting import awaiting
from directives.models import LetterStatus, OfficialLetter
from directives.permissions import can_see_letters
from directives.writing import signing
from directives.writing.carrying import Carry, Outcome, carried, send_out
from directives.writing.checking import findings_of, stage_of
from enterprises.middleware import PortalRequest
from enterprises.proving import asks_who

MOST_AT_ONCE = 25
SENDABLE = (LetterStatus.SIGNED, LetterStatus.NUMBERED, LetterStatus.SEALED)


def _chosen(request: PortalRequest, *statuses: LetterStatus) -> list[tuple[OfficialLetter, int]]:
    """Ticked letters that wait for this person at these steps, each with the version seen; the first signed first.

    A tick is "<public id> <version>"; what is mangled, or is no longer this person's turn, is left out.
    """
    seen = dict(_ticks(request.POST.getlist("letter")[:MOST_AT_ONCE]))
    found = awaiting(request.actor).select_related("issuer").filter(public_id__in=seen, status__in=statuses)
    return [(letter, seen[letter.public_id]) for letter in found.order_by("signed_at", "changed_at", "pk")]


def _ticks(ticked: list[str]) -> list[tuple[UUID, int]]:
    read = []
    for tick in ticked:
        name, _space, version = tick.partition(" ")
        try:
            read.append((UUID(name), int(version)))
        except ValueError:
            continue
    return read


@require_POST
def check_several(request: PortalRequest) -> HttpResponse:
    """Certificates of one decision differ in a name only."""
    lay = partial(signing.lay_before_signer, by=request.actor, at=clock.now())
    return _several(request, "check", lambda letter, seen: lay(letter, seen=seen), LetterStatus.LAYOUT_CHECK)


@require_POST
@asks_who(gettext_lazy("Ký nhiều văn bản"))
def sign_several(request: PortalRequest) -> HttpResponse:
    sign = partial(signing.sign_digitally, by=request.actor, at=clock.now())
    return _several(request, "sign", lambda letter, seen: sign(letter, seen=seen), LetterStatus.TO_SIGN)


@require_POST
@asks_who(gettext_lazy("Phát hành nhiều văn bản"))
def send_several(request: PortalRequest) -> HttpResponse:
    send = partial(send_out, by=request.actor, at=clock.now())
    return _several(request, "send", lambda letter, seen: send(letter, seen=seen), *SENDABLE)


def _several(request: PortalRequest, act: str, carry: Carry, *statuses: LetterStatus) -> HttpResponse:
    """First all of them once more with what the check says, then the act."""
    require(can_see_letters(request.actor))
    chosen, today = _chosen(request, *statuses), clock.today()
    if chosen and "confirmed" not in request.POST:
        rows = [(letter, seen, findings_of(letter, stage_of(letter), on=today)) for letter, seen in chosen]
        return render(request, "directives/several.html", {"rows": rows, "act": act})
    return _carry(request, chosen, carry)


def _carry(request: PortalRequest, chosen: list[tuple[OfficialLetter, int]], carry: Carry) -> HttpResponse:
    if not chosen:
        messages.error(request, _("Chưa chọn văn bản nào đang chờ. Chưa làm gì."))
    _tell(request, carried(chosen, carry))
    return redirect("directives:letters")


def _tell(request: PortalRequest, outcomes: list[Outcome]) -> None:
    """How many went well, and each that did not with its reason."""
    done = sum(not outcome.refusal for outcome in outcomes)
    if done:
        text = ngettext("Đã xong %(count)s văn bản.", "Đã xong %(count)s văn bản.", done)
        messages.success(request, text % {"count": done})
    for outcome in outcomes:
        if outcome.refusal:
            messages.error(request, f"{outcome.letter.subject}: {outcome.refusal}")
