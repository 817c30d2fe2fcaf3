"""The public check of a certificate: number, date, agency, holder and whether it stands, and nothing else."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models import BooleanField, Case, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe
from ipware import get_client_ip
from redis.exceptions import RedisError

from antt_portal.core import clock
from antt_portal.core.verification_code import normalise_code
from enterprises.middleware import open_to_all
from enterprises.models import OrganisationName
from reports.models import Recognition, RecognitionStatus

CHECKS_PER_MINUTE = 60
LONGEST_TYPED = 40


@dataclass(frozen=True)
class Certificate:
    """What the public may know of one recognition."""

    code: str
    number: str
    decided_on: date
    agency: str
    holder: str
    stands: bool
    revoked_on: date | None
    revocation: str


@require_safe
@open_to_all
def verify(request: HttpRequest) -> HttpResponse:
    """The form; a well-formed code leads to its page, a mistyped one is named."""
    typed = request.GET.get("code", "")[:LONGEST_TYPED].strip()
    code = normalise_code(typed)
    if code:
        return redirect("verify-code", code)
    return _page(request, "home/verify.html", {"typed": typed, "mistyped": bool(typed)}, 400 if typed else 200)


@require_GET
@never_cache
@open_to_all
def verify_code(request: HttpRequest, code: str) -> HttpResponse:
    if _too_many(request):
        return _page(request, "home/verify_busy.html", {"per_minute": CHECKS_PER_MINUTE}, 429)
    normal = normalise_code(code[:LONGEST_TYPED])
    if normal and normal != code:
        return HttpResponseRedirect(f"../{normal}/")
    found = certificate(normal) if normal else None
    context = {"certificate": found, "code": code[:LONGEST_TYPED], "mistyped": normal is None, "now": clock.now()}
    return _page(request, "home/verify_code.html", context, 200 if found else 404)


def _page(request: HttpRequest, template: str, context: dict[str, Any], status: int) -> HttpResponse:
    """A page that needs no cookie and sets none: the language is chosen in the address."""
    wanted = request.GET.get("lang")
    if wanted in dict(settings.LANGUAGES):
        translation.activate(wanted)
    response = render(request, template, context | {"language_links": True}, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response


def certificate(code: str) -> Certificate | None:
    """The certificate with this code as printed on it; None for a code that was never given out.

    One query whatever the answer. Names are those of the decision's day.
    """
    shown = (RecognitionStatus.RECOGNISED, RecognitionStatus.REVOKED)
    issued = Recognition.objects.filter(code=code, status__in=shown, batch__decided_on__isnull=False)
    found = issued.annotate(
        agency=Coalesce(_name_then("batch__recogniser"), "batch__recogniser__name"),
        holder=Coalesce(_name_then("organisation"), "organisation__name"),
    ).values(
        "code",
        "agency",
        "holder",
        "revoked_on",
        number=F("certificate_number"),
        decided_on=F("batch__decided_on"),
        revocation=F("revocation_number"),
        stands=Case(When(status=RecognitionStatus.RECOGNISED, then=True), default=False, output_field=BooleanField()),
    )
    said = found.first()
    return Certificate(**said) if said else None


def _name_then(organisation: str) -> Subquery:
    """What ``organisation`` was called on the day of the decision."""
    on = OuterRef("batch__decided_on")
    names = OrganisationName.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on), organisation=OuterRef(organisation), valid_from__lte=on
    )
    return Subquery(names.values("name")[:1])


def _too_many(request: HttpRequest) -> bool:
    """More than ``CHECKS_PER_MINUTE`` from one address in one minute: codes are not to be found by trying.

    Without its cache the check goes on uncounted: a code is too long to be tried out anyway.
    """
    key = f"verify:{get_client_ip(request)[0]}:{clock.now():%Y%m%d%H%M}"
    try:
        cache.add(key, 0, timeout=120)
        return cache.incr(key) > CHECKS_PER_MINUTE
    except (RedisError, ValueError):
        return False
