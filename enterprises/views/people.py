"""Who acts for an organisation, and letting somebody go."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from antt_portal.core import clock
from antt_portal.core.list_files import CHUNK, list_file, wants_file
from antt_portal.core.refusal import Refused
from antt_portal.core.web import require
from enterprises.actor import Actor
from enterprises.documents.lists import PEOPLE
from enterprises.forms.people import LeavingForm, ReasonForm, ResetForm
from enterprises.middleware import PortalRequest
from enterprises.models import Membership, Organisation
from enterprises.people.accounts import has_second_factor
from enterprises.people.handing_over import in_hand
from enterprises.people.leaving import colleagues_of, leave
from enterprises.people.resetting import reset
from enterprises.people.signing_out import sign_out
from enterprises.permissions import (
    can_end_membership,
    can_end_sessions,
    can_invite,
    can_reset_second_factor,
    can_see_people,
)
from enterprises.proving import asks_who
from enterprises.views.contacts import CONFLICT, UNPROCESSABLE, reachable_organisation


class Person(NamedTuple):
    """One who acts, or acted, for the organisation."""

    membership: Membership
    may_end: bool
    may_reset: bool
    may_sign_out: bool


# Which field of the form a refusal is about.
FIELD_OF = {"dates": "last_day", "ended": "last_day", "not-colleague": "to"}


@require_GET
def people(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    organisation = reachable_organisation(request, public_id)
    require(can_see_people(request.actor, organisation))
    today = clock.today()
    found = Membership.objects.filter(organisation=organisation).select_related("user", "organisation")
    known = found.annotate(has_second_factor=has_second_factor())
    listed = known.order_by("valid_to", "role", "user__full_name")
    if wants_file(request):
        return list_file(request, _("Người dùng của tổ chức"), PEOPLE, listed.iterator(chunk_size=CHUNK))
    rows = [_row(one, request.actor, today) for one in listed]
    context = {
        "organisation": organisation,
        "rows": rows,
        "may_invite": can_invite(request.actor, organisation, today),
        "today": today,
    }
    return render(request, "enterprises/people/list.html", context)


def _row(one: Membership, actor: Actor, today: date) -> Person:
    is_present = one.valid_to is None or one.valid_to >= today
    has_something = bool(getattr(one, "has_second_factor", False))
    return Person(
        one,
        may_end=is_present and can_end_membership(actor, one),
        may_reset=is_present and has_something and can_reset_second_factor(actor, one),
        may_sign_out=is_present and can_end_sessions(actor, one),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@asks_who(gettext_lazy("Cho thôi người dùng"))
def membership_end(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """What the person has in hand and who could take it; then the act."""
    membership = _membership(request, public_id, can_end_membership)
    colleagues = colleagues_of(membership, clock.today())
    posted = request.POST if request.method == "POST" else None
    form = LeavingForm(posted, colleagues=colleagues, initial={"last_day": clock.today()})
    status = UNPROCESSABLE if form.is_bound else 200
    if form.is_valid():
        try:
            leave(membership, **form.cleaned_data, by=request.actor, at=clock.now())
        except Refused as refused:
            form.add_error(FIELD_OF.get(refused.code), str(refused))
            status = CONFLICT
        else:
            said = _("Đã ghi ngày cuối cùng của %(name)s. Việc đã làm ở lại với tổ chức.")
            messages.success(request, said % {"name": membership.user})
            return redirect("enterprises:people", membership.organisation.public_id)
    context = {
        "membership": membership,
        "form": form,
        "in_hand": in_hand(membership.organisation, membership.user),
    }
    return render(request, "enterprises/people/leave.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@asks_who(gettext_lazy("Đặt lại xác thực hai lớp"))
def second_factor_reset(request: PortalRequest, public_id: UUID) -> HttpResponse:
    membership = _membership(request, public_id, can_reset_second_factor)
    form = ResetForm(request.POST if request.method == "POST" else None)
    status = UNPROCESSABLE if form.is_bound else 200
    if form.is_valid():
        try:
            reset(membership, **form.cleaned_data, by=request.actor, at=clock.now())
        except Refused as refused:
            form.add_error(None, str(refused))
            status = CONFLICT
        else:
            said = _("Đã đặt lại. %(name)s thiết lập lại khi đăng nhập lần tới.")
            messages.success(request, said % {"name": membership.user})
            return redirect("enterprises:people", membership.organisation.public_id)
    return render(request, "enterprises/people/reset.html", {"membership": membership, "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@asks_who(gettext_lazy("Kết thúc các phiên đăng nhập"))
def sessions_end(request: PortalRequest, public_id: UUID) -> HttpResponse:
    membership = _membership(request, public_id, can_end_sessions)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    status = UNPROCESSABLE if form.is_bound else 200
    if form.is_valid():
        try:
            sign_out(membership, **form.cleaned_data, by=request.actor, at=clock.now())
        except Refused as refused:
            form.add_error(None, str(refused))
            status = CONFLICT
        else:
            messages.success(request, _("Đã kết thúc mọi phiên của %(name)s.") % {"name": membership.user})
            return redirect("enterprises:people", membership.organisation.public_id)
    context = {"membership": membership, "form": form}
    return render(request, "enterprises/people/sign_out.html", context, status=status)


def _membership(request: PortalRequest, public_id: UUID, may: Callable[[Actor, Membership], bool]) -> Membership:
    reachable = Organisation.objects.reachable_by(request.actor, clock.today())
    found = Membership.objects.filter(organisation__in=reachable).select_related("user", "organisation")
    membership = get_object_or_404(found, public_id=public_id)
    require(may(request.actor, membership))
    return membership
