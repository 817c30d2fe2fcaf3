"""``manage.py demo`` loads the demonstration, once; ``--accounts`` prints its accounts."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from antt_portal.core import clock
from antt_portal.demo import keys
from antt_portal.demo.due import remind
from antt_portal.demo.letters.writing import write
from antt_portal.demo.loading import load
from antt_portal.demo.people import ACCOUNTS, PASSWORD, TOTP_SECRET, address


class Command(BaseCommand):
    help = "Nạp dữ liệu minh họa (hư cấu); chạy lại không thêm gì."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--accounts", action="store_true", help="chỉ in các tài khoản dùng thử")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["accounts"]:
            self.stdout.write(accounts())
            return
        keys.make_missing(at=clock.now())
        loaded = load(now=clock.now())
        # The letters come after the commit: papers are set and signed between transactions.
        written = write(now=clock.now())
        if remind(now=clock.now()) or written or loaded:
            self.stdout.write("Đã nạp dữ liệu minh họa.")
        else:
            self.stdout.write("Dữ liệu minh họa đã có sẵn, không thêm gì.")


def accounts() -> str:
    """Without the portal's address: ``script/run`` keeps this text, and prints the address of each start itself."""
    widest = max(len(address(mailbox)) for mailbox, _what in ACCOUNTS)
    lines = [f"  {address(mailbox):<{widest}}  {what}" for mailbox, what in ACCOUNTS]
    heading = f"Tài khoản dùng thử, mật khẩu chung {PASSWORD} (mọi người và doanh nghiệp đều hư cấu):"
    second = (
        f"Ban Quản lý và công an cần lớp thứ hai: khóa của ứng dụng xác thực {TOTP_SECRET},\n"
        "hoặc mã đang có hiệu lực tại trang /demo/code/ của cổng."
    )
    return "\n".join([heading, *lines, second, "Thư mà cổng gửi đi xem tại trang /demo/mail/ của cổng."])
