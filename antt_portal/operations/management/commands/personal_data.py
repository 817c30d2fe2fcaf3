"""``manage.py personal_data export|erase --user EMAIL``: for a person who asks what is kept, or to be forgotten."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from antt_portal.core import clock
from antt_portal.core.refusal import Refused
from antt_portal.operations.personal_data import archive, erasing
from enterprises.models import User


class Command(BaseCommand):
    help = "Xuất, hoặc xóa, dữ liệu cá nhân của một người; in số dòng theo từng loại (JSON)."

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        export = acts.add_parser("export", help="Ghi mọi dữ liệu về người này ra tệp ZIP.")
        export.add_argument("--to", type=Path, required=True, help="Tệp mới; tệp đã có thì không ghi đè.")
        erase = acts.add_parser("erase", help="Xóa; phần luật buộc lưu thì giữ lại không kèm tên, và được liệt kê.")
        erase.add_argument("--reason", required=True, help="Căn cứ: yêu cầu nào, ngày nào.")
        erase.add_argument("--dry-run", action="store_true", help="Chỉ đếm, không xóa.")
        for act in (export, erase):
            act.add_argument("--user", required=True, metavar="EMAIL")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email__iexact=options["user"]).first()
        if user is None:
            raise CommandError("Không có tài khoản nào dùng địa chỉ này.")
        try:
            said = self._export(user, options) if options["act"] == "export" else self._erase(user, options)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(json.dumps(said, ensure_ascii=False))

    @transaction.atomic
    def _export(self, user: User, options: dict[str, Any]) -> dict[str, Any]:
        at, to = clock.now(), options["to"]
        with to.open("xb") as file:
            to.chmod(0o600)
            return archive.write(user, file, at=at)

    @transaction.atomic
    def _erase(self, user: User, options: dict[str, Any]) -> dict[str, Any]:
        done = erasing.erase(user, reason=options["reason"], at=clock.now())
        transaction.set_rollback(options["dry_run"])
        return asdict(done)
