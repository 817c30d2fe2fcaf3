"""``manage.py bulk --organisations N --years M``: a large board to try out and to measure, never beside real data."""

from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from antt_portal.core import clock
from antt_portal.demo.bulk.board import TOLD_YEARS, told
from enterprises.models import Board


class Command(BaseCommand):
    help = "Tạo một Ban Quản lý hư cấu với rất nhiều doanh nghiệp và nhiều năm hồ sơ (PostgreSQL, cơ sở dữ liệu trống)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--organisations", type=int, default=25_000, help="số doanh nghiệp")
        parser.add_argument("--years", type=int, default=5, help=f"số năm đánh giá, từ {TOLD_YEARS}")

    def handle(self, *args: Any, **options: Any) -> None:
        organisations, years = options["organisations"], options["years"]
        if connection.vendor != "postgresql":
            raise CommandError("Chỉ tạo được trên PostgreSQL: đặt DATABASE_URL.")
        if years < TOLD_YEARS or organisations < 1:
            raise CommandError(f"Cần ít nhất {TOLD_YEARS} năm và một doanh nghiệp.")
        if Board.objects.exists():
            raise CommandError("Cơ sở dữ liệu đã có Ban Quản lý: không trộn dữ liệu hư cấu vào.")
        began = perf_counter()
        board = told(years, now=clock.now())
        board.grow(organisations)
        made = len(board.templates) * (board.copies + 1)
        self.stdout.write(f"{made} doanh nghiệp, {years} năm: {perf_counter() - began:.0f} giây.")
