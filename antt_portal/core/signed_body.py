"""A body signed for another program: the moment and HMAC-SHA256 over moment and body, in one header.

``X-ANTT-Signature: t=1790000000,v1=<hex>``; what is signed is ``<t>.<body>``, so that neither can be changed or sent
again much later. Both ways: what the portal sends, and what it takes.
"""

import hmac
import re
from datetime import datetime, timedelta
from hashlib import sha256

HEADER = "X-ANTT-Signature"
CLOCKS_APART = timedelta(minutes=5)
WRITTEN = re.compile(r"t=(\d{1,12}),v1=([0-9a-f]{64})")


def sign(secret: str, body: bytes, *, at: datetime) -> str:
    """The value of the header."""
    moment = str(int(at.timestamp()))
    return f"t={moment},v1={_digest(secret, moment, body)}"


def is_signed(header: str, secret: str, body: bytes, *, at: datetime) -> bool:
    """Whether whoever holds ``secret`` signed this very body within five minutes of ``at``."""
    said = WRITTEN.fullmatch(header)
    if said is None or abs(at.timestamp() - int(said[1])) > CLOCKS_APART.total_seconds():
        return False
    return hmac.compare_digest(said[2], _digest(secret, said[1], body))


def _digest(secret: str, moment: str, body: bytes) -> str:
    return hmac.new(secret.encode(), moment.encode() + b"." + body, sha256).hexdigest()
