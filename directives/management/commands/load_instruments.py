"""``manage.py load_instruments BOARD``: give a board the shipped instruments. Running twice adds nothing."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from antt_portal.core import clock
from antt_portal.core.actor import System
from directives.asking.loading import load_thai_binh_2020, load_tt124
from enterprises.models import Board


class Command(BaseCommand):
    help = "Nạp bộ nội dung có sẵn (công văn Thái Bình 2020, Thông tư 124/2021/TT-BCA) cho một Ban Quản lý."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("board", help="mã Ban Quản lý, ví dụ thai-binh")
        parser.add_argument("--law-only", action="store_true", help="chỉ nạp Thông tư 124")

    def handle(self, *args: Any, **options: Any) -> None:
        board = Board.objects.filter(code=options["board"]).first()
        if board is None:
            known = ", ".join(Board.objects.order_by("code").values_list("code", flat=True))
            raise CommandError(f"Không có Ban Quản lý mã “{options['board']}”. Đang có: {known or 'chưa có Ban nào'}.")
        by, at = System(board.pk), clock.now()
        loaded = [] if options["law_only"] else [load_thai_binh_2020(board, by=by, at=at)]
        loaded.append(load_tt124(board, by=by, at=at))
        for instrument in loaded:
            self.stdout.write(f"{instrument.code}: {instrument.obligations.count()} nội dung")
