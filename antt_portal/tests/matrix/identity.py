"""Who may open the pages about oneself (everybody signed in, about nobody else) and about an organisation's people."""

from typing import Any

from antt_portal.tests.matrix.row import GET, POST, Row
from antt_portal.tests.matrix.world import ACTING, BOARD, NOBODY, OWNER, World

SIGNED_IN = (*ACTING, *NOBODY)
KEEPERS = ("officer", "unit_head", "administrator")


def _organisation(world: World) -> list[Any]:
    return [world.organisation.public_id]


def _membership(world: World) -> list[Any]:
    return [world.memberships["editor"].public_id]


IDENTITY = [
    Row("enterprises:people", GET, ok=(*OWNER, *BOARD), forbidden=("investor",), args=_organisation),
    *[
        Row(
            "enterprises:membership-end",
            method,
            ok=("head", *KEEPERS),
            forbidden=("editor", "leader", "clerk", "investor"),
            args=_membership,
        )
        for method in (GET, POST)
    ],
    *[
        Row(
            f"enterprises:{act}",
            method,
            ok=("head", "administrator"),
            forbidden=("editor", "officer", "unit_head", "leader", "clerk", "investor"),
            args=_membership,
        )
        for act in ("second-factor-reset", "membership-sessions-end")
        for method in (GET, POST)
    ],
    Row("enterprises:second-factor", GET, ok=SIGNED_IN),
    Row("enterprises:held-act", GET, ok=SIGNED_IN),
    Row("enterprises:held-act-drop", POST, ok=SIGNED_IN),
    Row("enterprises:sessions", GET, ok=SIGNED_IN),
    Row("enterprises:sessions-end", POST, ok=SIGNED_IN),
]
