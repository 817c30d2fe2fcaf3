"""The portal's addresses and one page more: the frame every signed-in person sees, with nothing in it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import include, path
from django.views.decorators.http import require_GET

from enterprises.middleware import PortalRequest

EMPTY = "/bench/empty/"


@require_GET
def empty(request: PortalRequest) -> HttpResponse:
    return render(request, "base.html")


urlpatterns = [path(EMPTY.strip("/") + "/", empty), path("", include("antt_portal.urls"))]
