"""Work that somebody has in hand for an organisation, and passing it on when the person leaves.

It lives in apps that this one does not know; each says so once, at start-up, in its module ``handing_over``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from enterprises.actor import Actor
from enterprises.models import Deadline, Organisation, User
from enterprises.models.deadlines import DeadlineQuerySet


@dataclass(frozen=True)
class HandOver:
    """``to`` is a colleague, or nobody: then the work waits for whoever takes it."""

    organisation: Organisation
    leaver: User
    to: User | None
    by: Actor
    at: datetime


class Work(NamedTuple):
    """``amount`` tells how much of it a person has in hand; ``hand_on`` gives all of it on."""

    label: str | Promise
    amount: Callable[[Organisation, User], int]
    hand_on: Callable[[HandOver], None]


_kinds: list[Work] = []


def register(work: Work) -> None:
    if work not in _kinds:
        _kinds.append(work)


def in_hand(organisation: Organisation, user: User) -> list[tuple[str | Promise, int]]:
    """What there is to be handed on, in words and numbers."""
    found = [(kind.label, kind.amount(organisation, user)) for kind in (*_kinds, DEADLINES)]
    return [(label, count) for label, count in found if count]


def hand_over(what: HandOver) -> None:
    """Each kind by its own verb first; deadlines that none of them moved follow."""
    for kind in (*_kinds, DEADLINES):
        kind.hand_on(what)


def _open(organisation: Organisation, user: User) -> DeadlineQuerySet:
    return Deadline.objects.open().filter(organisation=organisation, assignee=user)


def _hand_on(what: HandOver) -> None:
    _open(what.organisation, what.leaver).update(assignee=what.to)


DEADLINES = Work(_("Thời hạn đang mở"), lambda organisation, user: _open(organisation, user).count(), _hand_on)
