"""Who may open which address: one row per address and method. A new address without a row fails the suite.

``ok``: the page opens (or the act is refused for its moment or its form, in words). ``forbidden``: 403, the person
knows that it is there. Everybody else who acts for an organisation gets 404; people who act for nobody are led to a
page that says so, strangers to the sign-in.
"""

from typing import Any

from antt_portal.core import papers
from antt_portal.tests.matrix.breaches import BREACHES
from antt_portal.tests.matrix.campaigns import CAMPAIGNS
from antt_portal.tests.matrix.composing import COMPOSING
from antt_portal.tests.matrix.contacts import CONTACTS
from antt_portal.tests.matrix.coverage import COVERAGE
from antt_portal.tests.matrix.deadlines import DEADLINES
from antt_portal.tests.matrix.deliveries import DELIVERIES
from antt_portal.tests.matrix.directing import DIRECTING
from antt_portal.tests.matrix.forwarding import FORWARDING
from antt_portal.tests.matrix.identity import IDENTITY
from antt_portal.tests.matrix.implementing import IMPLEMENTING
from antt_portal.tests.matrix.incidents import INCIDENTS
from antt_portal.tests.matrix.incoming import INCOMING
from antt_portal.tests.matrix.letters import LETTERS
from antt_portal.tests.matrix.moving import MOVING
from antt_portal.tests.matrix.notices import NOTICES
from antt_portal.tests.matrix.programs import PROGRAMS
from antt_portal.tests.matrix.reaching import REACHING
from antt_portal.tests.matrix.rollups import ROLL_UPS
from antt_portal.tests.matrix.row import GET, POST, Row
from antt_portal.tests.matrix.rules import RULES
from antt_portal.tests.matrix.running import RUNNING
from antt_portal.tests.matrix.signatures import SIGNATURES
from antt_portal.tests.matrix.succession import SUCCESSION
from antt_portal.tests.matrix.world import ACTING, ASKED, BOARD, EVERYBODY, NOBODY, OUTSIDE, OWNER, World
from reports.tests.factories import OPENED

SAME_BOARD = (*OWNER, *BOARD, *ASKED, "other_agent", "investor", "neighbour")
OUR_ENTERPRISES = (*OWNER, "investor", "neighbour")
ENTERPRISES = (*OUR_ENTERPRISES, "other_board_tenant")
BOARDS = (*BOARD, "other_board")
AGENTS = (*ASKED, "other_agent")
REVIEWERS = ("officer", "unit_head")
KEEPERS = (*REVIEWERS, "administrator")


def _report(world: World) -> list[Any]:
    return [world.report.public_id]


def _first_version(world: World) -> list[Any]:
    return [world.report.public_id, 1]


def _answer(world: World) -> list[Any]:
    return [world.report.public_id, world.answer.public_id]


def _paper(world: World) -> list[Any]:
    """Rendered beforehand: what each person's visit changes is undone, and rendering takes a second."""
    return [papers.render(world.paper, at=OPENED).public_id]


def _evidence(world: World) -> list[Any]:
    return [world.evidence.public_id]


def _use(world: World) -> list[Any]:
    return [world.use.public_id]


def _organisation(world: World) -> list[Any]:
    return [world.organisation.public_id]


def _instrument(world: World) -> list[Any]:
    return [world.instrument.public_id]


def _draft(world: World) -> list[Any]:
    return [world.draft.public_id]


def _draft_obligation(world: World) -> list[Any]:
    return [world.draft.public_id, world.draft_obligation.public_id]


def _opinion(world: World) -> list[Any]:
    return [world.opinion.public_id]


def _batch(world: World) -> list[Any]:
    return [world.batch.public_id]


def _recognition(world: World) -> list[Any]:
    return [world.recognition.public_id]


ROOF = [
    Row("home", GET, ok=ACTING),
    # What is found differs; that nobody finds more than they see is tested in antt_portal/search/tests/test_wall.py.
    Row("search", GET, ok=ACTING, data=lambda _world: {"q": "thử nghiệm"}),
    Row("choose-organisation", POST, ok=(*ACTING, *NOBODY)),
    Row("no-organisation", GET, ok=ACTING, forbidden=NOBODY),
    Row("set_language", POST, ok=EVERYBODY, public=True),
    Row("verify", GET, ok=EVERYBODY, public=True),
    # An unknown code is 404 for everybody alike; the page of a known one has tests of its own.
    Row("verify-file", GET, ok=(), public=True, args=lambda _world: ["0" * 64]),
    Row("verify-code", GET, ok=(), public=True, args=lambda _world: ["7K4M-Q2XD-9RTB"]),
]

