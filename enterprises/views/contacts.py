"""Whom to write to in an organisation: kept by the board and its own people, told by the investor of its zone."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from antt_portal.core import clock
from antt_portal.core.list_files import CHUNK, list_file, wants_file
from antt_portal.core.refusal import Refused
from antt_portal.core.viewing import shows_people
from antt_portal.core.web import require
from enterprises.actor import Actor
from enterprises.documents.lists import CONTACTS, TENANTS
from enterprises.forms.contacts import COLLEAGUES, OF_A_BOARD, ContactForm, CorrectForm
from enterprises.middleware import PortalRequest
from enterprises.models import Contact, Invitation, Organisation, OrganisationKind, Role, Tenancy
from enterprises.people import contacts as verbs
from enterprises.permissions import (
    acts_for,
    can_add_contact,
    can_confirm_contact,
    can_confirm_contacts,
    can_invite,
    can_keep_contact,
    can_keep_own_contacts,
    can_list_tenants,
    is_landlord_of,
)
from enterprises.views.contact_rows import contact_rows, invitation_rows

PAGE_SIZE = 50
UNPROCESSABLE = 422
CONFLICT = 409


def reachable_organisation(request: PortalRequest, public_id: UUID) -> Organisation:
    return get_object_or_404(Organisation.objects.reachable_by(request.actor, clock.today()), public_id=public_id)


def reachable_contact(request: PortalRequest, public_id: UUID) -> Contact:
    return get_object_or_404(_contacts(request, clock.today()), public_id=public_id)


def _contacts(request: PortalRequest, on: date) -> QuerySet[Contact]:
    reachable = Organisation.objects.reachable_by(request.actor, on)
    return Contact.objects.filter(organisation__in=reachable).select_related("organisation")


def act_and_return(
    request: PortalRequest, organisation: Organisation, act: Callable[[], object], said: str, *, to_list: bool = False
) -> HttpResponse:
    """Do it and say so, or say why not; then the page of the organisation's contacts again, or of all that wait."""
    try:
        act()
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, said)
    if to_list:
        return redirect("enterprises:contacts-waiting")
    return redirect("enterprises:contacts", organisation.public_id)


