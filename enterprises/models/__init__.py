"""Who is there, who acts for whom, and what is due when."""

from enterprises.models.deadlines import Deadline, DeadlineKind
from enterprises.models.delegations import Authority, Delegation
from enterprises.models.organisations import (
    ENTERPRISE_KINDS,
    Applicability,
    ApplicabilityStatus,
    Board,
    Organisation,
    OrganisationKind,
    OrganisationName,
    Size,
)
from enterprises.models.people import BOARD_ROLES, ENTERPRISE_ROLES, ROLES_OF_KIND, Membership, Role, User
from enterprises.models.zones import Capacity, Tenancy, Zone, ZoneKind

__all__ = [
    "BOARD_ROLES",
    "ENTERPRISE_KINDS",
    "ENTERPRISE_ROLES",
    "ROLES_OF_KIND",
    "Applicability",
    "ApplicabilityStatus",
    "Authority",
    "Board",
    "Capacity",
    "Deadline",
    "DeadlineKind",
    "Delegation",
    "Membership",
    "Organisation",
    "OrganisationKind",
    "OrganisationName",
    "Role",
    "Size",
    "Tenancy",
    "User",
    "Zone",
    "ZoneKind",
]
