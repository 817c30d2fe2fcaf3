"""Who may have signatures examined: whoever may have the file. The files of this world are made PDFs first."""

from typing import Any

from antt_portal.core import blobs
from antt_portal.core.models import Blob
from antt_portal.core.tests.inspection.corpus import pdf
from antt_portal.tests.matrix.row import GET, Row
from antt_portal.tests.matrix.world import ASKED, BOARD, OWNER, World
from reports.tests.factories import OPENED


def _pdf(world: World) -> Blob:
    return blobs.keep_bytes(pdf(), media_type="application/pdf", board_id=world.board.pk, at=OPENED)


def _with_pdf(row: Any, world: World) -> Any:
    row.blob = _pdf(world)
    row.save()
    return row.public_id


def _enclosure(world: World) -> list[Any]:
    return [world.composed.public_id, _with_pdf(world.enclosure, world)]


def _file(world: World) -> list[Any]:
    return [world.outgoing.public_id, _with_pdf(world.outgoing.files.get(), world)]


def _evidence(world: World) -> list[Any]:
    return [_with_pdf(world.evidence, world)]


def _batch(world: World) -> list[Any]:
    return [world.batch.public_id]


SIGNATURES = [
    Row("directives:letter-file-signatures", GET, ok=BOARD, args=_file),
    Row("directives:letter-enclosure-signatures", GET, ok=BOARD, args=_enclosure),
    Row("reports:evidence-signatures", GET, ok=(*OWNER, *BOARD, *ASKED), args=_evidence),
    # There is no decision yet, for nobody.
    Row("reports:decision-signatures", GET, ok=(), args=_batch),
]
