"""The enterprises of the demonstration: seven investors and forty tenants. Every one of them is invented."""

from dataclasses import dataclass
from enum import StrEnum

from antt_portal.core.folding import ascii_name
from antt_portal.core.tax_code import check_digit
from enterprises.models import OrganisationKind, Size

# No province has this prefix, so that no code made here is a real enterprise's.
UNASSIGNED_PREFIX = "99"


class Story(StrEnum):
    """How far an enterprise got with last year's self-assessment."""

    RECOGNISED = "recognised"
    APPROVED = "approved"
    PROPOSED = "proposed"
    LISTED = "listed"
    ACCEPTED = "accepted"
    BARRED = "barred"
    FRESH = "fresh"
    STARTED = "started"
    OPINION_ASKED = "opinion_asked"
    OPINION_ANSWERED = "opinion_answered"
    OPINION_SILENT = "opinion_silent"
    EVENT = "event"
    RETURNED = "returned"
    RETURNED_LATE = "returned_late"
    RESUBMITTED = "resubmitted"
    READY = "ready"
    CARRIED = "carried"
    BEGUN = "begun"
    UNTOUCHED = "untouched"
    NEW = "new"
    EXEMPT = "exempt"


class Registering(StrEnum):
    """How far it got with this year's registration."""

    NOTHING = ""
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"


@dataclass(frozen=True)
class Company:
    """``staff`` is its work force two years ago; ``joins`` counts the years until it files for the first time."""

    name: str
    zone: str
    trade: str
    staff: int
    story: Story
    registering: Registering = Registering.NOTHING
    joins: int = 0
    traits: str = ""
    invited: bool = False
    number: int = 0
    branch: str = ""
    kind: OrganisationKind = OrganisationKind.TENANT

    @property
    def key(self) -> str:
        """The part of its name that is its own, for addresses: "an-phu"."""
        own = self.name.split("Ví Dụ ")[-1].split("Thử Nghiệm ")[-1]
        return ascii_name(own).lower()

    @property
    def tax_code(self) -> str:
        return f"{tax_code(self.number)}-{self.branch}" if self.branch else tax_code(self.number)

    @property
    def size(self) -> Size:
        """Only for the demonstration; in life the thresholds also know revenue and capital."""
        limits = ((10, Size.MICRO), (100, Size.SMALL), (200, Size.MEDIUM))
        return next((size for most, size in limits if self.staff <= most), Size.LARGE)

    @property
    def is_foreign(self) -> bool:
        return "f" in self.traits

    @property
    def handles_chemicals(self) -> bool:
        return "c" in self.traits

    @property
    def is_fire_hazard(self) -> bool:
        return "h" in self.traits


def tax_code(number: int) -> str:
    """A well-formed code that no real enterprise has; another for every number below five million."""
    for candidate in (2 * number, 2 * number + 1):
        body = f"{UNASSIGNED_PREFIX}{candidate:07d}"
        if digit := check_digit(body):
            return body + digit
    raise AssertionError("of two neighbours one always has a check digit: their sums differ by 3")
