"""Who may let programs read; what programs themselves find is in test_programs.py."""

from typing import Any

from antt_portal.api.catalogue import RESOURCES
from antt_portal.api.models import ApiToken
from antt_portal.core import clock
from antt_portal.tests.matrix.row import GET, POST, Row
from antt_portal.tests.matrix.world import ACTING, EVERYBODY, World
from directives.models import Delivery
from reports.models import PastRecognition

HEADS = ("head", "administrator", "agent", "other_agent", "investor", "neighbour", "other_board_tenant")
OTHERS = tuple(name for name in ACTING if name not in HEADS)


def _token(world: World) -> list[Any]:
    """Of the owner's organisation: its board's administrator finds it no more than a stranger."""
    at, own = clock.now(), world.organisation
    made = {"made_at": at, "made_by": world.filing.head.user, "expires_on": clock.today()}
    return [ApiToken.objects.create(board=own.board, organisation=own, name="Thử", digest="0" * 64, **made).public_id]


def row_of(world: World, many: str) -> Any:
    """What is asked for one by one: the owner's, and a recognition of somebody else of the same board."""
    if many == "deliveries":
        return Delivery.objects.get(directive=world.directive, organisation=world.organisation)
    if many == "past-recognitions":
        given = {"board": world.board, "year": 2021, "is_recognised": False}
        return PastRecognition.objects.get_or_create(organisation=world.organisation, **given)[0]
    return {
        "organisations": world.organisation,
        "directives": world.directive,
        "reports": world.report,
        "recognitions": world.recognition,
    }[many]


def _named(many: str) -> Any:
    return lambda world: [row_of(world, many).public_id]


PROGRAMS = [
    *[Row(name, GET, ok=EVERYBODY, public=True) for name in ("api-docs", "api-openapi")],
    Row("api-tokens", GET, ok=HEADS, forbidden=OTHERS),
    Row("api-token-make", POST, ok=HEADS, forbidden=OTHERS),
    Row("api-token-revoke", POST, ok=("head",), forbidden=("editor",), args=_token),
    Row("api-token", GET, ok=(), by_token=True),
    Row("api-submission", GET, ok=(), args=lambda world: [world.report.public_id, 1], by_token=True),
    *[Row(f"api-{one.many}", GET, ok=(), by_token=True) for one in RESOURCES],
    *[Row(f"api-{one.one}", GET, ok=(), args=_named(one.many), by_token=True) for one in RESOURCES],
]
