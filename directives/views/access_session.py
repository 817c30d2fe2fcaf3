"""What a right code opens: one delivery, in this browser, for half an hour. It signs nobody in."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.base import SessionBase

from directives.models import AccessLink

KEY = "access_link"
GOOD_FOR = timedelta(minutes=30)


def begin(session: SessionBase, link: AccessLink, at: datetime) -> None:
    """Under a new session key: one that somebody planted beforehand opens nothing."""
    session.cycle_key()
    session[KEY] = {"link": str(link.public_id), "until": (at + GOOD_FOR).timestamp()}


def is_open(session: SessionBase, link: AccessLink, at: datetime) -> bool:
    kept: dict[str, Any] | None = session.get(KEY)
    return kept is not None and kept["link"] == str(link.public_id) and kept["until"] > at.timestamp()


def finish(session: SessionBase) -> None:
    session.pop(KEY, None)
