"""``manage.py reset_second_factor --user EMAIL --reason TEXT``: where nobody in the portal may do it for them."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from antt_portal.core import clock, wall
from antt_portal.core.actor import System
from antt_portal.core.refusal import Refused
from antt_portal.core.walling.commands import PortalCommand
from enterprises.models import Membership, User
from enterprises.people.resetting import take_away


class Command(PortalCommand):
    help = "Gỡ xác thực hai lớp của một người đã mất thiết bị và mã dự phòng; người đó thiết lập lại khi đăng nhập."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--user", required=True, metavar="EMAIL")
        parser.add_argument("--reason", required=True, help="Ai yêu cầu, đã xác minh bằng cách nào.")

    def handle(self, *args: Any, **options: Any) -> None:
        """In the record as an act of the portal, once for every board the person acts behind."""
        at, reason = clock.now(), options["reason"].strip()
        user = User.objects.filter(email__iexact=options["user"]).first()
        if user is None or not reason:
            raise CommandError("Không có tài khoản nào dùng địa chỉ này, hoặc chưa ghi lý do.")
        acting = Membership.objects.filter(user=user).on(clock.today()).select_related("organisation").order_by("pk")
        of_boards = {membership.board_id: membership for membership in acting}
        if not of_boards:
            raise CommandError("Người này hiện không làm việc cho tổ chức nào.")
        try:
            with wall.within(of_boards):
                take_away(user, of_boards.values(), reason=reason, by=System(next(iter(of_boards))), at=at)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write("Đã gỡ. Người này đăng nhập bằng mật khẩu rồi thiết lập lại.")
