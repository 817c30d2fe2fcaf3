"""Who reaches an answer to a directive. The owner's was forwarded to it, acknowledged and handed in."""

from datetime import datetime, timedelta
from typing import Any

from antt_portal.tests.matrix.row import GET, POST, Row
from antt_portal.tests.matrix.world import ASKED, BOARD, OWNER, World
from directives.models import Delivery, ReportRequest
from directives.tests.forwardings import FORWARDED
from reports.filing import submit
from reports.implementing import answer_nothing, open_for
from reports.models import Report


def _request(world: World) -> list[Any]:
    own = Delivery.objects.filter(directive=world.directive, organisation=world.organisation)
    own.update(acknowledged_at=FORWARDED)
    wanted = ReportRequest.objects.get(delivery=own.get())
    if not Report.objects.filter(request=wanted).exists():
        _hand_in(world, wanted, at=FORWARDED + timedelta(hours=1))
    return [wanted.public_id]


def _hand_in(world: World, wanted: ReportRequest, *, at: datetime) -> None:
    report = open_for(wanted, by=world.filing.editor, at=at)
    answer_nothing(report, by=world.filing.editor, at=at)
    submit(Report.objects.get(pk=report.pk), by=world.filing.head, at=at, seen=1)


IMPLEMENTING = [
    Row("reports:request", GET, ok=(*OWNER, *BOARD), args=_request),
    Row(
        "reports:answer-nothing",
        POST,
        ok=OWNER,
        forbidden=(*BOARD, *ASKED),
        args=lambda world: [world.report.public_id],
    ),
]
