"""What was typed into a page whose session had expired: kept in the stranger's new session until the sign-in.

One page at a time and of bounded size, because anybody may send it. Signing in keeps what a session holds.
"""

from django.contrib.sessions.backends.base import SessionBase
from django.http import QueryDict

KEY = "typed_text"
MOST_CHARACTERS = 300_000
NOT_KEPT = ("csrfmiddlewaretoken",)


def keep(session: SessionBase, path: str, typed: QueryDict) -> bool:
    """Keep the fields sent to ``path``; False when they are too many to keep for somebody unknown."""
    fields = typed.copy()
    for name in NOT_KEPT:
        fields.pop(name, None)
    text = fields.urlencode()
    if len(text) > MOST_CHARACTERS:
        return False
    session[KEY] = {"path": path, "text": text}
    return True


def kept_for(session: SessionBase, path: str) -> QueryDict | None:
    """The fields kept for ``path``; they stay until they are dropped."""
    kept = session.get(KEY)
    return QueryDict(kept["text"]) if kept and kept["path"] == path else None


def drop(session: SessionBase, path: str) -> None:
    if kept_for(session, path) is not None:
        del session[KEY]
