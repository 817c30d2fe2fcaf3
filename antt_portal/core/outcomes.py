"""What apps add to a mail at sending, and what they do about one that was sent or came back.

Registered by each app's module ``notices``, which is found at start-up.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, TypeAlias

from django.db import transaction

from antt_portal.core.models import Notice

EVERY_KIND = ""

log = logging.getLogger(__name__)

Maker: TypeAlias = Callable[[Notice, datetime], Mapping[str, Any]]
Told: TypeAlias = Callable[[Notice, datetime], None]


class Facts(NamedTuple):
    """What a template shows beside the row's own values; ``withdrawn`` when there is no reason left to mail it, and
    ``error`` when it could not be looked up."""

    shown: Mapping[str, Any]
    withdrawn: bool = False
    error: Exception | None = None


# The facts of many notices at once, by their keys. One without facts is withdrawn.
Reader: TypeAlias = Callable[[Sequence[Notice], datetime], Mapping[int, Facts]]


class Withdrawn(Exception):
    """Raised by a maker of secrets when what the notice offers is no longer to be had: it is cancelled unsent."""


class _Outcome(NamedTuple):
    kind: str
    on_sent: Told | None
    on_bounced: Told | None


_makers: dict[str, Maker] = {}
_readers: dict[str, Reader] = {}
_outcomes: list[_Outcome] = []


def register_secret(kind: str, maker: Maker) -> None:
    """Have ``maker`` add to what the template of ``kind`` shows, at sending only: codes and links that open a door.

    What it writes is committed before the mail goes out. After a crash it is called again for the same notice and must
    make the same secret (``antt_portal.core.secret``): the first mail may have arrived.
    """
    _makers[kind] = maker


def register_reader(kinds: Iterable[str], reader: Reader) -> None:
    """Have ``reader`` look up what the templates of ``kinds`` show as it is now: at sending, and on the pages of the
    portal. It reads for many notices at once and changes nothing."""
    _readers.update(dict.fromkeys(kinds, reader))


def register_outcome(kind: str, *, on_sent: Told | None = None, on_bounced: Told | None = None) -> None:
    """Be told what became of the mails of ``kind`` (or EVERY_KIND), in the transaction that marks the notice."""
    _outcomes.append(_Outcome(kind, on_sent, on_bounced))


def makes_secret(kind: str) -> bool:
    """Whether mails of ``kind`` hold what opens a door: nobody but their reader may know what they say."""
    return kind in _makers


def secrets_for(notice: Notice, at: datetime) -> Mapping[str, Any]:
    maker = _makers.get(notice.kind)
    return maker(notice, at) if maker else {}


def facts_of(notices: Iterable[Notice], at: datetime) -> dict[int, Facts]:
    """By the key of the notice, also for kinds that show nothing but their row's own values."""
    groups: dict[Reader | None, list[Notice]] = defaultdict(list)
    for notice in notices:
        groups[_readers.get(notice.kind)].append(notice)
    found: dict[int, Facts] = {}
    for reader, group in groups.items():
        found.update(_read(reader, group, at))
    return found


def _read(reader: Reader | None, group: Sequence[Notice], at: datetime) -> dict[int, Facts]:
    if reader is None:
        return {one.pk: Facts({}) for one in group}
    try:
        with transaction.atomic():
            known = reader(group, at)
    except Exception as error:
        log.exception("facts of %s notices", len(group))
        return {one.pk: Facts({}, error=error) for one in group}
    return {one.pk: known.get(one.pk, Facts({}, withdrawn=True)) for one in group}


def awaits_sent(notice: Notice) -> bool:
    """Whether anybody wants to know that it was sent."""
    return any(outcome.on_sent for outcome in _of(notice))


def tell_sent(notice: Notice, at: datetime) -> None:
    for outcome in _of(notice):
        if outcome.on_sent:
            outcome.on_sent(notice, at)


def tell_bounced(notice: Notice, at: datetime) -> None:
    for outcome in _of(notice):
        if outcome.on_bounced:
            outcome.on_bounced(notice, at)


def _of(notice: Notice) -> list[_Outcome]:
    return [outcome for outcome in _outcomes if outcome.kind in {notice.kind, EVERY_KIND}]
