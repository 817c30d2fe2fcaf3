"""The verbs of tokens: made, revoked; and who it is that shows one."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from antt_portal.api.models import ApiToken
from antt_portal.api.permissions import scopes_for
from antt_portal.core import audit
from antt_portal.core.clock import local_date
from antt_portal.core.refusal import Refused
from antt_portal.core.secret import digest_of
from enterprises.actor import Actor

MARK = "antt_"  # by which scanners of leaked secrets, and people, know what it is
SHOWN = len(MARK) + 6
LONGEST_LIFE = timedelta(days=366)
MOST_STANDING = 20


@dataclass(frozen=True)
class Made:
    """``secret`` is nowhere else: whoever loses it makes another token."""

    token: ApiToken
    secret: str


@transaction.atomic
def make(name: str, scopes: Collection[str], *, expires_on: date, by: Actor, at: datetime) -> Made:
    """Raises Refused("date") outside the longest life, "many" beyond so many that stand, "scopes" without any."""
    today = local_date(at)
    if not today <= expires_on <= today + LONGEST_LIFE:
        raise Refused("date", _("Khóa dùng được từ hôm nay và nhiều nhất một năm. Chưa tạo khóa."))
    known = sorted(scope.value for scope in scopes_for(by) if scope in scopes)
    if not known:
        raise Refused("scopes", _("Chọn ít nhất một loại dữ liệu được đọc. Chưa tạo khóa."))
    if ApiToken.objects.of(by).standing(today).count() >= MOST_STANDING:
        raise Refused(
            "many",
            _("Đã có %(count)s khóa còn hiệu lực. Thu hồi khóa không dùng nữa rồi tạo lại.") % {"count": MOST_STANDING},
        )
    secret = MARK + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        board_id=by.board_id,
        organisation_id=by.organisation_id,
        name=name.strip(),
        scopes=known,
        prefix=secret[:SHOWN],
        digest=digest_of(secret),
        made_at=at,
        made_by=by.user,
        expires_on=expires_on,
    )
    after = {"name": token.name, "scopes": known, "expires_on": expires_on.isoformat(), "prefix": token.prefix}
    audit.record(token, "apitoken.make", by=by, at=at, after=after)
    return Made(token, secret)


@transaction.atomic
def revoke(token: ApiToken, *, by: Actor, at: datetime) -> None:
    """From this moment it opens nothing. Raises Refused("revoked") when somebody did so before."""
    if not ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=at, revoked_by=by.user):
        raise Refused("revoked", _("Khóa này đã được thu hồi trước đó."))
    audit.record(token, "apitoken.revoke", by=by, at=at, before={"prefix": token.prefix})


def holder_of(secret: str, *, at: datetime) -> ApiToken | None:
    """The token with this secret, if it still opens anything."""
    found = ApiToken.objects.standing(local_date(at)).filter(digest=digest_of(secret))
    return found.select_related("organisation__board").first()
