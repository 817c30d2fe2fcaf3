"""Pages about organisations, for the board they belong to."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from antt_portal.core import clock
from antt_portal.core.list_files import CHUNK, list_file, wants_file
from antt_portal.core.refusal import Refused
from antt_portal.core.viewing import shows_people
from antt_portal.core.web import require
from antt_portal.core.workdays import evaluation_year
from enterprises import organisations as verbs
from enterprises.documents.lists import ORGANISATIONS
from enterprises.filters import OrganisationFilter
from enterprises.forms.organisations import (
    ApplicabilityForm,
    ClassifyForm,
    OrganisationForm,
    PlaceForm,
    RenameForm,
)
from enterprises.middleware import PortalRequest
from enterprises.models import (
    ENTERPRISE_KINDS,
    ApplicabilityStatus,
    Capacity,
    Membership,
    Organisation,
    OrganisationKind,
    Succession,
    Tenancy,
)
from enterprises.permissions import (
    can_begin_succession,
    can_keep_organisation,
    can_list_organisations,
    can_register_organisation,
)
from enterprises.succession.beginning import kinds_for
from enterprises.views.contact_rows import contact_rows, invitation_rows

PAGE_SIZE = 50


def _organisation(request: PortalRequest, public_id: UUID) -> Organisation:
    visible = Organisation.objects.visible_to(request.actor).select_related("board", "recogniser")
    return get_object_or_404(visible, public_id=public_id)


def _kept(request: PortalRequest, public_id: UUID) -> Organisation:
    organisation = _organisation(request, public_id)
    require(can_keep_organisation(request.actor, organisation))
    return organisation


def organisations(request: PortalRequest) -> HttpResponseBase:
    require(can_list_organisations(request.actor))
    in_zones = Tenancy.objects.on(clock.today()).select_related("zone").order_by("zone__sort_key")
    rows = Organisation.objects.visible_to(request.actor).for_list().prefetch_related(Prefetch("tenancies", in_zones))
    found = OrganisationFilter(request.GET, rows, board=request.actor.organisation.board)
    if wants_file(request):
        return list_file(request, _("Tổ chức"), ORGANISATIONS, found.qs.iterator(chunk_size=CHUNK))
    page = Paginator(found.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    can_register = can_register_organisation(request.actor)
    return render(
        request, "enterprises/organisations.html", {"filter": found, "page": page, "can_register": can_register}
    )


def organisation_new(request: PortalRequest) -> HttpResponse:
    require(can_register_organisation(request.actor))
    board = request.actor.organisation.board
    form = OrganisationForm(request.POST or None, board=board)
    if request.method == "POST" and form.is_valid():
        return redirect("enterprises:organisation", _register(request, form.cleaned_data).public_id)
    return render(request, "enterprises/organisation_new.html", {"form": form}, status=400 if form.errors else 200)


def _register(request: PortalRequest, typed: dict[str, Any]) -> Organisation:
    at, since, zone = clock.now(), typed.pop("since"), typed.pop("zone")
    kind, name = OrganisationKind(typed.pop("kind")), typed.pop("name")
    board = request.actor.organisation.board
    new = verbs.register(board, kind, name, by=request.actor, at=at, since=since, **typed)
    if zone:
        capacity = Capacity.INVESTOR if kind == OrganisationKind.INVESTOR else Capacity.TENANT
        verbs.place(new, zone, capacity, by=request.actor, at=at, since=since)
    messages.success(request, _("Đã ghi danh %(name)s.") % {"name": new})
    return new


def organisation(request: PortalRequest, public_id: UUID) -> HttpResponse:
    require(can_list_organisations(request.actor))
    return _page(request, _organisation(request, public_id))


def _page(request: PortalRequest, found: Organisation, **bound: Any) -> HttpResponse:
    """The page of one organisation; ``bound`` are forms with errors, shown again with what was typed."""
    today = clock.today()
    forms = {
        "rename": RenameForm(),
        "classify": ClassifyForm(instance=found),
        "place": PlaceForm(board=found.board),
        "applicability": ApplicabilityForm(board=found.board, initial={"year": evaluation_year(today)}),
        **bound,
    }
    contacts = found.contacts.for_list().filter(ended_on=None).select_related("confirmed_by")
    people = Membership.objects.filter(organisation=found).select_related("user").order_by("valid_to", "role")
    context = {
        "organisation": found,
        "names": found.names.order_by("-valid_from"),
        "tenancies": found.tenancies.select_related("zone").order_by("-valid_from"),
        "applicabilities": found.applicabilities.select_related("recogniser").order_by("-year"),
        "people": people,
        "contacts": contact_rows(found, contacts, request.actor, today),
        "invitations": invitation_rows(found.invitations.unanswered(), clock.now()),
        "today": today,
        "changes": Succession.objects.about(found).visible_to(request.actor).for_list(),
        "kinds_of_change": kinds_for(found) if can_begin_succession(request.actor, found) else [],
        "can_keep": can_keep_organisation(request.actor, found),
        "forms": forms,
    }
    return shows_people(render(request, "enterprises/organisation.html", context, status=400 if bound else 200), found)


@require_POST
def organisation_rename(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Of an office or an agency; an enterprise is renamed by a document, and previewed (``views.succession``)."""
    found = _kept(request, public_id)
    if found.kind in ENTERPRISE_KINDS:
        raise Http404
    form = RenameForm(request.POST)
    if form.is_valid():
        try:
            verbs.rename(found, by=request.actor, at=clock.now(), on=clock.today(), **form.cleaned_data)
        except Refused as refused:
            form.add_error("since", str(refused))
        else:
            messages.success(request, _("Đã ghi tên mới. Văn bản cũ vẫn in tên của ngày ban hành."))
            return redirect("enterprises:organisation", public_id)
    return _page(request, found, rename=form)


@require_POST
def organisation_classify(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = _kept(request, public_id)
    form = ClassifyForm(request.POST, instance=_kept(request, public_id))
    if not form.is_valid():
        return _page(request, found, classify=form)
    verbs.classify(found, by=request.actor, at=clock.now(), **form.cleaned_data)
    messages.success(request, _("Đã lưu đặc điểm."))
    return redirect("enterprises:organisation", public_id)


@require_POST
def organisation_place(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = _kept(request, public_id)
    form = PlaceForm(request.POST, board=found.board)
    if form.is_valid():
        zone, capacity = form.cleaned_data["zone"], Capacity(form.cleaned_data["capacity"])
        try:
            verbs.place(found, zone, capacity, by=request.actor, at=clock.now(), since=form.cleaned_data["since"])
        except Refused as refused:
            form.add_error("zone", str(refused))
        else:
            messages.success(request, _("Đã ghi vào khu."))
            return redirect("enterprises:organisation", public_id)
    return _page(request, found, place=form)


@require_POST
def organisation_applicability(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = _kept(request, public_id)
    form = ApplicabilityForm(request.POST, board=found.board)
    if not form.is_valid():
        return _page(request, found, applicability=form)
    typed = form.cleaned_data
    verbs.decide_applicability(
        found,
        typed["year"],
        ApplicabilityStatus(typed["status"]),
        by=request.actor,
        at=clock.now(),
        reason=typed["reason"],
        recogniser=typed["recogniser"],
    )
    messages.success(request, _("Đã ghi việc áp dụng năm %(year)s.") % {"year": typed["year"]})
    return redirect("enterprises:organisation", public_id)
