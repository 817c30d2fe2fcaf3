"""Secrets of mails: made when the mail is sent, kept as a digest, and the same again when the sending is repeated."""

import base64
from hashlib import sha256

from django.utils.crypto import salted_hmac

from antt_portal.core.models import Notice


def secret_of(notice: Notice, purpose: str) -> str:
    """43 characters for a link, which only the installation's own key can make from the notice's public id."""
    made = salted_hmac(f"antt_portal.core.secret.{purpose}", str(notice.public_id), algorithm="sha256").digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def digest_of(secret: str) -> str:
    """What a row keeps of a secret. 64 hexadecimal digits."""
    return sha256(secret.encode()).hexdigest()
