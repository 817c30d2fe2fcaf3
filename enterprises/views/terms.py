"""An enterprise's own duties: what it owes this year, what it says it has done, and what happened."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from antt_portal.core import clock
from antt_portal.core.list_files import list_file, wants_file
from antt_portal.core.refusal import Refused
from antt_portal.core.web import explain_refusal, require
from enterprises.documents.lists import DUTY_TERMS
from enterprises.duties import terms as verbs
from enterprises.duties.owing import SUBJECT, concerned
from enterprises.forms.duties import DoneForm, EventForm
from enterprises.middleware import PortalRequest
from enterprises.models import Deadline, DeadlineKind, DutyTerm, RecurringDuty
from enterprises.permissions import can_do_duties

UNPROCESSABLE, CONFLICT = 422, 409
FIRST_YEAR, LAST_YEAR = 2020, 2100


def _own_terms(request: PortalRequest) -> QuerySet[DutyTerm]:
    """With ``is_open`` and ``open_until``: those of its deadline, which may have been moved."""
    due = Deadline.objects.open().filter(kind=DeadlineKind.DUTY, subject_kind=SUBJECT, subject_id=OuterRef("public_id"))
    own = DutyTerm.objects.filter(organisation=request.actor.organisation).select_related("duty", "done_by")
    return own.annotate(
        is_open=Exists(due),
        open_until=Subquery(due.values("due_on")[:1]),
        open_until_at=Subquery(due.values("due_at")[:1]),
    )


def _term(request: PortalRequest, public_id: UUID) -> DutyTerm:
    require(can_do_duties(request.actor))
    return get_object_or_404(_own_terms(request), public_id=public_id)


def _event_duties(request: PortalRequest) -> QuerySet[RecurringDuty]:
    """Those that follow from events and concern the enterprise today."""
    organisation, today = request.actor.organisation, clock.today()
    asked = RecurringDuty.objects.asked_by(organisation.board).on(today).filter(rule__startswith="event_")
    mine = [one.pk for one in asked if concerned(organisation.board, one, today).filter(pk=organisation.pk).exists()]
    return RecurringDuty.objects.filter(pk__in=mine)


@require_GET
def duty_terms(request: PortalRequest) -> HttpResponseBase:
    require(can_do_duties(request.actor))
    today = clock.today()
    text = request.GET.get("year", "")
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else today.year
    year = min(max(year, FIRST_YEAR), LAST_YEAR)
    listed = _own_terms(request).filter(due_on__year=year).order_by("due_on", "pk")
    if wants_file(request):
        return list_file(request, _("Nghĩa vụ định kỳ %(year)s") % {"year": year}, DUTY_TERMS, listed)
    context = {
        "terms": listed,
        "year": year,
        "earlier": year - 1,
        "later": year + 1,
        "today": today,
        "has_events": _event_duties(request).exists(),
    }
    return render(request, "enterprises/terms/list.html", context)


@require_GET
def duty_term(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = _term(request, public_id)
    return _page(request, found, DoneForm(initial={"done_on": clock.today()}))


def _page(request: PortalRequest, found: DutyTerm, form: DoneForm, *, status: int = 200) -> HttpResponse:
    context = {
        "term": found,
        "form": form,
        "today": clock.today(),
        "can_reopen": verbs.can_reopen(found, clock.now()),
    }
    return render(request, "enterprises/terms/term.html", context, status=status)


@require_POST
def duty_term_done(request: PortalRequest, public_id: UUID) -> HttpResponse:
    found = _term(request, public_id)
    form = DoneForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=UNPROCESSABLE)
    try:
        verbs.finish(found, **form.cleaned_data, by=request.actor, at=clock.now())
    except Refused as refused:
        form.add_error(None, str(refused))
        return _page(request, found, form, status=CONFLICT)
    messages.success(request, _("Đã ghi là đã làm. Cổng không nhắc kỳ này nữa."))
    return redirect("enterprises:duty-terms")


@require_POST
@explain_refusal(back_to="enterprises:duty-term")
def duty_term_reopen(request: PortalRequest, public_id: UUID) -> HttpResponse:
    verbs.reopen(_term(request, public_id), by=request.actor, at=clock.now())
    messages.success(request, _("Đã bỏ ghi đã làm; thời hạn mở lại."))
    return redirect("enterprises:duty-term", public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def duty_event(request: PortalRequest) -> HttpResponse:
    """Something happened of which a duty follows."""
    require(can_do_duties(request.actor))
    duties = _event_duties(request)
    if request.method != "POST":
        return _event_page(request, EventForm(duties=duties, initial={"day": clock.today()}))
    form = EventForm(request.POST, duties=duties)
    if not form.is_valid():
        return _event_page(request, form, status=UNPROCESSABLE)
    try:
        term = verbs.report_event(
            form.cleaned_data["duty"], happened_at=form.happened_at(), by=request.actor, at=clock.now()
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return _event_page(request, form, status=CONFLICT)
    messages.success(request, _("Đã ghi. Thời hạn tính từ lúc xảy ra."))
    return redirect("enterprises:duty-term", term.public_id)


def _event_page(request: PortalRequest, form: EventForm, *, status: int = 200) -> HttpResponse:
    return render(request, "enterprises/terms/event.html", {"form": form}, status=status)
