"""Home: what to do next. And the organisation one acts for."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from antt_portal.core import clock
from antt_portal.core.workdays import evaluation_year
from antt_portal.home import todo
from antt_portal.home.recent import recent
from enterprises.middleware import SESSION_KEY, PortalRequest, VisitorRequest, actor_optional


def home(request: PortalRequest) -> HttpResponse:
    """Opens with the one act that matters most, then the ledger: late, due soon, waiting for this person."""
    actor, on = request.actor, clock.today()
    late, soon, waiting = todo.late(actor, on), todo.soon(actor, on), todo.waiting(actor, on)
    report = todo.this_years_report(actor, evaluation_year(on)) if actor.is_enterprise else None
    context = {
        "today": on,
        "late": late,
        "soon": soon,
        "waiting": waiting,
        "first": next(iter([*late.rows, *soon.rows, *waiting.rows]), None),
        "report": report,
        "rings": todo.rings(report, on) if report else [],
        "events": recent(actor),
    }
    return render(request, "home/home.html", context)


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