ORGANISATIONS = [
    Row("enterprises:organisations", GET, ok=BOARDS, forbidden=(*ENTERPRISES, *AGENTS)),
    Row(
        "enterprises:organisation-new",
        GET,
        ok=(*KEEPERS, "other_board"),
        forbidden=(*ENTERPRISES, *AGENTS, "leader", "clerk"),
    ),
    Row("enterprises:organisation", GET, ok=BOARD, forbidden=(*ENTERPRISES, *AGENTS), args=_organisation),
    *[
        Row(
            f"enterprises:organisation-{act}",
            POST,
            ok=KEEPERS,
            forbidden=(*OWNER, "leader", "clerk"),
            args=_organisation,
        )
        for act in ("classify", "place", "applicability")
    ],
    # An enterprise is renamed with a preview: matrix/succession.py.
    Row(
        "enterprises:organisation-rename",
        POST,
        ok=KEEPERS,
        forbidden=("agent", "leader", "clerk"),
        args=lambda world: [world.agency.public_id],
    ),
]

DRAFTERS = ("unit_head", "administrator")
NOT_DRAFTERS = tuple(name for name in SAME_BOARD if name not in DRAFTERS)

DIRECTIVES = [
    Row("directives:letter", GET, ok=SAME_BOARD, args=lambda world: [world.letter.public_id]),
    Row("directives:instruments", GET, ok=ACTING),
    Row(
        "directives:instrument-new",
        GET,
        ok=(*DRAFTERS, "other_board"),
        forbidden=(*NOT_DRAFTERS, "other_board_tenant"),
    ),
    Row("directives:instrument", GET, ok=SAME_BOARD, args=_instrument),
    *[
        Row(f"directives:instrument-{act}", POST, ok=DRAFTERS, forbidden=NOT_DRAFTERS, args=_instrument)
        for act in ("publish", "edition", "retire")
    ],
    Row("directives:obligation-new", GET, ok=DRAFTERS, forbidden=NOT_DRAFTERS, args=_draft),
    Row("directives:obligation", GET, ok=DRAFTERS, forbidden=NOT_DRAFTERS, args=_draft_obligation),
    Row("directives:obligation-drop", POST, ok=DRAFTERS, forbidden=NOT_DRAFTERS, args=_draft_obligation),
]

FILING = [
    Row("reports:current-year", GET, ok=ENTERPRISES, forbidden=(*BOARDS, *AGENTS)),
    Row("reports:year", GET, ok=ENTERPRISES, forbidden=(*BOARDS, *AGENTS), args=lambda _world: [2026]),
    Row(
        "reports:open-report",
        POST,
        ok=ENTERPRISES,
        forbidden=(*BOARDS, *AGENTS),
        args=lambda _world: [2026],
        data=lambda _world: {"kind": "registration"},
    ),
    Row("reports:report", GET, ok=(*OWNER, *BOARD, *ASKED), args=_report),
    Row("reports:carry-forward", POST, ok=OWNER, forbidden=(*BOARD, *ASKED), args=_report),
    Row("reports:answer", GET, ok=OWNER, forbidden=(*BOARD, *ASKED), args=_answer),
    Row("reports:answer", POST, ok=OWNER, forbidden=(*BOARD, *ASKED), args=_answer),
    Row("reports:answer-confirm", POST, ok=OWNER, forbidden=(*BOARD, *ASKED), args=_answer),
    Row("reports:answer-drop-kept", POST, ok=OWNER, forbidden=(*BOARD, *ASKED), args=_answer),
    Row("reports:answer-present", POST, ok=OWNER, forbidden=(*BOARD, *ASKED), args=_answer),
    Row("reports:evidence-add", POST, ok=OWNER, forbidden=(*BOARD, *ASKED), args=_answer),
    Row("reports:check", GET, ok=OWNER, forbidden=(*BOARD, *ASKED), args=_report),
    Row("reports:preview", GET, ok=OWNER, forbidden=(*BOARD, *ASKED), args=_report),
    Row("reports:submit", POST, ok=("head",), forbidden=("editor", *BOARD, *ASKED), args=_report),
    Row("reports:receipt", GET, ok=OWNER, forbidden=(*BOARD, *ASKED), args=_first_version),
    Row("reports:version", GET, ok=(*OWNER, *BOARD, *ASKED), args=_first_version),
    Row("reports:paper", GET, ok=(*OWNER, *BOARD, *ASKED), args=_paper),
    Row("reports:evidence", GET, ok=(*ENTERPRISES, *AGENTS), forbidden=BOARDS),
    Row("reports:evidence-file", GET, ok=(*OWNER, *BOARD, *ASKED), args=_evidence),
    Row("reports:evidence-preview", GET, ok=(*OWNER, *BOARD, *ASKED), args=_evidence),
    Row("reports:evidence-describe", GET, ok=OWNER, forbidden=(*BOARD, *ASKED), args=_evidence),
    Row("reports:use-confirm", POST, ok=OWNER, forbidden=(*BOARD, *ASKED), args=_use),
    Row("reports:use-withdraw", POST, ok=OWNER, forbidden=(*BOARD, *ASKED), args=_use),
]

