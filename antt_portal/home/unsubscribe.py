"""Switching mail off by the link in it. Whoever holds the mail may do it, without signing in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from antt_portal.core.unsubscribing import read_token, switch_off
from enterprises.middleware import open_to_all


@open_to_all
@csrf_exempt
@never_cache
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Mail programs look a link up beforehand, so that a GET shows what a POST would do. They send that POST themselves
    (RFC 8058), without cookies: the token is all the authority there is, and it is good for this alone."""
    unwanted = read_token(token)
    if unwanted is None:
        raise Http404
    if request.method == "POST":
        switch_off(unwanted)
    labels = [group.label for group in unwanted.groups]
    return render(request, "home/unsubscribe.html", {"groups": labels, "is_off": request.method == "POST"})
