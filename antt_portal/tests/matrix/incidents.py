"""Who reports, sees and handles incidents: the owner, its board and the agencies beside it; nobody else."""

import io
from typing import Any

from antt_portal.core.inspection import inspect
from antt_portal.core.tests.inspection.corpus import jpeg
from antt_portal.tests.matrix.row import GET, POST, Row
from antt_portal.tests.matrix.world import BOARD, OWNER, World
from reports.incidents.reporting import add_file
from reports.tests.factories import OPENED

AGENTS = ("agent", "other_agent")
ENTERPRISES = (*OWNER, "investor", "neighbour", "other_board_tenant")
BOARDS = (*BOARD, "other_board")
# "other_agent" belongs to the same board: any agency beside it watches.
SEEING = (*OWNER, *BOARD, *AGENTS)
HANDLERS = ("officer", "unit_head", "leader", *AGENTS)
ONLOOKERS = ("clerk", "administrator")


def _incident(world: World) -> list[Any]:
    return [world.incident.public_id]


def _file(world: World) -> list[Any]:
    photo = io.BytesIO(jpeg())
    inspected = inspect(photo, "Hien-truong.jpg")
    return [add_file(world.incident, photo, inspected, by=world.filing.editor, at=OPENED).public_id]


INCIDENTS = [
    Row("reports:incidents", GET, ok=(*ENTERPRISES, *BOARDS, *AGENTS)),
    *[Row("reports:incident-new", method, ok=ENTERPRISES, forbidden=(*BOARDS, *AGENTS)) for method in (GET, POST)],
    Row("reports:incident-figures", GET, ok=(*BOARDS, *AGENTS), forbidden=ENTERPRISES),
    Row("reports:incident", GET, ok=SEEING, args=_incident),
    *[
        Row("reports:incident-correct", method, ok=OWNER, forbidden=(*BOARD, *AGENTS), args=_incident)
        for method in (GET, POST)
    ],
    Row("reports:incident-add-files", POST, ok=OWNER, forbidden=(*BOARD, *AGENTS), args=_incident),
    Row("reports:incident-say", POST, ok=(*OWNER, *HANDLERS), forbidden=ONLOOKERS, args=_incident),
    *[
        Row(f"reports:incident-{act}", POST, ok=HANDLERS, forbidden=(*OWNER, *ONLOOKERS), args=_incident)
        for act in ("follow", "decide", "close", "reopen")
    ],
    Row("reports:incident-file", GET, ok=SEEING, args=_file),
    Row("reports:incident-picture", GET, ok=SEEING, args=_file),
]
