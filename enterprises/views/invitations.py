"""Inviting somebody to open an account, and the page behind the link of the mail."""

from functools import partial
from uuid import UUID

from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from antt_portal.core import clock, wall
from antt_portal.core.client_address import client_address
from antt_portal.core.rate_limit import too_many
from antt_portal.core.refusal import Refused
from antt_portal.core.web import require
from enterprises.forms.contacts import AcceptForm, InviteForm
from enterprises.middleware import SESSION_KEY, PortalRequest, open_to_all
from enterprises.models import Invitation, Membership, Organisation, Role, User
from enterprises.people import accepting
from enterprises.people import invitations as verbs
from enterprises.permissions import can_invite
from enterprises.proving import asks_who
from enterprises.views.contacts import CONFLICT, UNPROCESSABLE, act_and_return, reachable_contact

TRIES_PER_MINUTE = 60


@require_POST
@asks_who(gettext_lazy("Mời người dùng"))
def invitation_send(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """To a contact of the organisation."""
    contact = reachable_contact(request, public_id)
    require(can_invite(request.actor, contact.organisation, clock.today()))
    form = InviteForm(request.POST)
    wanted = form.cleaned_data["role"] if form.is_valid() else ""
    role = Role(wanted) if wanted else None
    act = partial(verbs.invite, contact.organisation, contact, role=role, by=request.actor, at=clock.now())
    said = _("Đã mời %(name)s. Liên kết dùng được 14 ngày.") % {"name": contact.name}
    return act_and_return(request, contact.organisation, act, said)


def _invitation(request: PortalRequest, public_id: UUID) -> Invitation:
    reachable = Organisation.objects.reachable_by(request.actor, clock.today())
    found = Invitation.objects.filter(organisation__in=reachable).select_related("organisation", "contact")
    invitation = get_object_or_404(found.select_related("inviting_organisation"), public_id=public_id)
    require(can_invite(request.actor, invitation.organisation, clock.today()))
    return invitation


@require_POST
@asks_who(gettext_lazy("Gửi lại lời mời"))
def invitation_resend(request: PortalRequest, public_id: UUID) -> HttpResponse:
    invitation = _invitation(request, public_id)
    act = partial(verbs.resend, invitation, by=request.actor, at=clock.now())
    said = _("Đã gửi lại. Liên kết trong thư trước không dùng được nữa.")
    return act_and_return(request, invitation.organisation, act, said)


@require_POST
@asks_who(gettext_lazy("Thu hồi lời mời"))
def invitation_revoke(request: PortalRequest, public_id: UUID) -> HttpResponse:
    invitation = _invitation(request, public_id)
    act = partial(verbs.revoke, invitation, by=request.actor, at=clock.now())
    return act_and_return(request, invitation.organisation, act, _("Đã thu hồi lời mời."))


@never_cache
@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    """Looking changes nothing: what scans mails opens links too. One page for every link that opens nothing."""
    at = clock.now()
    if too_many("invitation", client_address(request), per_minute=TRIES_PER_MINUTE, at=at):
        return _page(request, "enterprises/invitation_busy.html", {"per_minute": TRIES_PER_MINUTE}, 429)
    found = accepting.by_token(token, at=at)
    if found is None:
        return _page(request, "enterprises/invitation_gone.html", {}, 404)
    with wall.within([found.board_id]):
        if accepting.account_of(found) is None and not request.user.is_authenticated:
            return _newcomer(request, found, token)
        return _known(request, found, token)


def _page(request: HttpRequest, template: str, context: dict[str, object], status: int = 200) -> HttpResponse:
    response = render(request, template, context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response


def _newcomer(request: HttpRequest, found: Invitation, token: str) -> HttpResponseBase:
    form = AcceptForm(request.POST if request.method == "POST" else None, invitation=found)
    context = {"invitation": found, "form": form}
    if not form.is_bound:
        return _page(request, "enterprises/invitation_new.html", context)
    if not form.is_valid():
        return _page(request, "enterprises/invitation_new.html", context, UNPROCESSABLE)
    try:
        membership = accepting.open_account(
            token,
            **form.cleaned_data,
            language=get_language() or "",
            ip=client_address(request),
            at=clock.now(),
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return _page(request, "enterprises/invitation_new.html", context, CONFLICT)
    answer: HttpResponseBase = perform_login(
        request, membership.user, email_verification="none", redirect_url=reverse("home")
    )
    _welcome(request, membership)
    return answer


def _known(request: HttpRequest, found: Invitation, token: str) -> HttpResponse:
    """Somebody with an account signs in to it; whoever is signed in to another signs out of it."""
    user = request.user if isinstance(request.user, User) and request.user.email == found.email else None
    if request.method == "POST" and user:
        try:
            membership = accepting.join(token, user=user, ip=client_address(request), at=clock.now())
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("enterprises:invitation", token)
        _welcome(request, membership)
        return redirect("home")
    return _page(request, "enterprises/invitation_known.html", {"invitation": found, "mine": user})


def _welcome(request: HttpRequest, membership: Membership) -> None:
    """From here on the person acts for the organisation that invited."""
    request.session[SESSION_KEY] = str(membership.public_id)
    messages.success(request, _("Đang làm việc cho %(name)s.") % {"name": membership.organisation})
