"""When the person behind a session last proved who it is: by signing in, or by a password, code or key since.

In the session, in the machine's own time, as allauth keeps its records: a proof is about the browser at hand, and grows
old whatever day the portal works with.
"""

import time

from django.contrib.sessions.backends.base import SessionBase

KEY = "proved_at"
TWICE_KEY = "proved_twice"
GOOD_FOR_SECONDS = 15 * 60


def remember(session: SessionBase) -> None:
    session[KEY] = time.time()


def is_fresh(session: SessionBase) -> bool:
    proved_at = session.get(KEY)
    return isinstance(proved_at, float) and 0 <= time.time() - proved_at < GOOD_FOR_SECONDS


def remember_twice(session: SessionBase, user_id: int) -> None:
    """An office's own sign-in asked this person for a second factor; ours need not."""
    session[TWICE_KEY] = user_id


def is_twice(session: SessionBase, user_id: int | None) -> bool:
    return user_id is not None and session.get(TWICE_KEY) == user_id
