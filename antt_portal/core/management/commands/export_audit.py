"""``manage.py export_audit --to FILE``: the record of acts with its seals, one JSON object a line."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from antt_portal.core import clock
from antt_portal.core.canonical import canonical_bytes
from antt_portal.core.sealing.chain import FORMAT
from antt_portal.core.sealing.lines import lines, one_moment
from antt_portal.core.walling.commands import PortalCommand


class Command(PortalCommand):
    help = "Xuất nhật ký cùng mã niêm phong ra tệp JSON từng dòng; kiểm tra được bằng script/verify-audit."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", type=Path, required=True, help="Tệp mới; tệp đã có thì không ghi đè.")

    def handle(self, *args: Any, **options: Any) -> None:
        at, count = clock.now(), 0
        with options["to"].open("xb") as file, one_moment():
            file.write(canonical_bytes({"format": FORMAT, "at": at}) + b"\n")
            for line in lines(at=at):
                file.write(canonical_bytes(line) + b"\n")
                count += 1
            file.write(canonical_bytes({"end": count}) + b"\n")
        self.stdout.write(json.dumps({"lines": count}))
