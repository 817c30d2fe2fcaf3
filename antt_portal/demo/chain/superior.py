"""The document of a superior agency that started it: invented, with a page in its place and a day for the report."""

import io

from antt_portal.core.clock import local_date
from antt_portal.demo.files import placeholder
from antt_portal.demo.letters.desk import Desk
from directives import incoming
from directives.incoming import Columns
from directives.models import IncomingDocument

NUMBER, SYMBOL = "9999", "UBND-NC"
STANDS_FOR = (
    "Chỗ của văn bản cấp trên số 9999/UBND-NC trong dữ liệu minh họa. Số, ngày và nội dung đều hư cấu; không có văn "
    "bản nào như vậy."
)
ARRIVED, DATED = 12, 13
ANSWER_AHEAD = 10


def enter(desk: Desk) -> IncomingDocument:
    """In the register of the board, with its deadline; entered before, it is that one."""
    found = IncomingDocument.objects.filter(organisation=desk.own, number=NUMBER, symbol=SYMBOL)
    document = found.first() or incoming.enter(desk.own, _columns(desk), by=desk.office.clerk, at=desk.ago(ARRIVED))
    if document.file is None:
        page = placeholder("Trang giữ chỗ 9999 UBND-NC", STANDS_FOR, on=local_date(desk.ago(DATED)))
        at = desk.ago(ARRIVED, minute=10)
        incoming.keep_file(document, io.BytesIO(page.content), page.inspected, by=desk.office.clerk, at=at)
        document.refresh_from_db()
    return document


def _columns(desk: Desk) -> Columns:
    return Columns(
        arrived_on=local_date(desk.ago(ARRIVED)),
        agency=desk.own.board.organisations.get(kind="agency", names__abbreviation="UBND").name,
        number=NUMBER,
        symbol=SYMBOL,
        dated_on=local_date(desk.ago(DATED)),
        title="Văn bản (minh họa) về việc mở đợt cao điểm bảo đảm an ninh, trật tự, phòng cháy, chữa cháy",
        receiver="Phòng Quản lý doanh nghiệp",
        note="Minh họa: văn bản hư cấu",
        answer_due_on=desk.moments.ahead(ANSWER_AHEAD),
    )
