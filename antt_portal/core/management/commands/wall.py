"""``manage.py wall``: roles, policies and grants as this version wants them; ``migrate`` does the same at its end."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from antt_portal.core.walling.building import build, wanting
from antt_portal.core.walling.roles import NoRoles, is_on


class Command(BaseCommand):
    help = "Dựng tường ngăn dữ liệu giữa các Ban trong PostgreSQL (vai trò, chính sách dòng, quyền)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="chỉ in những gì còn thiếu; mã thoát 1 nếu có")

    def handle(self, *args: Any, **options: Any) -> None:
        if not is_on():
            raise CommandError("Tường đang tắt (ROW_WALL=0) hoặc cơ sở dữ liệu không phải PostgreSQL.")
        if options["check"]:
            missing = [step for steps in wanting() for step in steps]
            self.stdout.write("\n".join(missing))
            if missing:
                raise CommandError(f"Tường còn thiếu {len(missing)} chỗ: chạy manage.py wall.")
            return
        try:
            said = build()
        except NoRoles as needed:
            raise CommandError(f"Cần quản trị viên PostgreSQL chạy trước: {needed}") from needed
        self.stdout.write(f"Tường đã dựng: {len(said)} lệnh.")
