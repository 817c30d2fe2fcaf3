"""The way to a provider and back."""

from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from antt_portal.core import clock
from antt_portal.core.client_address import client_address
from antt_portal.core.rate_limit import too_many
from antt_portal.single_sign_on.provider import Provider, Relying, linked
from enterprises.middleware import PersonRequest, actor_optional, before_second_factor, open_to_all

TRIES_PER_MINUTE = 30
AGAIN = "again"


class Callback(OAuth2CallbackView):
    def _get_state(self, request: HttpRequest, provider: Provider) -> tuple[dict[str, Any] | None, Any]:
        """The nonce of the question that this answers; a state is good for one answer."""
        state, response = super()._get_state(request, provider)
        self.adapter.nonce = (state or {}).get("nonce", "")
        return state, response


def _known(request: HttpRequest, provider_id: str) -> Provider:
    try:
        found: Provider = get_adapter().get_provider(request, provider_id)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    return found


@never_cache
@open_to_all
@require_POST
def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    provider = _known(request, provider_id)
    if too_many("oidc", client_address(request), per_minute=TRIES_PER_MINUTE, at=clock.now()):
        context = {"provider": provider, "per_minute": TRIES_PER_MINUTE}
        return render(request, "single_sign_on/busy.html", context, status=429)
    answer: HttpResponse = OAuth2LoginView.adapter_view(Relying(request, provider_id))(request)
    return answer


@never_cache
@open_to_all
@require_GET
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    _known(request, provider_id)
    answer: HttpResponse = Callback.adapter_view(Relying(request, provider_id))(request)
    return answer


@never_cache
@actor_optional
@before_second_factor
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: PersonRequest, provider_id: str) -> HttpResponse:
    """Proving who one is before an act, by signing in anew over there."""
    provider = _known(request, provider_id)
    if linked(request.user.pk, provider_id) is None:
        raise Http404
    if request.method == "POST":
        asked = {"prompt": "login", "max_age": "0"}
        return provider.redirect(request, AGAIN, get_next_redirect_url(request), auth_params=asked)
    context = {"provider": provider, "next": get_next_redirect_url(request)}
    return render(request, "single_sign_on/again.html", context)
