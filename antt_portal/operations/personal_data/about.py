"""Which rows are about a person, and which only name one as whoever did something."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from django.apps import apps
from django.db.models import ForeignKey, Model, Q, QuerySet

from enterprises.models import Contact, Membership, User

# Rows that tell of the person, found by account or address. Every other row with a key to the account names a doer.
BY_ACCOUNT = {
    "enterprises.user": "pk",
    "enterprises.membership": "user",
    "enterprises.delegation": "user",
    "enterprises.calendarfeed": "membership__user",
    "core.notificationpreference": "user",
    "core.auditentry": "user",
    "core.auditdetail": "entry__user",
    "core.viewing": "user",
    "account.emailaddress": "user",
    "mfa.authenticator": "user",
    "usersessions.usersession": "user",
}
LINKED = "socialaccount.socialaccount"
if apps.is_installed("allauth.socialaccount"):
    BY_ACCOUNT[LINKED] = "user"
BY_ADDRESS = {
    "enterprises.contact": "email",
    "enterprises.invitation": "email",
    "directives.accesslink": "address",
}
# By either: a notice went to the account, or to the address before there was one.
NOTICE = "core.notice"


@dataclass(frozen=True)
class Person:
    """A user behind one board's wall, as the subject of an act."""

    public_id: UUID
    board_id: int
    _meta: ClassVar[Any] = User._meta


@dataclass(frozen=True)
class Named:
    """How many rows of ``model`` name the person in ``field``."""

    model: type[Model]
    field: str
    rows: QuerySet[Any]


def told_of(user: User) -> Iterator[tuple[str, QuerySet[Any]]]:
    """The rows about this person, by the label of their model."""
    for label, field in BY_ACCOUNT.items():
        yield label, apps.get_model(label)._default_manager.filter(**{field: user.pk})
    for label, field in BY_ADDRESS.items():
        yield label, apps.get_model(label)._default_manager.filter(**{f"{field}__iexact": user.email})
    notices = apps.get_model(NOTICE)._default_manager
    yield NOTICE, notices.filter(Q(recipient=user) | Q(address__iexact=user.email))


def boards_of(user: User) -> list[int]:
    """Behind whose walls the person is known."""
    known = Membership.objects.filter(user=user).values_list("board_id", flat=True)
    written_to = Contact.objects.filter(email__iexact=user.email).values_list("board_id", flat=True)
    return sorted({*known, *written_to})


def named_in(user: User) -> Iterator[Named]:
    """Acts of the person: kept with whatever they belong to, by law or because they prove something."""
    about = {*BY_ACCOUNT, NOTICE}
    for model in apps.get_models():
        if model._meta.label_lower in about:
            continue
        for field in model._meta.get_fields():
            if isinstance(field, ForeignKey) and field.related_model is User:
                rows = model._base_manager.filter(**{field.name: user})
                yield Named(model, field.name, rows)
