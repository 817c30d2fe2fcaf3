"""Lines of the log about proving who one is: by what, whether it worked, for which account; never what was typed.

The line has the address and the id of its request (``antt_portal.core.request_log``).
"""

from typing import Any

import structlog
from allauth.account.signals import authentication_step_completed, password_changed, password_reset
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import Signal, receiver

from enterprises.models import User

logger = structlog.get_logger(__name__)
CHANGES = {authenticator_added: "added", authenticator_removed: "removed", authenticator_reset: "made anew"}


@receiver(user_logged_in)
def _signed_in(user: User, **_kwargs: Any) -> None:
    logger.info("signed_in", user_id=user.pk)


@receiver(user_logged_out)
def _signed_out(user: User | None, **_kwargs: Any) -> None:
    if user:
        logger.info("signed_out", user_id=user.pk)


@receiver(authentication_step_completed)
def _proved(user: User, method: str, reauthenticated: bool = False, **kwargs: Any) -> None:
    """``by`` password, mfa with its type, password_reset, socialaccount; several stand before one ``signed_in``."""
    logger.info("proved", user_id=user.pk, by=kwargs.get("type", method), again=reauthenticated)


@receiver(user_login_failed)
def _password_failed(credentials: dict[str, Any], **_kwargs: Any) -> None:
    """Without what was typed: it may be the password, in the wrong field. An account that is not there is None."""
    address = credentials.get("email") or ""
    known = User.objects.filter(email__iexact=address).values_list("pk", flat=True).first()
    logger.warning("proof_failed", user_id=known, by="password")


@receiver(authentication_failed)
def _code_failed(user: User, authenticator: Authenticator, **_kwargs: Any) -> None:
    logger.warning("proof_failed", user_id=user.pk, by=authenticator.type)


@receiver([password_changed, password_reset])
def _password_changed(user: User, **_kwargs: Any) -> None:
    logger.info("password_changed", user_id=user.pk)


@receiver(list(CHANGES))
def _factor_changed(signal: Signal, user: User, authenticator: Authenticator, **_kwargs: Any) -> None:
    logger.info("second_factor_changed", user_id=user.pk, type=authenticator.type, change=CHANGES[signal])
