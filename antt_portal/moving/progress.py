"""How far a run is, for the bar on its page. Kept beside the database: a transaction shows nothing before its end."""

from contextlib import suppress
from dataclasses import dataclass

from django.core.cache import cache
from redis.exceptions import RedisError

from antt_portal.moving.models import ImportRun

KEPT_SECONDS = 3600


@dataclass(frozen=True)
class Progress:
    """``total`` 0 while it is not known yet."""

    done: int
    total: int

    @property
    def percent(self) -> int:
        return min(99, self.done * 100 // self.total) if self.total else 0


def tell(run: ImportRun, done: int, total: int) -> None:
    """Without its cache the portal shows no figure; the work goes on."""
    with suppress(RedisError):
        cache.set(_key(run), (done, total), timeout=KEPT_SECONDS)


def told(run: ImportRun) -> Progress:
    try:
        return Progress(*(cache.get(_key(run)) or (0, 0)))
    except RedisError:
        return Progress(0, 0)


def _key(run: ImportRun) -> str:
    return f"import:{run.public_id}:{run.status}"
