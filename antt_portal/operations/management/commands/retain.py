"""``manage.py retain [--dry-run]``: delete what is kept no longer, and say how much of what."""

import json
from typing import Any

from django.core.management.base import CommandParser

from antt_portal.core import clock
from antt_portal.core.walling.commands import PortalCommand
from antt_portal.operations import retention


class Command(PortalCommand):
    help = "Xóa dữ liệu đã quá hạn lưu; in số dòng theo từng loại (JSON)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Chỉ đếm, không xóa.")

    def handle(self, *args: Any, **options: Any) -> None:
        at = clock.now()
        if options["dry_run"]:
            found = {rule.name: rule.due(at).count() for rule in retention.RULES}
        else:
            found = {rule.name: retention.delete(rule, at=at) for rule in retention.RULES}
        self.stdout.write(json.dumps(found))
