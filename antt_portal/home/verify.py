"""The public check of a certificate: number, date, agency, holder and whether it stands, and nothing else."""

from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe
from ipware import get_client_ip

from antt_portal.core import clock
from antt_portal.core.verification_code import normalise_code
from enterprises.middleware import open_to_all
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
    return render(request, "home/verify.html", {"typed": typed, "mistyped": bool(typed)}, status=400 if typed else 200)


@require_GET
@never_cache
@open_to_all
def verify_code(request: HttpRequest, code: str) -> HttpResponse:
    if _too_many(request):
        return render(request, "home/verify_busy.html", {"per_minute": CHECKS_PER_MINUTE}, status=429)
    normal = normalise_code(code[:LONGEST_TYPED])
    if normal and normal != code:
        return HttpResponseRedirect(f"../{normal}/")
    found = certificate(normal) if normal else None
    context = {"certificate": found, "code": code[:LONGEST_TYPED], "mistyped": normal is None, "now": clock.now()}
    response = render(request, "home/verify_code.html", context, status=200 if found else 404)
    response["X-Robots-Tag"] = "noindex"
    return response


def certificate(code: str) -> Certificate | None:
    """The certificate with this code as printed on it; None for a code that was never given out."""
    shown = (RecognitionStatus.RECOGNISED, RecognitionStatus.REVOKED)
    issued = Recognition.objects.filter(code=code, status__in=shown)
    found = issued.select_related("batch__recogniser", "organisation").first()
    if found is None or found.batch.decided_on is None:
        return None
    on = found.batch.decided_on
    return Certificate(
        code=code,
        number=found.certificate_number,
        decided_on=on,
        agency=found.batch.recogniser.name_on(on).name,
        holder=found.organisation.name_on(on).name,
        stands=found.status == RecognitionStatus.RECOGNISED,
        revoked_on=found.revoked_on,
        revocation=found.revocation_number,
    )


def _too_many(request: HttpRequest) -> bool:
    """More than ``CHECKS_PER_MINUTE`` from one address in one minute: codes are not to be found by trying."""
    key = f"verify:{get_client_ip(request)[0]}:{clock.now():%Y%m%d%H%M}"
    cache.add(key, 0, timeout=120)
    return cache.incr(key) > CHECKS_PER_MINUTE
