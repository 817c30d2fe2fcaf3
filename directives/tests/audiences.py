"""A board with zones, investors and tenants, and directives to them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from directives.asking import directing
from directives.asking.directing import Asked, Line
from directives.models import Directive, Group, ObligationKind, Way
from directives.tests.office import DRAFTED, WAY, Office, a_draft, carry, staffed_office
from enterprises.models import Capacity, Organisation, OrganisationKind, Role, Zone
from enterprises.tests.factories import OrganisationFactory, ZoneFactory, actor, place

ISSUED = DRAFTED + timedelta(hours=1)
ITEM = "Ban Quản lý đề nghị các doanh nghiệp trong khu công nghiệp rà soát hệ thống camera."
CLOSING = "Ban Quản lý đề nghị các doanh nghiệp nghiêm túc thực hiện./."


@dataclass
class Scene:
    """Two zones of two investors, each with tenants; ``both`` is in both zones, ``nobodys`` in none."""

    office: Office
    zones: list[Zone]
    investors: list[Organisation]
    tenants: list[list[Organisation]]
    both: Organisation
    nobodys: Organisation
    people: dict[int, list] = field(default_factory=dict)

    @property
    def everybody(self) -> list[Organisation]:
        return [*self.investors, *self.tenants[0], *self.tenants[1], self.both, self.nobodys]


def scene(tenants: int = 2) -> Scene:
    """Everybody but ``nobodys`` and the last tenant of the second zone has an editor."""
    office = staffed_office()
    board = office.own.board
    zones = [ZoneFactory(board=board) for _ in range(2)]
    investors = [OrganisationFactory(board=board, kind=OrganisationKind.INVESTOR) for _ in zones]
    groups = [[OrganisationFactory(board=board) for _ in range(tenants)] for _ in zones]
    both, nobodys = OrganisationFactory(board=board), OrganisationFactory(board=board)
    for zone, investor, group in zip(zones, investors, groups, strict=True):
        place(investor, zone, Capacity.INVESTOR)
        for tenant in [*group, both]:
            place(tenant, zone)
    made = Scene(office, zones, investors, groups, both, nobodys)
    for organisation in made.everybody:
        if organisation not in (nobodys, groups[1][-1]):
            made.people[organisation.pk] = [actor(Role.EDITOR, organisation)]
    return made


def a_directive(
    made: Scene,
    *,
    lines: list[Line] | None = None,
    asked: list[Asked] | None = None,
    at: datetime = DRAFTED,
    **changes: object,
) -> Directive:
    """A draft to investors, and to tenants through them, that asks one answer within ten working days."""
    letter = a_draft(made.office, at=at, **changes)
    directive = directing.make_directive(letter, by=made.office.officer, at=at)
    default_lines = [Line(group=Group.INVESTORS), Line(group=Group.TENANTS, way=Way.FORWARDED)]
    directing.address(directive, default_lines if lines is None else lines, by=made.office.officer, at=at)
    default_asked = [
        Asked(text=ITEM, title="Rà soát camera", due_kind="workdays", due_offset=10),
        Asked(
            text=CLOSING,
            title="Chuyển tiếp",
            kind=ObligationKind.FORWARDING,
            audience={"kinds": ["investor"]},
            due_kind="workdays",
            due_offset=3,
        ),
    ]
    for one in default_asked if asked is None else asked:
        directing.ask(directive, one, by=made.office.officer, at=at)
    return directive


def issued(made: Scene, **changes: object) -> Directive:
    """The same, out."""
    directive = a_directive(made, **changes)
    send_out(made, directive)
    return directive


def send_out(made: Scene, directive: Directive) -> None:
    for act in WAY:
        carry(made.office, directive.letter, act)
    directive.refresh_from_db()
