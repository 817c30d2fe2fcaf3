"""What each kind of notice is: the group in which people choose how they get it, and which of it they cannot change.

Registered by each app's module ``notices``, which is found at start-up. A kind that nobody registered is put nowhere.
"""

from dataclasses import dataclass

from antt_portal.core.models.preference import NoticeGroup


@dataclass(frozen=True)
class NoticeKind:
    """``compulsory``: mailed even where the group is switched off. ``digestible``: may stand in one mail with others.
    ``waits``: may be kept for the daily mail of those who want one; what is due today or late may not."""

    name: str
    group: NoticeGroup
    compulsory: bool
    digestible: bool
    waits: bool


_kinds: dict[str, NoticeKind] = {}


def register_kind(
    kind: str, *, group: str, compulsory: bool = False, digestible: bool = True, waits: bool | None = None
) -> None:
    """``waits`` is as ``digestible`` unless said otherwise. Raises ValueError for a group that does not exist."""
    may_wait = digestible if waits is None else waits
    _kinds[kind] = NoticeKind(kind, NoticeGroup(group), compulsory, digestible, may_wait)


def kind_of(name: str) -> NoticeKind:
    """Of a row from before its kind was given up: mailed at once, by itself."""
    return _kinds.get(name) or NoticeKind(name, NoticeGroup.ACCOUNT, compulsory=True, digestible=False, waits=False)


def require_known(name: str) -> None:
    """Raises LookupError for a kind that no app has registered."""
    if name not in _kinds:
        raise LookupError(f"no app has registered the kind of notice {name!r}")


def known_kinds() -> tuple[NoticeKind, ...]:
    return tuple(_kinds.values())
