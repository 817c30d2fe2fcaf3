"""Who may carry letters on, keep the register and say who signs. This world's letter waits for its signer."""

from typing import Any

from antt_portal.tests.matrix.row import GET, POST, Row
from antt_portal.tests.matrix.world import ACTING, ASKED, BOARD, OWNER, World

BOARDS = (*BOARD, "other_board")
OUT_OF_OFFICE = (*OWNER, *ASKED, "other_agent", "investor", "neighbour", "other_board_tenant")


def _but(*people: str) -> tuple[str, ...]:
    """The others of the board: they know that the letter is there."""
    return tuple(name for name in BOARD if name not in people)


def _everybody_but(*people: str) -> tuple[str, ...]:
    return tuple(name for name in ACTING if name not in people)


def _letter(world: World) -> list[Any]:
    return [world.outgoing.public_id]


def _draft(world: World) -> list[Any]:
    return [world.composed.public_id]


def _file(world: World) -> list[Any]:
    return [world.outgoing.public_id, world.outgoing.files.get().public_id]


def _file_page(world: World) -> list[Any]:
    return [*_file(world), 1]


def _entry(world: World) -> list[Any]:
    return [world.entry.public_id]


def _series(world: World) -> list[Any]:
    return [world.entry.series.group, world.entry.series.year]


def _volume(world: World) -> list[Any]:
    return [*_series(world), 1]


CARRYING = [
    Row("directives:letters", GET, ok=BOARDS, forbidden=OUT_OF_OFFICE),
    *[Row(f"directives:letters-{act}", POST, ok=BOARDS, forbidden=OUT_OF_OFFICE) for act in ("check", "sign", "send")],
    Row("directives:letter-submit", POST, ok=("officer",), forbidden=_but("officer"), args=_draft),
    Row("directives:letter-approve", POST, ok=("unit_head",), forbidden=_but("unit_head"), args=_letter),
    Row("directives:letter-sign", GET, ok=("leader",), forbidden=_but("leader"), args=_letter),
    Row("directives:letter-sign", POST, ok=("leader",), forbidden=_but("leader"), args=_letter),
    Row("directives:letter-number", GET, ok=("clerk",), forbidden=_but("clerk"), args=_letter),
    *[
        Row(f"directives:letter-{act}", POST, ok=("clerk",), forbidden=_but("clerk"), args=_letter)
        for act in ("pass-layout", "sign-paper", "number", "seal", "scan", "issue")
    ],
    Row(
        "directives:letter-send-back",
        POST,
        ok=("leader", "clerk"),
        forbidden=_but("leader", "clerk"),
        args=_letter,
    ),
    Row("directives:letter-file", GET, ok=BOARD, args=_file),
    Row("directives:letter-file-page", GET, ok=BOARD, args=_file_page),
    *[Row(f"directives:letter-{form}", GET, ok=BOARD, args=_letter) for form in ("word", "edxml")],
]

REGISTER = [
    Row("directives:register", GET, ok=BOARDS, forbidden=OUT_OF_OFFICE),
    Row("directives:register-reserve", POST, ok=("clerk",), forbidden=_everybody_but("clerk")),
    Row("directives:register-entry", GET, ok=("clerk",), forbidden=_but("clerk"), args=_entry),
    Row("directives:register-entry", POST, ok=("clerk",), forbidden=_but("clerk"), args=_entry),
    Row("directives:register-skip", POST, ok=("clerk",), forbidden=_but("clerk"), args=_entry),
    Row("directives:register-volume", GET, ok=BOARD, forbidden=OUT_OF_OFFICE, args=_volume),
    Row("directives:register-excel", GET, ok=BOARD, forbidden=OUT_OF_OFFICE, args=_series),
]

KEEPER = ("administrator",)
DELEGATIONS = [
    Row("directives:delegations", GET, ok=KEEPER, forbidden=_everybody_but(*KEEPER)),
    *[
        Row(f"directives:{act}", POST, ok=KEEPER, forbidden=_everybody_but(*KEEPER))
        for act in ("delegation-grant", "signing-key-assign")
    ],
    Row(
        "directives:delegation-end",
        POST,
        ok=KEEPER,
        forbidden=_everybody_but(*KEEPER),
        args=lambda world: [world.delegation.public_id],
    ),
    Row(
        "directives:signing-key-retire",
        POST,
        ok=KEEPER,
        forbidden=_everybody_but(*KEEPER),
        args=lambda world: [world.key.public_id],
    ),
]
LETTERS = [*CARRYING, *REGISTER, *DELEGATIONS]
