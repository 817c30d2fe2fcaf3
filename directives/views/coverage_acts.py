"""What a board does from the coverage page: remind, and add whoever came after the issue."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from antt_portal.core import clock
from antt_portal.core.formats import number_vn
from antt_portal.core.list_files import CHUNK, list_file, wants_file
from antt_portal.core.web import explain_refusal, require, with_query
from directives.asking.audience import newcomers as offered
from directives.coverage.listing import listed
from directives.coverage.nudging import Nudged, nudge
from directives.coverage.omissions import to_forward
from directives.documents.lists import NEWCOMERS
from directives.forms.coverage import CoverageFilter
from directives.forwarding import newcomers
from directives.models import Delivery, Directive, LetterStatus
from directives.permissions import can_add_newcomers, can_nudge
from directives.views.coverage_page import delivery_of, seen_directive
from enterprises.middleware import PortalRequest

PAGE_SIZE = 50


@require_POST
def remind(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """``organisation`` names one; ``group`` the investors that have not forwarded, or all of the list in ``query``."""
    directive = seen_directive(request, public_id)
    require(can_nudge(request.actor, directive))
    done = nudge(directive, _whom(request, directive), by=request.actor, at=clock.now())
    say(request, done)
    query = QueryDict(request.POST.get("query", "")).urlencode()
    name = "coverage-places" if "query" in request.POST else "coverage"
    return redirect(with_query(reverse(f"directives:{name}", args=[public_id]), query))


def _whom(request: PortalRequest, directive: Directive) -> QuerySet[Delivery]:
    if one := request.POST.get("organisation", ""):
        return delivery_of(Delivery.objects.filter(directive=directive), one)
    match request.POST.get("group"):
        case "forwarding":
            return to_forward(directive, at=clock.now())
        case "listed":
            form = CoverageFilter(QueryDict(request.POST.get("query", "")), directive=directive)
            return listed(directive, form.wanted(), at=clock.now())
        case _:
            raise Http404


def say(request: PortalRequest, done: Nudged) -> None:
    """How many were reminded, and why not the others."""
    parts = []
    if done.now:
        text = ngettext("Đã nhắc %(count)s nơi.", "Đã nhắc %(count)s nơi.", done.now)
        parts.append(text % {"count": number_vn(done.now)})
    if done.already_today:
        text = ngettext(
            "%(count)s nơi hôm nay đã được nhắc, không nhắc thêm.",
            "%(count)s nơi hôm nay đã được nhắc, không nhắc thêm.",
            done.already_today,
        )
        parts.append(text % {"count": number_vn(done.already_today)})
    if done.without_people:
        text = ngettext(
            "%(count)s nơi không có người nhận: cần sửa người nhận hoặc giao bản giấy.",
            "%(count)s nơi không có người nhận: cần sửa người nhận hoặc giao bản giấy.",
            done.without_people,
        )
        parts.append(text % {"count": number_vn(done.without_people)})
    level = messages.success if done.now else messages.info
    level(request, " ".join(parts) or _("Không còn nơi nào phải nhắc: các nơi được gửi đã làm đủ, hoặc chưa được gửi."))


@require_http_methods(["GET", "HEAD", "POST"])
@explain_refusal(back_to="directives:coverage")
def added(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    """Whom the audience names today and nobody added: shown before, added by one press, all or those chosen."""
    directive = seen_directive(request, public_id)
    require(can_add_newcomers(request.actor, directive))
    new = offered(directive, clock.today()).order_by("sort_key", "pk")
    if request.method == "POST":
        chosen = new if request.POST.get("all") else new.filter(public_id__in=_ids(request))
        count = newcomers.add(directive, chosen.values_list("pk", flat=True), by=request.actor, at=clock.now())
        text = ngettext("Đã thêm %(count)s nơi mới.", "Đã thêm %(count)s nơi mới.", count)
        messages.success(request, text % {"count": number_vn(count)})
        return redirect("directives:coverage", public_id)
    is_out = directive.letter.status == LetterStatus.ISSUED
    if wants_file(request):
        title = _("Nơi mới %(letter)s") % {"letter": directive.letter}
        return list_file(request, title, NEWCOMERS, new.iterator(CHUNK) if is_out else [])
    page = Paginator(new, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"directive": directive, "letter": directive.letter, "page": page, "is_out": is_out}
    return render(request, "directives/coverage/newcomers.html", context)


def _ids(request: PortalRequest) -> list[UUID]:
    try:
        return [UUID(one) for one in request.POST.getlist("organisation")]
    except ValueError:
        raise Http404 from None