@require_GET
def contacts(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    organisation = reachable_organisation(request, public_id)
    if wants_file(request):
        listed = Contact.objects.filter(organisation=organisation).for_list().select_related("organisation")
        return shows_people(list_file(request, _("Đầu mối"), CONTACTS, listed), organisation)
    return page(request, organisation)


@require_GET
def own_contacts(request: PortalRequest) -> HttpResponse:
    require(can_keep_own_contacts(request.actor))
    return redirect("enterprises:contacts", request.actor.organisation.public_id)


def page(request: PortalRequest, organisation: Organisation, *, status: int = 200, **bound: Any) -> HttpResponse:
    """``bound`` are forms with errors, shown again with what was typed: add, or correct."""
    actor, at, on = request.actor, clock.now(), clock.today()
    may_invite = can_invite(actor, organisation, on)
    found = Contact.objects.filter(organisation=organisation).for_list().select_related("confirmed_by")
    invitations = Invitation.objects.filter(organisation=organisation).for_list()
    context = {
        "organisation": organisation,
        "is_own": acts_for(actor, organisation),
        "rows": contact_rows(organisation, found, actor, on, shown_again=bound.get("correct")),
        "invitations": invitation_rows(invitations, at),
        "may_invite": may_invite,
        "roles": _roles_to_name(actor, organisation) if may_invite else (),
        "form": bound.get("add") or (ContactForm() if can_add_contact(actor, organisation, on) else None),
        "shown_again": next(iter(bound.values()), None),
    }
    return shows_people(render(request, "enterprises/contacts.html", context, status=status), organisation)


def _roles_to_name(actor: Actor, organisation: Organisation) -> tuple[Role, ...]:
    """Where there is a choice."""
    if organisation.kind == OrganisationKind.BOARD:
        return OF_A_BOARD
    return COLLEAGUES if acts_for(actor, organisation) and actor.role == Role.HEAD else ()


@require_POST
def contact_add(request: PortalRequest, public_id: UUID) -> HttpResponse:
    organisation = reachable_organisation(request, public_id)
    require(can_add_contact(request.actor, organisation, clock.today()))
    form = ContactForm(request.POST)
    if not form.is_valid():
        return page(request, organisation, status=UNPROCESSABLE, add=form)
    try:
        contact = verbs.add(organisation, by=request.actor, at=clock.now(), **form.cleaned_data)
    except Refused as refused:
        form.add_error("email", str(refused))
        return page(request, organisation, status=CONFLICT, add=form)
    said = _("Đã ghi đầu mối.") if contact.is_confirmed else _("Đã khai đầu mối. Cổng gửi thư sau khi Ban xác nhận.")
    messages.success(request, said)
    return redirect("enterprises:contacts", public_id)


@require_POST
def contact_correct(request: PortalRequest, public_id: UUID) -> HttpResponse:
    contact = _kept(request, public_id)
    form = CorrectForm(request.POST, instance=_kept(request, public_id))
    if not form.is_valid():
        return page(request, contact.organisation, status=UNPROCESSABLE, correct=form)
    act = partial(verbs.correct, contact, by=request.actor, at=clock.now(), **form.cleaned_data)
    return act_and_return(request, contact.organisation, act, _("Đã sửa đầu mối."))


def _kept(request: PortalRequest, public_id: UUID) -> Contact:
    contact = reachable_contact(request, public_id)
    landlord = is_landlord_of(request.actor, contact.organisation, clock.today())
    require(can_keep_contact(request.actor, contact, landlord=landlord))
    return contact


@require_POST
def contact_end(request: PortalRequest, public_id: UUID) -> HttpResponse:
    contact = _kept(request, public_id)
    act = partial(verbs.end, contact, by=request.actor, at=clock.now())
    return act_and_return(request, contact.organisation, act, _("Từ nay Cổng không gửi thư cho đầu mối này."))


@require_POST
def contact_confirm(request: PortalRequest, public_id: UUID) -> HttpResponse:
    contact = reachable_contact(request, public_id)
    require(can_confirm_contact(request.actor, contact))
    act = partial(verbs.confirm, contact, by=request.actor, at=clock.now())
    said = _("Đã xác nhận %(name)s. Cổng gửi thư được cho đầu mối này.") % {"name": contact}
    return act_and_return(request, contact.organisation, act, said, to_list=request.POST.get("back") == "waiting")


@require_GET
def contacts_waiting(request: PortalRequest) -> HttpResponseBase:
    """What investors told and nobody has confirmed; the oldest first."""
    require(can_confirm_contacts(request.actor))
    on = clock.today()
    waiting = Contact.objects.waiting(on).filter(board_id=request.actor.board_id).select_related("organisation")
    waiting = waiting.order_by("valid_from", "pk")
    if wants_file(request):
        file = list_file(request, _("Đầu mối chờ xác nhận"), CONTACTS, waiting.iterator(chunk_size=CHUNK))
        return shows_people(file, request.actor.organisation)
    rows = Paginator(waiting, PAGE_SIZE).get_page(request.GET.get("page"))
    response = render(request, "enterprises/contacts_waiting.html", {"page": rows})
    return shows_people(response, request.actor.organisation)


@require_GET
def tenants(request: PortalRequest) -> HttpResponseBase:
    """The tenants of an investor's zones, and who of them can be reached."""
    require(can_list_tenants(request.actor))
    on = clock.today()
    in_zones = Tenancy.objects.on(on).select_related("zone").order_by("zone__sort_key")
    found = Organisation.objects.tenants_of(request.actor.organisation, on).with_account_on(on).for_list()
    unreached = found.filter(Q(has_account=False))
    rows = unreached if request.GET.get("account") == "none" else found
    listed = rows.prefetch_related(Prefetch("tenancies", in_zones))
    if wants_file(request):
        return list_file(request, _("Doanh nghiệp trong khu"), TENANTS, listed.iterator(chunk_size=CHUNK))
    context = {
        "page": Paginator(listed, PAGE_SIZE).get_page(request.GET.get("page")),
        "count": found.count(),
        "without_account": unreached.count(),
        "only_unreached": request.GET.get("account") == "none",
    }
    return render(request, "enterprises/tenants.html", context)
