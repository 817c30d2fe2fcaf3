"""A person acting for one organisation: what every verb, predicate and ``visible_to`` is given."""

from dataclasses import dataclass

from enterprises.models import BOARD_ROLES, ENTERPRISE_ROLES, Membership, Organisation, Role, User


@dataclass(frozen=True)
class Actor:
    user: User
    membership: Membership
    organisation: Organisation
    role: Role
    ip: str | None

    @classmethod
    def of(cls, membership: Membership, *, ip: str | None = None) -> "Actor":
        return cls(membership.user, membership, membership.organisation, Role(membership.role), ip)

    @property
    def user_id(self) -> int:
        return self.user.pk

    @property
    def organisation_id(self) -> int:
        return self.organisation.pk

    @property
    def board_id(self) -> int:
        return self.organisation.board_id

    @property
    def is_board(self) -> bool:
        return self.role in BOARD_ROLES

    @property
    def is_enterprise(self) -> bool:
        return self.role in ENTERPRISE_ROLES

    @property
    def is_agency(self) -> bool:
        return self.role == Role.AGENT
