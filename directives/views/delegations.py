"""Who signs for the board, and with which key: kept by its administrator."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from antt_portal.core import clock
from antt_portal.core.list_files import CHUNK, list_file, wants_file
from antt_portal.core.refusal import Refused
from antt_portal.core.web import require
from directives.documents.lists import DELEGATIONS
from directives.forms.delegations import EndForm, GrantForm, KeyForm
from directives.models import LetterKind, SigningKey
from directives.permissions import can_keep_delegations
from directives.writing.keys import assign, keep_image, retire
from enterprises.middleware import PortalRequest
from enterprises.models import Authority, Delegation, User
from enterprises.people.delegating import end, grant
from enterprises.proving import asks_who

UNPROCESSABLE = 422
CONFLICT = 409


@require_GET
def delegations(request: PortalRequest) -> HttpResponseBase:
    require(can_keep_delegations(request.actor))
    if wants_file(request):
        rows = _listed(request).iterator(chunk_size=CHUNK)
        return list_file(request, _("Thẩm quyền ký"), DELEGATIONS, rows)
    return _page(request)


def _listed(request: PortalRequest) -> QuerySet[Delegation]:
    return Delegation.objects.of(request.actor.organisation).order_by("-valid_from", "pk")


def _page(request: PortalRequest, *, status: int = 200, **bound: Any) -> HttpResponse:
    organisation = request.actor.organisation
    keys = SigningKey.objects.filter(board_id=request.actor.board_id, is_active=True)
    context = {
        "delegations": [(one, _kinds(one)) for one in _listed(request)],
        "today": clock.today(),
        "keys": keys.select_related("user", "organisation", "image").order_by("pk"),
        "grant_form": bound.get("grant") or GrantForm(organisation=organisation),
        "end_form": EndForm(),
        "key_form": bound.get("key") or _key_form(request),
        "shown_again": next(iter(bound.values()), None),
    }
    return render(request, "directives/delegations.html", context, status=status)


def _kinds(delegation: Delegation) -> list[str | Promise]:
    """What it is limited to, in words; of every kind nothing is said."""
    return [LetterKind(kind).label for kind in delegation.letter_kinds]


def _key_form(request: PortalRequest, *typed: Any) -> KeyForm:
    """Keys are for people who are to sign, and for the agency."""
    organisation = request.actor.organisation
    signers = User.objects.filter(delegations__organisation=organisation).distinct().order_by("full_name")
    return KeyForm(*typed, organisation=organisation, people=list(signers))


@require_POST
@asks_who(gettext_lazy("Giao thẩm quyền ký"))
def delegation_grant(request: PortalRequest) -> HttpResponse:
    require(can_keep_delegations(request.actor))
    organisation = request.actor.organisation
    form = GrantForm(request.POST, organisation=organisation)
    if not form.is_valid():
        return _page(request, status=UNPROCESSABLE, grant=form)
    typed = dict(form.cleaned_data)
    user, authority = typed.pop("user"), Authority(typed.pop("authority"))
    try:
        grant(organisation, user, authority=authority, **typed, by=request.actor, at=clock.now())
    except Refused as refused:
        form.add_error(None, str(refused))
        return _page(request, status=CONFLICT, grant=form)
    messages.success(request, _("Đã ghi thẩm quyền ký của %(name)s.") % {"name": user})
    return redirect("directives:delegations")


def _of_ours(request: PortalRequest, public_id: UUID) -> Delegation:
    require(can_keep_delegations(request.actor))
    return get_object_or_404(Delegation.objects.of(request.actor.organisation), public_id=public_id)


@require_POST
@asks_who(gettext_lazy("Kết thúc thẩm quyền ký"))
def delegation_end(request: PortalRequest, public_id: UUID) -> HttpResponse:
    delegation = _of_ours(request, public_id)
    form = EndForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused("dates", _("Ghi ngày cuối cùng theo dạng ngày/tháng/năm. Chưa ghi gì."))
        end(delegation, last_day=form.cleaned_data["last_day"], by=request.actor, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Đã ghi ngày kết thúc. Văn bản đã ký trước đó không đổi."))
    return redirect("directives:delegations")


@require_POST
@asks_who(gettext_lazy("Giao khóa ký số"))
def key_assign(request: PortalRequest) -> HttpResponse:
    require(can_keep_delegations(request.actor))
    form = _key_form(request, request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, status=UNPROCESSABLE, key=form)
    at, by, upload = clock.now(), request.actor, form.cleaned_data["image"]
    try:
        image = keep_image(upload.file, upload.name, by=by, at=at) if upload else None
        assign(form.cleaned_data["key_name"], form.chosen_holder, image=image, by=by, at=at)
    except Refused as refused:
        form.add_error("image", str(refused))
        return _page(request, status=CONFLICT, key=form)
    messages.success(request, _("Đã ghi khóa ký của %(name)s.") % {"name": form.chosen_holder})
    return redirect("directives:delegations")


@require_POST
@asks_who(gettext_lazy("Ngừng dùng khóa ký số"))
def key_retire(request: PortalRequest, public_id: UUID) -> HttpResponse:
    require(can_keep_delegations(request.actor))
    key = get_object_or_404(SigningKey, board_id=request.actor.board_id, public_id=public_id)
    try:
        retire(key, by=request.actor, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Đã ngừng dùng khóa này."))
    return redirect("directives:delegations")
