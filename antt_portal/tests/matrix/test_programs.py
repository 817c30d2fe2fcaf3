"""The permission matrix of programs: every address of the API × every token agrees with the table below."""

from django.test import Client
from django.urls import reverse

from antt_portal.api.catalogue import RESOURCES
from antt_portal.api.models import Scope
from antt_portal.api.tests.programs import Program, program
from antt_portal.tests.matrix.programs import PROGRAMS
from enterprises.tests.factories import board_organisation

HOLDERS = ("board", "owner", "investor", "agent", "neighbour", "other_board", "other_board_tenant")
# Who finds the one row of each kind; the others learn nothing of it.
FINDS = {
    "api-organisation": {"board", "owner", "investor"},
    "api-directive": {"board", "owner", "investor", "neighbour"},  # to whom the board sends it straight
    "api-delivery": {"board", "owner", "investor"},
    "api-report": {"board", "owner", "agent"},
    "api-recognition": {"board"},
    "api-past-recognition": {"board", "owner"},
    "api-submission": {"board", "owner", "agent"},
}
LISTS = {f"api-{one.many}" for one in RESOURCES} | {"api-token"}
SCOPE_OF = {f"api-{name}": one.scope for one in RESOURCES for name in (one.many, one.one)}
ROWS = [row for row in PROGRAMS if row.by_token]


def programs_of(world) -> dict[str, Program]:
    holders = {
        "board": board_organisation(world.board),
        "owner": world.organisation,
        **{name: world.memberships[name].organisation for name in HOLDERS[2:]},
    }
    return {name: program(organisation) for name, organisation in holders.items()}


def expected(name: str, holder: str) -> int:
    """An agency's token is not made for recognitions."""
    if holder == "agent" and SCOPE_OF.get(name) == Scope.RECOGNITIONS:
        return 403
    return 200 if name in LISTS or holder in FINDS[name] else 404


def test_the_table_of_programs_holds(world):
    holders = programs_of(world)
    found, wanted = {}, {}
    for row in ROWS:
        url = reverse(row.name, args=row.args(world))
        for name, held in holders.items():
            found[row.name, name] = held.get(url).status_code
            wanted[row.name, name] = expected(row.name, name)
    assert found == wanted
    assert {row.name for row in ROWS} == LISTS | set(FINDS)


def test_a_token_for_one_thing_opens_nothing_else(world):
    for scope in Scope:
        held = program(world.organisation, scope)
        for row in ROWS:
            needed = Scope.REPORTS if row.name == "api-submission" else SCOPE_OF.get(row.name, scope)
            status = held.get(reverse(row.name, args=row.args(world))).status_code
            assert (scope, row.name, status == 403) == (scope, row.name, needed != scope)


def test_what_is_no_token_opens_nothing(world):
    for row in ROWS:
        url = reverse(row.name, args=row.args(world))
        for header in ("", "Bearer antt_never-made-0000000000000000000000000000"):
            assert Client().get(url, headers={"Authorization": header}).status_code == 401
