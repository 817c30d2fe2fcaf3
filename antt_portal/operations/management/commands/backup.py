"""``script/backup FOLDER``: the database and every stored file as one new archive (docs/operations.md)."""

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from antt_portal.core import clock
from antt_portal.operations.backup.dumping import NotPossible
from antt_portal.operations.backup.making import make
from antt_portal.operations.backup.sealing import NoKey
from antt_portal.operations.backup.vendor import require_postgresql


class Command(BaseCommand):
    help = "Sao lưu cơ sở dữ liệu và mọi tệp vào một tệp lưu trữ mới trong thư mục."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="thư mục có sẵn, nơi đặt bản sao lưu")
        parser.add_argument(
            "--recipient", default=os.environ.get("BACKUP_RECIPIENT", ""), help="khóa công khai age để mã hóa"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        require_postgresql()
        try:
            made = make(options["folder"], recipient=options["recipient"], at=clock.now())
        except (NoKey, NotPossible, OSError) as fault:
            raise CommandError(f"Chưa sao lưu được, không có bản nào được giữ: {fault}") from fault
        self.stdout.write(str(made.path))
        if made.lost:
            names = "\n".join(made.lost)
            raise CommandError(f"Đã sao lưu, nhưng {len(made.lost)} tệp bị mất hoặc hỏng trong kho lưu:\n{names}")
