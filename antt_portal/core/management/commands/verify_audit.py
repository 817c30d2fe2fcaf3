"""``manage.py verify_audit``: is the record of acts as it was sealed? If not, the first row that is not; exit 1."""

import sys
from typing import Any

from django.core.management.base import CommandParser

from antt_portal.core import clock
from antt_portal.core.sealing.chain import check, known_digest
from antt_portal.core.sealing.lines import lines, one_moment
from antt_portal.core.walling.commands import PortalCommand


class Command(PortalCommand):
    help = "Kiểm tra nhật ký đã niêm phong; nêu dòng đầu tiên bị sửa, xóa, chèn thêm hoặc đổi chỗ."

    def add_arguments(self, parser: CommandParser) -> None:
        said = "VỊ-TRÍ:MÃ đã giữ ở nơi khác; nhắc lại được."
        parser.add_argument("--known", type=known_digest, action="append", default=[], help=said)

    def handle(self, *args: Any, **options: Any) -> None:
        at = clock.now()
        with one_moment():
            outcome = check(lines(at=at), at=at, known=dict(options["known"]))
        self.stdout.write(str(outcome))
        if outcome.fault:
            sys.exit(1)
