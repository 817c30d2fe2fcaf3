"""Situations of organisations and people for tests. Everybody here is plainly fictitious."""

from datetime import UTC, date, datetime
from typing import Any

import factory
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from factory.django import DjangoModelFactory

from antt_portal.core.folding import search_key, sort_key
from enterprises.actor import Actor
from enterprises.models import (
    SECOND_FACTOR_KINDS,
    Board,
    Capacity,
    Contact,
    ContactSource,
    Membership,
    Organisation,
    OrganisationKind,
    OrganisationName,
    Role,
    Tenancy,
    User,
    Zone,
)

SINCE = date(2020, 1, 1)
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


class BoardFactory(DjangoModelFactory[Board]):
    """A wall with the board's own organisation and its name behind it."""

    class Meta:
        model = Board
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"ban-{n}")

    @factory.post_generation
    def organisation(self: Board, create: bool, extracted: Any, **kwargs: Any) -> None:
        OrganisationFactory(board=self, kind=OrganisationKind.BOARD, name=f"Ban Quản lý Thử Nghiệm {self.code}")


class OrganisationFactory(DjangoModelFactory[Organisation]):
    """A tenant unless another kind is asked for; its name is valid from 2020."""

    class Meta:
        model = Organisation
        skip_postgeneration_save = True

    board = factory.SubFactory(BoardFactory)
    kind = OrganisationKind.TENANT
    name = factory.Sequence(lambda n: f"Công ty TNHH Thử Nghiệm {n:05}")
    sort_key = factory.LazyAttribute(lambda o: sort_key(o.name))
    search_key = factory.LazyAttribute(lambda o: search_key(o.name))
    size = "large"

    @factory.post_generation
    def names(self: Organisation, create: bool, extracted: Any, **kwargs: Any) -> None:
        OrganisationName.objects.create(
            board_id=self.board_id,
            organisation=self,
            name=self.name,
            lines=self.name,
            place="Thử",
            valid_from=SINCE,
        )


class ZoneFactory(DjangoModelFactory[Zone]):
    class Meta:
        model = Zone

    board = factory.SubFactory(BoardFactory)
    name = factory.Sequence(lambda n: f"KCN Ví Dụ {n}")
    sort_key = factory.LazyAttribute(lambda o: sort_key(o.name))
    valid_from = SINCE


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"nguoi-{n}@vidu.example")
    full_name = factory.Sequence(lambda n: f"Nguyễn Văn Mẫu {n}")


class MembershipFactory(DjangoModelFactory[Membership]):
    class Meta:
        model = Membership
        skip_postgeneration_save = True

    user = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    board = factory.LazyAttribute(lambda o: o.organisation.board)
    role = Role.EDITOR
    valid_from = SINCE

    @factory.post_generation
    def second_factor(self: Membership, create: bool, extracted: Any, **kwargs: Any) -> None:
        """Set up already, where there must be one; not with ``second_factor=False``."""
        if extracted is not False and self.organisation.kind in SECOND_FACTOR_KINDS:
            give_second_factor(self.user)


def give_second_factor(user: User) -> Authenticator:
    data = {"secret": encrypt(TOTP_SECRET)}
    return Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": data})[0]


def board_organisation(board: Board) -> Organisation:
    return Organisation.objects.get(board=board, kind=OrganisationKind.BOARD)


def actor(role: Role, organisation: Organisation | None = None, *, user: User | None = None) -> Actor:
    """Somebody who acts with ``role`` for ``organisation`` (a new one of the fitting kind when none is given)."""
    if organisation is None:
        board = BoardFactory()
        organisation = (
            OrganisationFactory(board=board) if role in {Role.EDITOR, Role.HEAD} else board_organisation(board)
        )
    membership = MembershipFactory(organisation=organisation, role=role, user=user or UserFactory())
    return Actor.of(membership)


def place(organisation: Organisation, zone: Zone, capacity: Capacity = Capacity.TENANT) -> Tenancy:
    return Tenancy.objects.create(
        board_id=organisation.board_id,
        zone=zone,
        organisation=organisation,
        capacity=capacity,
        valid_from=SINCE,
    )


class ContactFactory(DjangoModelFactory[Contact]):
    """Confirmed by somebody, unless ``confirmed=False``."""

    class Meta:
        model = Contact

    class Params:
        confirmed = True

    organisation = factory.SubFactory(OrganisationFactory)
    board = factory.LazyAttribute(lambda o: o.organisation.board)
    name = factory.Sequence(lambda n: f"Trần Thị Mẫu {n}")
    email = factory.Sequence(lambda n: f"dau-moi-{n}@vidu.example")
    source = ContactSource.BOARD
    valid_from = SINCE
    confirmed_at = factory.LazyAttribute(lambda o: datetime(2020, 1, 1, tzinfo=UTC) if o.confirmed else None)
    confirmed_by = factory.LazyAttribute(lambda o: UserFactory() if o.confirmed else None)
