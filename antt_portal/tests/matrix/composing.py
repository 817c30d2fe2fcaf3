"""Who may write letters, read drafts and keep templates. The officer is the drafter of this world's letter."""

from typing import Any

from antt_portal.tests.matrix.row import GET, POST, Row
from antt_portal.tests.matrix.world import ASKED, BOARD, OWNER, World

COMPOSERS = ("officer", "unit_head")
TEMPLATE_KEEPERS = ("unit_head", "clerk", "administrator")
OUT_OF_OFFICE = (*OWNER, *ASKED, "other_agent", "investor", "neighbour", "other_board_tenant")


def _but(*people: str) -> tuple[str, ...]:
    """The others of the board: they know that the letter is there."""
    return tuple(name for name in BOARD if name not in people)


def _letter(world: World) -> list[Any]:
    return [world.composed.public_id]


def _enclosure(world: World) -> list[Any]:
    return [world.composed.public_id, world.enclosure.public_id]


def _template(world: World) -> list[Any]:
    return [world.template.public_id]


def _first_page(world: World) -> list[Any]:
    return [world.composed.public_id, 1]


COMPOSING = [
    Row(
        "directives:letter-new",
        GET,
        ok=(*COMPOSERS, "other_board"),
        forbidden=(*_but(*COMPOSERS), *OUT_OF_OFFICE),
    ),
    Row("directives:letter-edit", GET, ok=COMPOSERS, forbidden=_but(*COMPOSERS), args=_letter),
    Row("directives:letter-edit", POST, ok=("officer",), forbidden=_but("officer"), args=_letter),
    Row("directives:letter-take-over", POST, ok=COMPOSERS, forbidden=_but(*COMPOSERS), args=_letter),
    Row("directives:letter-names", GET, ok=("officer",), forbidden=_but("officer"), args=_letter),
    *[
        Row(f"directives:letter-{act}", POST, ok=("officer",), forbidden=_but("officer"), args=_letter)
        for act in ("discard", "attach", "renounce", "version-keep")
    ],
    Row("directives:letter-detach", POST, ok=("officer",), forbidden=_but("officer"), args=_enclosure),
    Row("directives:letter-version-back", POST, ok=("officer",), forbidden=_but("officer"), args=_first_page),
    *[Row(f"directives:letter-{name}", GET, ok=BOARD, args=_letter) for name in ("beside", "preview", "versions")],
    Row("directives:letter-page", GET, ok=BOARD, args=_first_page),
    Row("directives:letter-enclosure", GET, ok=BOARD, args=_enclosure),
    Row(
        "directives:letter-templates",
        GET,
        ok=(*_but("leader"), "other_board"),
        forbidden=("leader", *OUT_OF_OFFICE),
    ),
    Row(
        "directives:letter-template-new",
        GET,
        ok=(*TEMPLATE_KEEPERS, "other_board"),
        forbidden=("officer", "leader", *OUT_OF_OFFICE),
    ),
    Row("directives:letter-template", GET, ok=TEMPLATE_KEEPERS, forbidden=("officer", "leader"), args=_template),
    Row("directives:letter-template-use", POST, ok=TEMPLATE_KEEPERS, forbidden=("officer", "leader"), args=_template),
]
