"""Home: what to do next. And the organisation one acts for."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from antt_portal.core import clock
from antt_portal.core.web import way_on
from antt_portal.core.workdays import evaluation_year
from antt_portal.home import todo
from antt_portal.home.recent import recent
from enterprises.middleware import SESSION_KEY, PortalRequest, VisitorRequest, actor_optional
from reports.permissions import can_report_incident


def home(request: PortalRequest) -> HttpResponse:
    """Opens with the one act that matters most, then the ledger: late, due soon, waiting for this person."""
    actor, on = request.actor, clock.today()
    late, soon, waiting = todo.late(actor, on), todo.soon(actor, on), todo.waiting(actor, on)
    urgent = [row for row in waiting.rows if row.is_urgent]
    report = todo.this_years_report(actor, evaluation_year(on)) if actor.is_enterprise else None
    context = {
        "today": on,
        "late": late,
        "soon": soon,
        "waiting": waiting,
        "first": next(iter([*urgent, *late.rows, *soon.rows, *waiting.rows]), None),
        "can_report_incident": can_report_incident(actor),
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
    return redirect(way_on(request, reverse("home")))


@actor_optional
def no_organisation(request: VisitorRequest) -> HttpResponse:
    """For a person whose memberships have all ended or not yet begun."""
    if request.actor is not None:
        return redirect("home")
    return render(request, "home/no_organisation.html", status=403)
