"""What was typed into a page whose session had expired: kept in the stranger's new session until the sign-in.

One page at a time and of bounded size, because anybody may send it. Signing in keeps what a session holds. Pages that
have a place for it fill it in again (``kept_for``); above every other page its words are shown once, to be copied,
since no browser keeps a page to go back to (docs/decisions/0131-kept-by-no-browser.md).
"""

from django.contrib.sessions.backends.base import SessionBase
from django.http import QueryDict

KEY = "typed_text"
WORDS_KEY = "typed_words"
MOST_CHARACTERS = 300_000
NOT_KEPT = ("csrfmiddlewaretoken",)
SECRETS = ("password", "code", "token")


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


def words_of(typed: QueryDict) -> list[str]:
    """Whatever somebody would have to write again: of two words or more, and nothing that is secret."""
    return [
        text.strip()
        for name, texts in typed.lists()
        if not any(secret in name for secret in SECRETS)
        for text in texts
        if len(text.split()) > 1
    ]


def keep_words(session: SessionBase, path: str, typed: QueryDict) -> bool:
    """Keep the words sent from the page ``path``; False when there are none, or too many."""
    words = words_of(typed)
    if not words or sum(map(len, words)) > MOST_CHARACTERS:
        return False
    session[WORDS_KEY] = {"path": path, "words": words}
    return True


def take_words(session: SessionBase, path: str) -> list[str]:
    """The words kept for ``path``, this once."""
    kept = session.get(WORDS_KEY)
    if not kept or kept["path"] != path:
        return []
    found: list[str] = session.pop(WORDS_KEY)["words"]
    return found
