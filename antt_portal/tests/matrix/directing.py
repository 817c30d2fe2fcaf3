"""Who makes a directive of a draft: its drafter. The board reads whom it is for; nobody else knows of it."""

from typing import Any

from antt_portal.tests.matrix.row import GET, POST, Row
from antt_portal.tests.matrix.world import BOARD, World
from directives.asking import directing
from directives.asking.directing import Asked, Line
from directives.models import Directive, Group
from directives.writing.composing import blank_letter, draft
from enterprises.actor import Actor
from reports.tests.factories import OPENED

OTHERS = tuple(name for name in BOARD if name != "officer")
SAID = "Đề nghị rà soát hệ thống camera./."


def _directive(world: World) -> Directive:
    by = Actor.of(world.memberships["officer"])
    text = blank_letter(by.organisation, "official_letter", on=OPENED.date()) | {"body": [{"text": SAID}]}
    directive = directing.make_directive(draft(by.organisation, text, by=by, at=OPENED), by=by, at=OPENED)
    directing.address(directive, [Line(group=Group.TENANTS)], by=by, at=OPENED)
    directing.ask(directive, Asked(text=SAID, title="Camera"), by=by, at=OPENED)
    return directive


def _letter(world: World) -> list[Any]:
    return [_directive(world).letter.public_id]


def _reach(world: World) -> list[Any]:
    return [*_letter(world), "everybody"]


def _figures(world: World) -> list[Any]:
    directive = _directive(world)
    return [directive.letter.public_id, directive.instrument.obligations.get().public_id]


DIRECTING = [
    *[
        Row(
            "directives:direct",
            method,
            ok=("officer",),
            forbidden=OTHERS,
            args=_letter,
            data=lambda _: {"part": "withdraw"},
        )
        for method in (GET, POST)
    ],
    Row("directives:direct-names", GET, ok=("officer",), forbidden=OTHERS, args=_letter),
    Row("directives:direct-reach", GET, ok=BOARD, args=_reach),
    *[
        Row("directives:direct-figures", method, ok=("officer",), forbidden=OTHERS, args=_figures)
        for method in (GET, POST)
    ],
]
