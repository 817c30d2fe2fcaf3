"""Secrets that the portal itself must read again, as they lie in the database: sealed with a key that lies elsewhere.

The key follows from SECRET_KEY; ``OLD_SECRET_KEYS`` open what earlier ones sealed (docs/decisions/0126-*.md).
"""

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

MARK = "sealed-1:"  # the way they are sealed: another one gets another number
KEY_BYTES = 32


class Unreadable(Exception):
    """Sealed with a key that this installation does not have."""


def seal(secret: str) -> str:
    return MARK + _keys().encrypt(secret.encode()).decode()


def open_sealed(kept: str) -> str:
    """The secret again; one from before there were seals is as it was. Raises Unreadable."""
    if not kept.startswith(MARK):
        return kept
    try:
        return _keys().decrypt(kept.removeprefix(MARK)).decode()
    except InvalidToken as wrong:
        raise Unreadable from wrong


def _keys() -> MultiFernet:
    return MultiFernet([_key(secret) for secret in (settings.SECRET_KEY, *settings.OLD_SECRET_KEYS)])


@lru_cache(maxsize=8)
def _key(secret: str) -> Fernet:
    derived = HKDF(SHA256(), KEY_BYTES, salt=None, info=b"antt_portal.core.at_rest").derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
