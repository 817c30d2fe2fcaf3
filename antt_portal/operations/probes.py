"""What machines ask: ``/healthz`` for whoever watches over the installation, ``/metrics`` for Prometheus."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import Resolver404, resolve
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from antt_portal.core import clock
from antt_portal.operations.metrics import CONTENT_TYPE, scraped
from antt_portal.operations.vital import Health, Vital, all_well, probed
from enterprises.middleware import open_to_all

PROBES = frozenset({"/healthz", "/metrics"})


class ProbesFirst:
    """Answers probes before anything else is done for a request.

    They come from inside, by address and without TLS: no session is read for them, no host compared, nobody redirected.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info not in PROBES:
            return self.get_response(request)
        try:
            answer: HttpResponseBase = resolve(request.path_info).func(request)
        except (Http404, Resolver404):
            answer = HttpResponse(status=404)
        return answer


@require_safe
@never_cache
@open_to_all
def healthz(_request: HttpRequest) -> HttpResponse:
    """200 where everything lives, 503 otherwise; nothing in it is secret. Answers in seconds whatever hangs."""
    at = clock.now()
    found = probed(at)
    checks = {"web": {"status": Health.OK.value}} | {name: _said(vital, at) for name, vital in found.items()}
    well = all_well(found.values())
    return JsonResponse({"status": "ok" if well else "trouble", "checks": checks}, status=200 if well else 503)


def _said(vital: Vital, at: datetime) -> dict[str, str | int]:
    if vital.since is None:
        return {"status": vital.health.value}
    return {"status": vital.health.value, "seconds": max(0, int((at - vital.since).total_seconds()))}


@require_safe
@never_cache
@open_to_all
def metrics(request: HttpRequest) -> HttpResponse:
    """For whoever holds METRICS_TOKEN; for everybody else, and without one, there is nothing here."""
    told = request.headers.get("Authorization", "")
    wanted = f"Bearer {settings.METRICS_TOKEN}"
    if not settings.METRICS_TOKEN or not constant_time_compare(told, wanted):
        raise Http404
    return HttpResponse(scraped(clock.now()), content_type=CONTENT_TYPE)
