"""The public check of an issued paper: by its code, by its PDF, or by both; five things are said and no more."""

import re
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe

import directives.published
import reports.published
from antt_portal.core import clock
from antt_portal.core.client_address import client_address
from antt_portal.core.published import Published, Standing
from antt_portal.core.rate_limit import too_many
from antt_portal.core.verification_code import normalise_code
from enterprises.middleware import open_to_all

CHECKS_PER_MINUTE = 60
LONGEST_TYPED = 40
SHA256 = re.compile(r"[0-9a-f]{64}")
SOURCES = (reports.published, directives.published)


@require_safe
@open_to_all
def verify(request: HttpRequest) -> HttpResponse:
    """The form. A code leads to its page, with the digest of a PDF beside it where there is one; so does a PDF alone.

    The PDF itself stays where it is: its digest is taken in the browser.
    """
    typed, digest = request.GET.get("code", "")[:LONGEST_TYPED].strip(), _digest(request)
    code = normalise_code(typed)
    if code:
        query = f"?sha256={digest}" if digest else ""
        return HttpResponseRedirect(reverse("verify-code", args=[code]) + query)
    if digest and not typed:
        return redirect("verify-file", digest)
    wrong_digest = bool(request.GET.get("sha256", "").strip()) and not digest
    context = {"typed": typed, "mistyped": bool(typed), "wrong_digest": wrong_digest}
    return _page(request, "home/verify.html", context, 400 if typed or wrong_digest else 200)


@require_GET
@never_cache
@open_to_all
def verify_code(request: HttpRequest, code: str) -> HttpResponse:
    if _too_many(request):
        return _busy(request)
    normal = normalise_code(code[:LONGEST_TYPED])
    digest = _digest(request)
    if normal and normal != code:
        return HttpResponseRedirect(f"../{normal}/" + (f"?sha256={digest}" if digest else ""))
    found = by_code(normal) if normal else None
    context = {"code": code[:LONGEST_TYPED], "mistyped": normal is None, "digest": digest}
    if found and digest:
        # A paper whose PDF is not made yet has nothing to compare: neither the same nor altered.
        context |= {"compared": bool(found.files), "same": digest in found.files}
    return _verdict(request, found, context)


@require_GET
@never_cache
@open_to_all
def verify_file(request: HttpRequest, sha256: str) -> HttpResponse:
    """A PDF without a code: known, with what the public may know of it, or unknown."""
    if _too_many(request):
        return _busy(request)
    digest = sha256.lower() if SHA256.fullmatch(sha256.lower()) else ""
    found = by_file(digest) if digest else None
    return _verdict(request, found, {"digest": digest, "by_file": True, "compared": bool(found), "same": bool(found)})


def by_code(code: str) -> Published | None:
    """The paper with this code as printed; as many queries for a code never given out as for any other.

    A certificate that the board issues itself is known to both apps: to one its holder, to the other its file.
    """
    found = [one for one in [source.by_code(code) for source in SOURCES] if one]
    return replace(found[0], files=frozenset().union(*(one.files for one in found))) if found else None


def by_file(sha256: str) -> Published | None:
    """The paper whose PDF has this digest, as its code tells it."""
    found = [one for one in [source.by_file(sha256) for source in SOURCES] if one]
    return by_code(found[0].code) if found else None


def _digest(request: HttpRequest) -> str:
    digest = request.GET.get("sha256", "")[:80].strip().lower()
    return digest if SHA256.fullmatch(digest) else ""


def _verdict(request: HttpRequest, found: Published | None, context: dict[str, Any]) -> HttpResponse:
    altered = bool(found) and context.get("compared", False) and not context.get("same", False)
    verdict = {
        "paper": found,
        "stands": found is not None and found.standing == Standing.VALID and not altered,
        "altered": altered,
        "replaced": found is not None and found.standing == Standing.REPLACED,
        "now": clock.now(),
    }
    return _page(request, "home/verify_code.html", context | verdict, 200 if found else 404)


def _busy(request: HttpRequest) -> HttpResponse:
    return _page(request, "home/verify_busy.html", {"per_minute": CHECKS_PER_MINUTE}, 429)


def _page(request: HttpRequest, template: str, context: dict[str, Any], status: int) -> HttpResponse:
    """A page that needs no cookie and sets none: the language is chosen in the address."""
    wanted = request.GET.get("lang")
    if wanted in dict(settings.LANGUAGES):
        translation.activate(wanted)
    response = render(request, template, context | {"language_links": True}, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response


def _too_many(request: HttpRequest) -> bool:
    """Codes are not to be found by trying."""
    return too_many("verify", client_address(request), per_minute=CHECKS_PER_MINUTE, at=clock.now())
