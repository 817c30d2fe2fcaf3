"""Whether a board still runs: the registers of one that was merged are closed, never continued."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from antt_portal.core.formats import vn_date
from antt_portal.core.refusal import Refused
from enterprises.models import Board


def require_running(board_id: int, *, on: date) -> None:
    """Raises Refused("board-closed") from the day another board took its place."""
    closed = Board.objects.filter(pk=board_id, closed_on__lte=on).values_list("closed_on", flat=True).first()
    if closed is not None:
        text = _("Ban Quản lý đã sáp nhập từ ngày %(day)s: sổ văn bản đã khóa, không cấp số nữa. Lập tại Ban kế thừa.")
        raise Refused("board-closed", text % {"day": vn_date(closed)})
