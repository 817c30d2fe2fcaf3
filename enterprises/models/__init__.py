"""Who is there, who acts for whom, and what is due when."""

from enterprises.models.board_transfer import BoardTransfer
from enterprises.models.contacts import Contact, ContactSource, Invitation
from enterprises.models.deadlines import Deadline, DeadlineKind
from enterprises.models.delegations import Authority, Delegation
from enterprises.models.duties import Condition, DutyTerm, RecurringDuty
from enterprises.models.extensions import Extension, ExtensionState, Pause
from enterprises.models.feeds import CalendarFeed
from enterprises.models.ladders import Audience, Ladder, LadderStep, PlanningMark, Wording
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
from enterprises.models.people import (
    BOARD_ROLES,
    ENTERPRISE_ROLES,
    ROLES_OF_KIND,
    SECOND_FACTOR_KINDS,
    Membership,
    Role,
    User,
)
from enterprises.models.succession import Succession, SuccessionKind
from enterprises.models.zones import Capacity, Tenancy, Zone, ZoneKind

__all__ = [
    "BOARD_ROLES",
    "ENTERPRISE_KINDS",
    "ENTERPRISE_ROLES",
    "ROLES_OF_KIND",
    "SECOND_FACTOR_KINDS",
    "Applicability",
    "ApplicabilityStatus",
    "Audience",
    "Authority",
    "Board",
    "BoardTransfer",
    "CalendarFeed",
    "Capacity",
    "Condition",
    "Contact",
    "ContactSource",
    "Deadline",
    "DeadlineKind",
    "Delegation",
    "DutyTerm",
    "Extension",
    "ExtensionState",
    "Invitation",
    "Ladder",
    "LadderStep",
    "Membership",
    "Organisation",
    "OrganisationKind",
    "OrganisationName",
    "Pause",
    "PlanningMark",
    "RecurringDuty",
    "Role",
    "Size",
    "Succession",
    "SuccessionKind",
    "Tenancy",
    "User",
    "Wording",
    "Zone",
    "ZoneKind",
]
