"""Switching mail off from the mail itself, without signing in (RFC 8058, List-Unsubscribe in one click)."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from antt_portal.core.models import Notice, NoticeGroup, NoticeMode, NotificationPreference
from antt_portal.core.notice_kinds import kind_of

# A mail may be read years later, and the link opens nothing: it does not expire.
_signer = Signer(salt="antt_portal.core.unsubscribing")


class Unwanted(NamedTuple):
    """Whose mails of which groups somebody does not want any more."""

    user_id: int
    groups: tuple[NoticeGroup, ...]


def unsubscribe_headers(recipient: AbstractBaseUser | None, told: Sequence[Notice]) -> dict[str, str]:
    """None for an address without an account, and where nothing of what is told can be switched off."""
    groups = {kind_of(notice.kind).group for notice in told if not kind_of(notice.kind).compulsory}
    if recipient is None or not groups:
        return {}
    url = settings.SITE_ORIGIN + reverse("unsubscribe", args=[token_for(recipient.pk, groups)])
    return {"List-Unsubscribe": f"<{url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def token_for(user_id: int, groups: Iterable[str]) -> str:
    return _signer.sign_object([user_id, *sorted(groups)])


def read_token(token: str) -> Unwanted | None:
    """None for what this installation never signed."""
    try:
        user_id, *groups = _signer.unsign_object(token)
        return Unwanted(user_id, tuple(NoticeGroup(group) for group in groups))
    except (BadSignature, ValueError):
        return None


def switch_off(unwanted: Unwanted) -> None:
    """Again it changes nothing. What is compulsory in a group is mailed all the same."""
    NotificationPreference.objects.bulk_create(
        [
            NotificationPreference(user_id=unwanted.user_id, group=group, mode=NoticeMode.OFF)
            for group in unwanted.groups
        ],
        update_conflicts=True,
        unique_fields=["user", "group"],
        update_fields=["mode"],
    )
