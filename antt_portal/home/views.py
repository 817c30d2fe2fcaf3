"""Home: what to do next. And the organisation one acts for."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from enterprises.middleware import SESSION_KEY, PortalRequest, VisitorRequest, actor_optional


def home(request: PortalRequest) -> HttpResponse:
    return render(request, "home/home.html", {})


@require_POST
@actor_optional
def choose_organisation(request: VisitorRequest) -> HttpResponse:
    """Act for another of one's organisations from now on. One that is not the person's changes nothing."""
    wanted = request.POST.get("membership", "")
    for membership in request.memberships:
        if str(membership.public_id) == wanted:
            request.session[SESSION_KEY] = wanted
            messages.info(request, _("Đang làm việc cho %(name)s.") % {"name": membership.organisation})
            break
    return redirect(_safe_next(request))


def _safe_next(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    own = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if own else "home"


@actor_optional
def no_organisation(request: VisitorRequest) -> HttpResponse:
    """For a person whose memberships have all ended or not yet begun."""
    if request.actor is not None:
        return redirect("home")
    return render(request, "home/no_organisation.html", status=403)
