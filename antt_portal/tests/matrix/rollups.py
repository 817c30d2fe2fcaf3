"""Who sees a roll-up and works on it: the board; its reviewers write it. Nobody else knows what the others answered."""

from typing import Any

from antt_portal.core.canonical import digest
from antt_portal.tests.matrix.row import GET, POST, Row
from antt_portal.tests.matrix.world import ACTING, BOARD, World
from enterprises.actor import Actor
from reports.models import RollUp, RollUpScope, Submission
from reports.rollups.figures import figures_of
from reports.rollups.preparing import Scope, begin, freeze
from reports.rollups.writing import nominate, quote
from reports.tests.factories import REVIEWED, YEAR

BOARDS = (*BOARD, "other_board")
REVIEWERS = ("officer", "unit_head")
READERS = ("leader", "clerk", "administrator")
STRANGERS = tuple(name for name in ACTING if name not in BOARDS)


def _officer(world: World) -> Actor:
    return Actor.of(world.memberships["officer"])


def _rollup(world: World) -> RollUp:
    """The review of the year, frozen."""
    found = RollUp.objects.filter(board=world.board).first()
    if found is not None:
        return found
    by = _officer(world)
    begun = begin(Scope(RollUpScope.YEAR, year=YEAR), moment=REVIEWED, by=by, at=REVIEWED)
    return freeze(begun, shown=digest(figures_of(begun)), by=by, at=REVIEWED, seen=begun.version)


def _args(world: World) -> list[Any]:
    return [_rollup(world).public_id]


def _quotation(world: World) -> list[Any]:
    rollup, submission = _rollup(world), Submission.objects.get(report=world.report)
    said = submission.frozen["answers"][0]
    chosen = quote(rollup, submission, said["code"], said["narrative"], by=_officer(world), at=REVIEWED)
    return [rollup.public_id, chosen.public_id]


def _nomination(world: World) -> list[Any]:
    rollup = _rollup(world)
    named = nominate(rollup, world.organisation, "Đi đầu.", by=_officer(world), at=REVIEWED)
    return [rollup.public_id, named.public_id]


ROLL_UPS = [
    Row("reports:rollups", GET, ok=BOARDS, forbidden=STRANGERS),
    *[
        Row("reports:rollup-new", method, ok=(*REVIEWERS, "other_board"), forbidden=(*READERS, *STRANGERS))
        for method in (GET, POST)
    ],
    Row("reports:rollup", GET, ok=BOARD, args=_args),
    *[
        Row(f"reports:rollup-{act}", POST, ok=REVIEWERS, forbidden=READERS, args=_args)
        for act in ("moment", "freeze", "compose")
    ],
    *[
        Row(f"reports:rollup-{page}", method, ok=REVIEWERS, forbidden=READERS, args=_args)
        for page in ("text", "nominations")
        for method in (GET, POST)
    ],
    Row("reports:rollup-quotations", GET, ok=REVIEWERS, forbidden=READERS, args=_args),
    # Without a version to quote there is nothing to find.
    Row("reports:rollup-quotations", POST, ok=(), forbidden=READERS, args=_args),
    Row("reports:rollup-unquote", POST, ok=REVIEWERS, forbidden=READERS, args=_quotation),
    Row("reports:rollup-withdraw", POST, ok=REVIEWERS, forbidden=READERS, args=_nomination),
]
