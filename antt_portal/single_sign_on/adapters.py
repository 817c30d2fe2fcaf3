"""Who may come in through a provider: people whom an organisation invited, and nobody else."""

import logging
import time
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.stages import AuthenticateStage
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from antt_portal.core import clock, proof
from antt_portal.core.refusal import Refused
from antt_portal.single_sign_on.entering import person_of
from antt_portal.single_sign_on.id_token import proves_twice
from antt_portal.single_sign_on.views import AGAIN
from enterprises.models import User
from enterprises.people import accounts

logger = logging.getLogger(__name__)
SIGNED_IN_ANEW_SECONDS = 5 * 60


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        """The reason is for whoever runs the portal; the person reads what to do."""
        logger.warning("Sign-in through %s failed: %s %s", provider.sub_id, error, type(exception).__name__)

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Raises ImmediateHttpResponse with a page for whoever does not come in."""
        provider = sociallogin.provider
        try:
            if sociallogin.state.get("process") == AGAIN:
                raise ImmediateHttpResponse(_proved_again(request, sociallogin))
            if not sociallogin.is_existing:
                sociallogin.user = person_of(request, sociallogin, at=clock.now())
        except Refused as refused:
            context = {"provider": provider, "text": str(refused)}
            page = render(request, "single_sign_on/refused.html", context, status=403)
            raise ImmediateHttpResponse(page) from None
        if proves_twice(sociallogin.claims, provider.second_factor):
            proof.remember_twice(request.session, sociallogin.user.pk)


def _proved_again(request: HttpRequest, sociallogin: SocialLogin) -> Any:
    """Raises Refused for another account, and for a provider that let an earlier sign-in stand."""
    if not sociallogin.is_existing or sociallogin.user != request.user:
        text = _("Tài khoản vừa đăng nhập không phải tài khoản đang làm việc. Chưa có gì được thực hiện.")
        raise Refused("other-account", text)
    signed_in_at = sociallogin.claims.get("auth_time")
    if not isinstance(signed_in_at, int) or time.time() - signed_in_at > SIGNED_IN_ANEW_SECONDS:
        raise Refused("not-anew", _("Nhà cung cấp không cho biết vừa đăng nhập lại. Chưa có gì được thực hiện."))
    account = sociallogin.account
    told = {"provider": account.provider, "uid": account.uid, "reauthenticated": True}
    record_authentication(request, request.user, "socialaccount", **told)
    return redirect(sociallogin.get_redirect_url(request) or "home")


class AccountAdapter(accounts.AccountAdapter):
    def get_login_stages(self) -> list[str]:
        stages: list[str] = super().get_login_stages()
        own = f"{AuthenticateStage.__module__}.{AuthenticateStage.__name__}"
        return [f"{__name__}.{SecondFactorStage.__name__}" if stage == own else stage for stage in stages]

    def get_reauthentication_methods(self, user: User) -> list[dict[str, str]]:
        methods: list[dict[str, str]] = super().get_reauthentication_methods(user)
        for account in SocialAccount.objects.filter(user=user.pk).order_by("pk"):
            name = str(account.get_provider().name)
            url = reverse("openid_connect_again", args=[account.provider])
            description = _("Đăng nhập lại qua %(name)s") % {"name": name}
            methods.append({"id": f"oidc:{account.provider}", "description": description, "url": url})
        return methods


class SecondFactorStage(AuthenticateStage):
    def _should_handle(self, request: HttpRequest) -> bool:
        if proof.is_twice(request.session, self.login.user.pk):
            return False
        return bool(super()._should_handle(request))
