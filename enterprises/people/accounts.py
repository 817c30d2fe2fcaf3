"""How allauth works here: accounts are made for people by their organisation, nobody signs up."""

from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.signals import authentication_step_completed
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext as _

from antt_portal.core import clock, proof
from antt_portal.core.at_rest import Unreadable, open_sealed, seal
from antt_portal.core.client_address import client_address
from enterprises.models import SECOND_FACTOR_KINDS, Membership, User
from enterprises.people import sessions

logger = structlog.get_logger(__name__)
UNKNOWN_ADDRESS = "0.0.0.0"  # noqa: S104 - the address of nobody, where a proxy told none


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request) or UNKNOWN_ADDRESS

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Signing in counts as a proof, here as in ``enterprises.proving``."""
        return not proof.is_fresh(self.request.session)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Raises ValidationError for whoever failed too often: then no password is looked at."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            logger.warning("sign_in_stopped")
            raise

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Failures count for an account and an address together: nobody is locked out by somebody elsewhere."""
        return f"{super()._get_login_attempts_cache_key(request, **credentials)}:{self.get_client_ip(request)}"


class MFAAdapter(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Where the key is another one, a seed that nobody has: every code is wrong, and the factor is reset."""
        try:
            return open_sealed(encrypted_text)
        except Unreadable:
            logger.error("second_factor_unreadable")
            nobodys: str = generate_totp_secret()
            return nobodys

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The only one of an account that must have one stays; another is set up first."""
        others = second_factors().filter(user=authenticator.user_id).exclude(pk=authenticator.pk)
        if others.exists():
            return True
        return not Membership.objects.filter(
            user=authenticator.user_id, organisation__kind__in=SECOND_FACTOR_KINDS
        ).exists()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": settings.SITE_NAME}

    def generate_authenticator_name(self, user: User, kind: str) -> str:
        count = Authenticator.objects.filter(user=user, type=kind).count()
        return _("Khóa %(number)s") % {"number": count + 1}


def second_factors() -> QuerySet[Authenticator]:
    """What a person can prove a second time with; recovery codes stand in for one and are none."""
    found: QuerySet[Authenticator] = Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES)
    return found


def has_second_factor() -> Exists:
    """For rows with a ``user``."""
    return Exists(second_factors().filter(user=OuterRef("user")))


@receiver(user_logged_in)
def _signed_in(request: HttpRequest, user: User, **_kwargs: Any) -> None:
    proof.remember(request.session)
    sessions.begin(request.session, user, on=clock.today())


@receiver(authentication_step_completed)
def _proved_again(request: HttpRequest, reauthenticated: bool = False, **_kwargs: Any) -> None:
    """Steps of a sign-in that is not complete prove nothing yet."""
    if reauthenticated:
        proof.remember(request.session)
