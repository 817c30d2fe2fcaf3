"""One round of planning or sending, as the commands of the same names do it by hand."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.dateparse import parse_datetime

from antt_portal.core import clock
from antt_portal.core.models import Notice, NoticeState
from antt_portal.core.walling.commands import PortalCommand


class RoundCommand(PortalCommand):
    """Prints one JSON object: what the round planned, sent and gave up, and what is still to be sent after it."""

    act: Callable[[datetime], dict[str, int]]

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--at", help="Thời điểm theo ISO 8601, có múi giờ; mặc định là bây giờ.")

    def handle(self, *args: Any, **options: Any) -> None:
        at = _instant(options["at"])
        failed = Notice.objects.filter(state=NoticeState.FAILED)
        before = failed.count()
        done = {"planned": 0, "sent": 0, **type(self).act(at)}
        pending = Notice.objects.filter(state=NoticeState.PENDING).count()
        self.stdout.write(json.dumps(done | {"failed": failed.count() - before, "pending": pending}))


def _instant(said: str | None) -> datetime:
    if said is None:
        return clock.now()
    try:
        at = parse_datetime(said)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise CommandError(f"{said}: cần ngày, giờ và múi giờ theo ISO 8601, ví dụ 2027-01-20T07:00:00+07:00.")
    return at
