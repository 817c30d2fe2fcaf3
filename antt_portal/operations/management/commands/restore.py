"""``script/restore ARCHIVE``: what ``script/backup`` made, back into an empty database (docs/operations.md)."""

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from antt_portal.core.walling.roles import NoRoles
from antt_portal.operations.backup import Damaged
from antt_portal.operations.backup.dumping import NotPossible
from antt_portal.operations.backup.restoring import NotEmpty, TooNew, check, restore
from antt_portal.operations.backup.sealing import NoKey
from antt_portal.operations.backup.vendor import require_postgresql


class Command(BaseCommand):
    help = "Khôi phục cơ sở dữ liệu và mọi tệp từ một bản sao lưu."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("archive", type=Path, help="bản sao lưu do script/backup tạo")
        parser.add_argument(
            "--identity", default=os.environ.get("BACKUP_IDENTITY", ""), help="tệp khóa riêng age, nếu bản đã mã hóa"
        )
        parser.add_argument("--check", action="store_true", help="chỉ đọc và kiểm tra bản sao lưu")
        parser.add_argument("--force", action="store_true", help="thay thế dữ liệu đang có trong cơ sở dữ liệu")

    def handle(self, *args: Any, **options: Any) -> None:
        path, identity = options["archive"], options["identity"]
        try:
            if options["check"]:
                self.stdout.write(f"Bản sao lưu nguyên vẹn, lập lúc {check(path, identity=identity)['made_at']}.")
                return
            require_postgresql()
            files = restore(path, identity=identity, over_existing=options["force"])
        except NotEmpty as full:
            raise CommandError(f"Cơ sở dữ liệu {full} không trống: chưa thay đổi gì; --force để thay thế.") from full
        except NoRoles as missing:
            raise CommandError(f"Cần quản trị viên PostgreSQL chạy trước: {missing} Chưa thay đổi gì.") from missing
        except Damaged as fault:
            raise CommandError(f"Bản sao lưu bị cắt, bị sửa hoặc không mở được bằng khóa này: {fault}") from fault
        except TooNew as newer:
            raise CommandError(
                f"Bản sao lưu của phiên bản mới hơn mã nguồn này ({newer}): chưa thay đổi gì."
            ) from newer
        except NoKey as missing:
            raise CommandError(f"Bản sao lưu đã mã hóa: cần age và --identity ({missing}).") from missing
        except (NotPossible, OSError) as fault:
            raise CommandError(f"Chưa khôi phục được, cơ sở dữ liệu như cũ: {fault}") from fault
        self.stdout.write(f"Đã khôi phục cơ sở dữ liệu và {files} tệp.")
