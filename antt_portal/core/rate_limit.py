"""How often one place may try, where trying again and again would be guessing."""

from datetime import datetime

from django.core.cache import cache
from redis.exceptions import RedisError


def too_many(what: str, who: str | None, *, per_minute: int, at: datetime) -> bool:
    """Count one more try of ``who`` (an address, or a key of something) in the minute of ``at``.

    Without its cache everything goes on uncounted: what is guarded is too long to be guessed anyway.
    """
    key = f"{what}:{who}:{at:%Y%m%d%H%M}"
    try:
        cache.add(key, 0, timeout=120)
        return cache.incr(key) > per_minute
    except (RedisError, ValueError):
        return False
