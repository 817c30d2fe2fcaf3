"""How often a token may ask: so many requests in each minute, counted in the cache; and when it was last used."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.db.models import F
from redis.exceptions import RedisError

from antt_portal.api.models import ApiToken

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Budget:
    """``seconds`` until it is full again."""

    limit: int
    left: int
    seconds: int
    is_spent: bool = False

    @property
    def headers(self) -> dict[str, str]:
        said = {"RateLimit-Limit": self.limit, "RateLimit-Remaining": self.left, "RateLimit-Reset": self.seconds}
        if self.is_spent:
            said["Retry-After"] = self.seconds
        return {name: str(value) for name, value in said.items()}


def spend(token: ApiToken, *, at: datetime) -> Budget:
    """Count one request. Without its cache everything goes on uncounted, as ``core.rate_limit`` does."""
    limit: int = settings.API_REQUESTS_PER_MINUTE
    key = f"api:{token.pk}:{at:%Y%m%d%H%M}"
    try:
        cache.add(key, 0, timeout=120)
        asked = cache.incr(key)
    except (RedisError, ValueError):
        asked = 1
    return Budget(limit, max(0, limit - asked), 60 - at.second, is_spent=asked > limit)


def note_use(token: ApiToken, *, at: datetime) -> None:
    """Write it down once a minute at most, with how many requests there were since it was written last."""
    key = f"api-uses:{token.pk}"
    try:
        cache.add(key, 0, timeout=None)
        uses = cache.incr(key)
    except (RedisError, ValueError):
        uses = 1
    noted_before = at - MINUTE
    if token.last_used_at is not None and token.last_used_at > noted_before:
        return
    due = ApiToken.objects.filter(pk=token.pk).exclude(last_used_at__gt=noted_before)
    if due.update(last_used_at=at, request_count=F("request_count") + uses):
        _forget(key, uses)


def _forget(key: str, uses: int) -> None:
    try:
        cache.decr(key, uses)
    except (RedisError, ValueError):
        return
