"""Who has an answer open just now. Kept in the cache only: nobody's day depends on it, and it ends by itself."""

from django.core.cache import cache

from enterprises.actor import Actor
from reports.models import Answer

SECONDS = 60


def note(answer: Answer, *, by: Actor) -> None:
    """``by`` looks at the answer; holds for ``SECONDS``."""
    cache.set(_key(answer, by.user_id), by.user.full_name, SECONDS)


def others(answer: Answer, *, than: Actor) -> list[str]:
    """The names of colleagues who have it open, in no need of a query each."""
    colleagues = than.organisation.memberships.exclude(user_id=than.user_id).values_list("user_id", flat=True)
    found = cache.get_many([_key(answer, user_id) for user_id in colleagues])
    return sorted(found.values())


def leave(answer: Answer, *, by: Actor) -> None:
    cache.delete(_key(answer, by.user_id))


def _key(answer: Answer, user_id: int) -> str:
    return f"presence:{answer.pk}:{user_id}"
