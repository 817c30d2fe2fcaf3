"""``manage.py check``: in production every key that the settings name can be used, and every root can be read."""

from typing import Any

from asn1crypto import pem
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from antt_portal.core import clock
from antt_portal.core.signing.keys import opened
from antt_portal.core.signing.tokens import find_token
from antt_portal.core.signing.unavailable import KeyUnavailable
from antt_portal.core.signing.verifying import trust_roots

KEY = "signing.E001"
ROOT = "signing.E002"


@register(Tags.security)
def usable_keys(**_options: Any) -> list[CheckMessage]:
    """A token is only looked for: a wrong PIN, tried at every start, would lock it."""
    if not settings.PRODUCTION:
        return []
    return [error for name in settings.SIGNING_KEYS for error in _faults(name)]


def _faults(name: str) -> list[CheckMessage]:
    source = settings.SIGNING_KEYS[name]
    try:
        if "module" in source:
            find_token(name, source)
        else:
            with opened(name, at=clock.now()):
                pass
    except KeyUnavailable as unavailable:
        return [Error(str(unavailable), hint="SIGNING_KEYS", id=KEY)]
    return []


@register(Tags.security)
def readable_roots(**_options: Any) -> list[CheckMessage]:
    if not settings.PRODUCTION:
        return []
    faults: list[CheckMessage] = []
    for path in trust_roots():
        try:
            pem.unarmor(path.read_bytes())
        except (OSError, ValueError) as error:
            faults.append(Error(f"Không đọc được chứng thư gốc {path}: {error}", hint="SIGNING_TRUST", id=ROOT))
    return faults
