"""The sessions a person has open: when each was last seen and is over, one ended, all others ended.

allauth keeps a row for each from the sign-in on. It would write the row at every request; here a session is seen anew
every few minutes, in the machine's own time like its proofs (``antt_portal.core.proof``).
"""

import time
from datetime import date
from enum import Enum

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from enterprises.models import SECOND_FACTOR_KINDS, User

KEY = "seen_at"
BEGAN_KEY, OFFICE_KEY = "began_at", "is_of_office"
SEEN_EVERY_SECONDS = 5 * 60


class End(Enum):
    IDLE, LONG = "idle", "long"


def begin(session: SessionBase, user: User, *, on: date) -> None:
    session[BEGAN_KEY] = session[KEY] = time.time()
    session[OFFICE_KEY] = user.memberships.on(on).filter(organisation__kind__in=SECOND_FACTOR_KINDS).exists()


def is_due(session: SessionBase) -> bool:
    seen_at = session.get(KEY)
    return not isinstance(seen_at, float) or abs(time.time() - seen_at) >= SEEN_EVERY_SECONDS


def see(request: HttpRequest, *, is_of_office: bool) -> None:
    request.session[KEY] = time.time()
    request.session.setdefault(BEGAN_KEY, time.time())
    request.session[OFFICE_KEY] = is_of_office
    UserSession.objects.create_from_request(request)


def end_of(session: SessionBase) -> End | None:
    """Why ``session`` is over: it is older than a working day, or nobody of an office has used it for hours."""
    began_at, seen_at, idle = session.get(BEGAN_KEY), session.get(KEY), settings.SESSION_IDLE_SECONDS
    if isinstance(began_at, float) and time.time() - began_at >= settings.SESSION_COOKIE_AGE:
        return End.LONG
    if idle and session.get(OFFICE_KEY) and isinstance(seen_at, float) and time.time() - seen_at >= idle:
        return End.IDLE
    return None


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
