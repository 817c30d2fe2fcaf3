"""Rows that show a day due as their own take it from the deadline whenever that is moved.

They live in apps that this one does not know; each says so once, at start-up, in its module ``day_copies``.
"""

from collections import defaultdict
from collections.abc import Callable

from django.db.models import OuterRef, QuerySet, Subquery

from enterprises.models import DeadlineKind
from enterprises.models.deadlines import DeadlineQuerySet

Follow = Callable[[DeadlineQuerySet], None]

_followers: defaultdict[DeadlineKind, list[Follow]] = defaultdict(list)


def register(kind: DeadlineKind, follower: Follow) -> None:
    """``follower`` is given the moved deadlines of ``kind``: one or very many, so it writes by one statement."""
    if follower not in _followers[kind]:
        _followers[kind].append(follower)


def write_day(rows: QuerySet, field: str, moved: DeadlineQuerySet) -> None:
    """Into ``field`` of those of ``rows`` that a deadline of ``moved`` is about. One statement."""
    about = moved.filter(subject_kind=rows.model._meta.label_lower)
    day = about.filter(subject_id=OuterRef("public_id")).values("due_on")[:1]
    rows.filter(public_id__in=about.values("subject_id")).update(**{field: Subquery(day)})


def follow(moved: DeadlineQuerySet, *kinds: DeadlineKind) -> None:
    """Call it in the transaction that moved them, after it wrote their new days. Without ``kinds`` of every kind."""
    for kind in kinds or tuple(_followers):
        for follower in _followers.get(kind, ()):
            follower(moved.filter(kind=kind))
