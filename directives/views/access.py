"""Pages behind a personal link. Anybody may open them: without a code they say that something waits, and no more."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from antt_portal.core import clock, wall
from antt_portal.core.client_address import client_address
from antt_portal.core.file_responses import file_response
from antt_portal.core.models import Paper
from antt_portal.core.paper_responses import paper_response
from antt_portal.core.rate_limit import too_many
from antt_portal.core.refusal import Refused
from directives.arriving import access_codes, acknowledging
from directives.arriving.access import Visitor
from directives.arriving.acknowledgement_papers import KIND as PROOF
from directives.asking.applying import obligations_for
from directives.asking.bundles import blob_of
from directives.forms.reaching import CodeForm
from directives.models import AccessLink, Acknowledgement, LetterStatus, ObligationKind, Proof
from directives.views.access_session import begin, finish, is_open
from directives.views.delivery_files import Listed, bundle_of
from enterprises.middleware import open_to_all

REQUESTS_PER_MINUTE, TRIES_PER_MINUTE = 60, 10
UNPROCESSABLE = 422
RELATED = ("delivery__directive__letter__issuer", "delivery__directive__superior", "delivery__organisation")
LinkView = Callable[..., HttpResponseBase]


def for_link(view: LinkView) -> LinkView:
    """Give ``view`` the link that the address names, and the moment. One answer, by one query, to every address that
    opens nothing: unknown, expired, revoked."""

    @never_cache
    @open_to_all
    @wraps(view)
    def wrapped(request: HttpRequest, public_id: UUID, *args: object, **kwargs: object) -> HttpResponseBase:
        at = clock.now()
        if too_many(f"access-{view.__name__}", _ip(request), per_minute=REQUESTS_PER_MINUTE, at=at):
            return _private(request, "directives/access/busy.html", {}, 429)
        link = AccessLink.objects.usable(at).select_related(*RELATED).filter(public_id=public_id).first()
        if link is None:
            return _private(request, "directives/access/gone.html", {}, 404)
        with wall.within([link.board_id]):
            return view(request, link, at, *args, **kwargs)

    return wrapped


def entered(view: LinkView) -> LinkView:
    """Only after a code; others are led to where one is asked for."""

    @wraps(view)
    def wrapped(
        request: HttpRequest, link: AccessLink, at: datetime, *args: object, **kwargs: object
    ) -> HttpResponseBase:
        if not is_open(request.session, link, at):
            return redirect("directives:access", link.public_id)
        return view(request, link, at, *args, **kwargs)

    return wrapped


def _ip(request: HttpRequest) -> str | None:
    ip: str | None = client_address(request)
    return ip


def _private(request: HttpRequest, template: str, context: dict[str, object], status: int = 200) -> HttpResponse:
    response = render(request, template, context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response


# ---- before a code ----


@require_safe
@for_link
def access(request: HttpRequest, link: AccessLink, at: datetime) -> HttpResponseBase:
    """Looking changes nothing: what scans mails opens links too."""
    if is_open(request.session, link, at):
        return _private(request, "directives/access/page.html", _opened(link, at))
    return _door(request, link, CodeForm())


def _door(request: HttpRequest, link: AccessLink, form: CodeForm, status: int = 200) -> HttpResponse:
    context = {"link": link, "agency": link.delivery.directive.manifest["agency"], "form": form}
    return _private(request, "directives/access/door.html", context, status)


@require_POST
@for_link
def code(request: HttpRequest, link: AccessLink, at: datetime) -> HttpResponseBase:
    try:
        access_codes.order_code(link, ip=_ip(request), at=at)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Mã đang được gửi đến hộp thư đã đăng ký; thường đến trong một, hai phút."))
    return redirect("directives:access", link.public_id)


@require_POST
@for_link
def enter(request: HttpRequest, link: AccessLink, at: datetime) -> HttpResponseBase:
    """One answer to every code that does not open: wrong, used, too old, tried too often."""
    if too_many("access-link", str(link.public_id), per_minute=TRIES_PER_MINUTE, at=at):
        return _private(request, "directives/access/busy.html", {}, 429)
    form = CodeForm(request.POST)
    if form.is_valid() and access_codes.try_code(link, form.cleaned_data["code"], ip=_ip(request), at=at):
        begin(request.session, link, at)
        return redirect("directives:access", link.public_id)
    if form.is_valid():
        form.add_error(
            "code", _("Mã không mở được: sai, đã dùng, quá 10 phút hoặc đã nhập 5 lần. Gửi mã khác nếu cần.")
        )
    return _door(request, link, form, UNPROCESSABLE)


# ---- after it ----


def _opened(link: AccessLink, at: datetime) -> dict[str, object]:
    delivery = link.delivery
    asked = obligations_for(delivery)
    letter = delivery.directive.letter
    return {
        "link": link,
        "delivery": delivery,
        "directive": delivery.directive,
        "letter": letter,
        "bundle": _files(link),
        "items": [one for one in asked if one.kind == ObligationKind.DIRECTIVE],
        "emphases": [one for one in asked if one.kind == ObligationKind.EMPHASIS],
        "wants_report": delivery.requests.filter(reported_at__isnull=True).exists(),
        "acknowledgement": Acknowledgement.objects.filter(delivery=delivery).first(),
        "is_replaced": letter.status == LetterStatus.REPLACED,
        "today": clock.local_date(at),
    }


def _files(link: AccessLink) -> list[Listed]:
    """The same bytes as on the page of the delivery, by addresses of the link."""
    keys = [entry["key"] for entry in link.delivery.directive.manifest["files"]]
    return [
        replace(one, url=reverse("directives:access-file", args=[link.public_id, key]), check_url="")
        for one, key in zip(bundle_of(link.delivery), keys, strict=True)
    ]


@require_safe
@for_link
@entered
def file(request: HttpRequest, link: AccessLink, _at: datetime, key: str) -> HttpResponseBase:
    found = blob_of(link.delivery.directive, key)
    if found is None:
        raise Http404(_("Gói văn bản không có tệp này."))
    entry, blob = found
    return file_response(request, blob, entry["file_name"])


@require_POST
@for_link
@entered
def acknowledge(request: HttpRequest, link: AccessLink, at: datetime) -> HttpResponseBase:
    try:
        made = acknowledging.acknowledge(
            link.delivery,
            bundle_sha256=request.POST.get("bundle_sha256", ""),
            by=None,
            doer=Visitor.of(link, ip=_ip(request)),
            person=link.name,
            office=link.office,
            proof=Proof.ONE_TIME_CODE,
            at=at,
        )
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Đã xác nhận đã nhận. Mã xác minh: %(code)s.") % {"code": made.code})
    return redirect("directives:access", link.public_id)


@require_safe
@for_link
@entered
def proof(request: HttpRequest, link: AccessLink, at: datetime) -> HttpResponseBase:
    made = get_object_or_404(Acknowledgement, delivery=link.delivery)
    paper = get_object_or_404(Paper.objects.about(made._meta.label_lower, made.public_id), kind=PROOF)
    try:
        return paper_response(paper, at=at)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("directives:access", link.public_id)


@require_POST
@for_link
def leave(request: HttpRequest, link: AccessLink, _at: datetime) -> HttpResponseBase:
    finish(request.session)
    messages.success(request, _("Đã đóng văn bản. Lần sau gửi mã khác để mở lại."))
    return redirect("directives:access", link.public_id)
