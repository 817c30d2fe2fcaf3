"""``manage.py merge_boards``: what a merger of boards, or a zone's move, would do; done with ``--confirm``.

Of an operator, because nobody of either board may see behind the other's wall (docs/operations.md).
"""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from antt_portal.core import clock, wall
from antt_portal.core.refusal import Refused
from enterprises.actor import Actor
from enterprises.models import Board, Membership, Role, Zone
from enterprises.succession import boards
from enterprises.succession.deciding import ground
from enterprises.succession.examining import Preview


class Command(BaseCommand):
    help = "Xem trước, rồi thực hiện việc sáp nhập một Ban Quản lý vào Ban khác, hoặc chuyển một khu."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", dest="former", required=True, metavar="MÃ", help="Ban được sáp nhập.")
        parser.add_argument("--into", dest="to", required=True, metavar="MÃ", help="Ban kế thừa.")
        parser.add_argument("--zone", metavar="TÊN", help="Chỉ chuyển khu này; hai Ban vẫn hoạt động.")
        parser.add_argument("--on", type=date.fromisoformat, required=True, metavar="NĂM-THÁNG-NGÀY")
        parser.add_argument("--document", required=True, help="Số, ký hiệu văn bản quyết định việc sáp nhập.")
        parser.add_argument("--documented-on", type=date.fromisoformat, required=True, metavar="NĂM-THÁNG-NGÀY")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="Quản trị của Ban kế thừa.")
        parser.add_argument("--without-people", action="store_true", help="Không giao vai trò cho người của Ban cũ.")
        parser.add_argument("--confirm", metavar="MÃ XEM TRƯỚC", help="Thực hiện đúng như đã xem trước.")

    def handle(self, *args: Any, **options: Any) -> None:
        with wall.narrow():
            former, to = (self._board(options[name]) for name in ("former", "to"))
            by = self._keeper(options["by"], to)
        with wall.within([former.pk, to.pk]):
            try:
                self._go_on(former, to, by, options)
            except Refused as refused:
                raise CommandError(str(refused)) from refused

    def _go_on(self, former: Board, to: Board, by: Actor, options: dict[str, Any]) -> None:
        at = clock.now()
        why = ground(options["document"], options["documented_on"], board_id=to.pk, at=at)
        zone = self._zone(options["zone"], former)
        merger = boards.Merger(former, to, options["on"], why, not options["without_people"], zone)
        found = boards.preview(merger, on=clock.today())
        self._show(found)
        if options["confirm"]:
            boards.merge(merger, digest=options["confirm"], by=by, at=at)
            self.stdout.write("Đã thực hiện.")
        elif not found.hinders:
            self.stdout.write(f"Chưa thực hiện gì. Để thực hiện: --confirm {found.digest}")

    def _show(self, found: Preview) -> None:
        for _fate, title, lines in found.sections:
            self.stdout.write(f"{title}:")
            for line in lines:
                self.stdout.write(f"  {line.count:>7}  {line.text}")
                self.stdout.writelines(f"           - {one.title}\n" for one in line.named)

    def _zone(self, name: str | None, board: Board) -> Zone | None:
        found = Zone.objects.filter(board=board, name=name).first()
        if name and found is None:
            raise CommandError(f"Ban được sáp nhập không có khu nào tên {name}.")
        return found

    def _board(self, code: str) -> Board:
        found = Board.objects.filter(code=code).first()
        if found is None:
            raise CommandError(f"Không có Ban Quản lý nào mang mã {code}.")
        return found

    def _keeper(self, email: str, board: Board) -> Actor:
        own = Membership.objects.filter(organisation=boards.office_of(board), role=Role.ADMINISTRATOR)
        found = own.on(clock.today()).filter(user__email__iexact=email, user__is_active=True)
        one = found.select_related("user", "organisation__board").first()
        if one is None:
            raise CommandError("Người này không phải là quản trị của Ban kế thừa.")
        return Actor.of(one)
