"""What an authenticator app shows."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache

from enterprises.models import User

PERIOD_SECONDS, AMPLE_SECONDS = 30, 5


def code(secret: str) -> str:
    """In this half minute; near its end the next one is waited for."""
    left = PERIOD_SECONDS - time.time() % PERIOD_SECONDS
    if left < AMPLE_SECONDS:
        time.sleep(left)
    return format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD_SECONDS))


def fresh_code(user: User, secret: str) -> str:
    """A code is good once in its half minute, and a journey may meet the same person twice in one."""
    shown = code(secret)
    cache.delete(f"allauth.mfa.totp.used?user={user.pk}&code={shown}")
    return shown