# The board reviews; whoever belongs to the report but not to its board knows that it is there.
LOOKERS = (*OWNER, *ASKED)
NOT_REVIEWERS = ("leader", "clerk", "administrator")


def _event(world: World) -> list[Any]:
    return [world.report.public_id, world.event.public_id]


REVIEW = [
    Row("reports:queue", GET, ok=BOARDS, forbidden=(*ENTERPRISES, *AGENTS)),
    Row(
        "reports:bulk-assign",
        POST,
        ok=(*DRAFTERS, "other_board"),
        forbidden=(*ENTERPRISES, *AGENTS, "officer", "leader", "clerk"),
    ),
    Row("reports:review", GET, ok=BOARD, forbidden=LOOKERS, args=_report),
    Row("reports:review-answer", GET, ok=BOARD, forbidden=LOOKERS, args=_answer),
    Row("reports:review-answer", POST, ok=REVIEWERS, forbidden=(*LOOKERS, *NOT_REVIEWERS), args=_answer),
    Row("reports:take", POST, ok=REVIEWERS, forbidden=(*LOOKERS, *NOT_REVIEWERS), args=_report),
    Row("reports:assign", POST, ok=DRAFTERS, forbidden=(*LOOKERS, "officer", "leader", "clerk"), args=_report),
    *[
        Row(f"reports:{act}", POST, ok=REVIEWERS, forbidden=(*LOOKERS, *NOT_REVIEWERS), args=_report)
        for act in ("return", "accept", "ask-opinion")
    ],
    Row("reports:decide-event", POST, ok=REVIEWERS, forbidden=(*LOOKERS, *NOT_REVIEWERS), args=_event),
    Row("reports:opinions", GET, ok=AGENTS, forbidden=(*ENTERPRISES, *BOARDS)),
    Row("reports:opinion", GET, ok=(*BOARD, *ASKED), args=_opinion),
    Row("reports:opinion", POST, ok=ASKED, forbidden=BOARD, args=_opinion),
]

RECOGNITION = [
    Row("reports:recognition", GET, ok=BOARDS, forbidden=(*ENTERPRISES, *AGENTS)),
    # Without a recogniser in the form there is nothing to list: 404 for those who may.
    Row("reports:batch-create", POST, ok=(), forbidden=(*ENTERPRISES, *AGENTS, *NOT_REVIEWERS)),
    Row("reports:batch", GET, ok=BOARD, args=_batch),
    Row("reports:batch-propose", POST, ok=REVIEWERS, forbidden=NOT_REVIEWERS, args=_batch),
    Row("reports:batch-send-back", POST, ok=("leader",), forbidden=(*KEEPERS, "clerk"), args=_batch),
    Row("reports:batch-approve", POST, ok=("leader",), forbidden=(*KEEPERS, "clerk"), args=_batch),
    Row("reports:batch-decide", POST, ok=(*REVIEWERS, "clerk"), forbidden=("leader", "administrator"), args=_batch),
    # The list of this world has no decision yet, so that nobody finds its file.
    Row("reports:request-letter", POST, ok=REVIEWERS, forbidden=(*LOOKERS, *NOT_REVIEWERS), args=_report),
    # A letter that was never issued is nobody's file; one that was has tests of its own.
    Row("reports:letter-file", GET, ok=(), args=lambda world: [world.letter.public_id]),
    Row("reports:decision-file", GET, ok=(), args=_batch),
    Row("reports:recognition-remove", POST, ok=REVIEWERS, forbidden=NOT_REVIEWERS, args=_recognition),
    Row("reports:recognition-revoke", GET, ok=("leader",), forbidden=(*KEEPERS, "clerk"), args=_recognition),
]

# allauth's own pages decide for themselves; here only that nothing of ours is behind them.
ALLAUTH_PREFIXES = ("account_", "mfa_", "usersessions_", "socialaccount_", "openid_connect_")
ROWS = [
    *ROOF,
    *NOTICES,
    *IDENTITY,
    *BREACHES,
    *ORGANISATIONS,
    *CONTACTS,
    *RULES,
    *DIRECTIVES,
    *COMPOSING,
    *DIRECTING,
    *LETTERS,
    *INCOMING,
    *DEADLINES,
    *DELIVERIES,
    *FORWARDING,
    *COVERAGE,
    *REACHING,
    *IMPLEMENTING,
    *SIGNATURES,
    *FILING,
    *REVIEW,
    *RECOGNITION,
    *INCIDENTS,
    *CAMPAIGNS,
    *ROLL_UPS,
    *RUNNING,
    *MOVING,
    *SUCCESSION,
    *PROGRAMS,
]
__all__ = ["ALLAUTH_PREFIXES", "OUTSIDE", "ROWS", "Row"]
