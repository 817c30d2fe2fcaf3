"""The sessions a person has open: when each was last seen, one ended, all others ended.

allauth keeps a row for each from the sign-in on. It would write the row at every request; here a session is seen anew
every few minutes, in the machine's own time like its proofs (``antt_portal.core.proof``).
"""

import time

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from enterprises.models import User

KEY = "seen_at"
SEEN_EVERY_SECONDS = 5 * 60


def mark(session: SessionBase) -> None:
    session[KEY] = time.time()


def is_due(session: SessionBase) -> bool:
    seen_at = session.get(KEY)
    return not isinstance(seen_at, float) or abs(time.time() - seen_at) >= SEEN_EVERY_SECONDS


def see(request: HttpRequest) -> None:
    mark(request.session)
    UserSession.objects.create_from_request(request)


def open_sessions(user: User, current: str | None) -> list[UserSession]:
    """The one at hand first, then the last seen."""
    found: list[UserSession] = UserSession.objects.purge_and_list(user)
    return sorted(found, key=lambda one: (one.session_key != current, -one.last_seen_at.timestamp()))


def end_others(user: User, current: str | None, *, only: int | None = None) -> int:
    """End every session of ``user`` but the current, or ``only`` one of them; returns how many."""
    others = UserSession.objects.filter(user=user).exclude(session_key=current)
    found = list(others if only is None else others.filter(pk=only))
    for session in found:
        session.end()
    return len(found)
