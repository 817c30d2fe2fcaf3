"""allauth's OpenID Connect made stricter: nonce, signed claims only, an issuer that is the one configured."""

from typing import Any, cast
from urllib.parse import urlsplit

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.base import AuthProcess, ProviderException
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string
from redis.exceptions import RedisError
from requests import RequestException

from antt_portal.settings.oidc import is_confidential
from antt_portal.single_sign_on.id_token import claims_of

WELL_KNOWN = "/.well-known/openid-configuration"
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
REMEMBERED_SECONDS = 600


class Relying(OpenIDConnectOAuth2Adapter):
    """What the portal asks a provider, and believes of it."""

    nonce = ""

    @property
    def openid_config(self) -> dict[str, Any]:
        if not hasattr(self, "_openid_config"):
            self._openid_config = self._discovered()
        return self._openid_config

    def _discovered(self) -> dict[str, Any]:
        """Its own description, remembered for ten minutes. Raises ProviderException, RequestException."""
        url: str = self.get_provider().server_url
        key = f"oidc:{url}"
        try:
            found = cache.get(key)
        except RedisError:
            found = None
        if found is None:
            found = _described(self._read(url), url.removesuffix(WELL_KNOWN))
            try:
                cache.set(key, found, REMEMBERED_SECONDS)
            except RedisError:
                return found
        return dict(found)

    def _read(self, url: str, token: str = "") -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        with get_adapter().get_requests_session() as session:
            answer = session.get(url, headers=headers, allow_redirects=False)
            answer.raise_for_status()
            found = answer.json()
        if not isinstance(found, dict):
            raise ProviderException("not an object")
        return found

    def get_access_token_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        try:
            found = super().get_access_token_data(*args, **kwargs)
        except (KeyError, ValueError) as error:
            raise ProviderException("token endpoint") from error
        if not isinstance(found, dict):
            raise ProviderException("token endpoint")
        return found

    def parse_token(self, data: dict[str, Any]) -> SocialToken:
        """Used once, to ask who the person is, and never stored."""
        return SocialToken(token=str(data["access_token"]))

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> SocialLogin:
        config = self.openid_config
        claims = claims_of(
            kwargs["response"].get("id_token"),
            self._read(config["jwks_uri"]),
            issuer=config["issuer"],
            client_id=app.client_id,
            nonce=self.nonce,
        )
        told = self._told_of(claims, token.token)
        return self.get_provider().sociallogin_from_response(request, told)

    def _told_of(self, claims: dict[str, Any], token: str) -> dict[str, Any]:
        """Completed by the endpoint that tells of people; what was signed goes before."""
        url = self.openid_config.get("userinfo_endpoint")
        if "email" in claims or not is_confidential(url):
            return claims
        found = self._read(str(url), token)
        if found.get("sub") != claims["sub"]:
            raise ProviderException("userinfo: another person")
        return {**found, **claims}


def _described(found: dict[str, Any], issuer: str) -> dict[str, Any]:
    if str(found.get("issuer", "")).rstrip("/") != issuer.rstrip("/"):
        raise ProviderException("discovery: another issuer")
    if not all(is_confidential(found.get(name)) for name in ENDPOINTS):
        raise ProviderException("discovery: endpoints")
    return found


class Provider(OpenIDConnectProvider):
    oauth2_adapter_class = Relying

    @property
    def second_factor(self) -> dict[str, Any]:
        """``acr`` and ``amr`` values that the installation accepts for its own second factor."""
        found: dict[str, Any] = self.app.settings.get("second_factor", {})
        return found

    @property
    def host(self) -> str:
        return urlsplit(self.server_url).netloc

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """Neither what is asked for nor how it is proved is the visitor's to choose."""
        return {"process": AuthProcess.LOGIN, "next_url": get_next_redirect_url(request)}

    def redirect(
        self,
        request: HttpRequest,
        process: str,
        next_url: str | None = None,
        data: Any = None,
        auth_params: dict[str, str] | None = None,
    ) -> HttpResponse:
        nonce = get_random_string(32)
        asked = {**(auth_params or {}), "nonce": nonce}
        if accepted := self.second_factor.get("acr"):
            asked["acr_values"] = " ".join(accepted)
        try:
            answer = super().redirect(request, process, next_url, data, auth_params=asked, nonce=nonce)
        except (ProviderException, RequestException) as error:
            answer = render_authentication_error(request, self, exception=error)
        return cast("HttpResponse", answer)

    def extract_uid(self, data: dict[str, Any]) -> str:
        return str(data["sub"])

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """The link is the subject alone; what the provider tells of a person is not kept."""
        return {}

    def sociallogin_from_response(self, request: HttpRequest, response: dict[str, Any]) -> SocialLogin:
        login = super().sociallogin_from_response(request, response)
        login.claims = response
        return login


def linked(user_id: int, provider_id: str) -> SocialAccount | None:
    found: SocialAccount | None = SocialAccount.objects.filter(user=user_id, provider=provider_id).first()
    return found


provider_classes = [Provider]
