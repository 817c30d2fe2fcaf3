"""What arrived: the one document that a source names, with what the source says of it and nothing more."""

import io
from datetime import date

from antt_portal.demo.files import placeholder
from antt_portal.demo.letters.desk import Desk
from directives import incoming
from directives.incoming import Columns
from directives.models import IncomingDocument

RECEIVED_BY = "hai-phong"
SIGNED_ON = date(2023, 11, 29)
# As the letter of Hải Phòng names it; the day of its arrival is not known.
PASSED_ON = Columns(
    arrived_on=SIGNED_ON,
    agency="Văn phòng Ủy ban nhân dân thành phố Hải Phòng",
    number="8184",
    symbol="VP-NCKTGS",
    dated_on=SIGNED_ON,
    title=(
        "Văn bản về việc phối hợp thực hiện cao điểm tấn công, trấn áp tội phạm, bảo đảm ANTT Tết Nguyên đán "
        "Giáp Thìn 2024 trên địa bàn thành phố"
    ),
    note="Minh họa: nguồn không ghi ngày đến, lấy ngày của văn bản",
)
STANDS_FOR = (
    "Chỗ của văn bản số 8184/VP-NCKTGS ngày 29/11/2023, được nhắc tên trong công văn của Ban Quản lý. "
    "Dữ liệu minh họa không có nội dung văn bản này."
)


def enter(desk: Desk) -> bool:
    """Enter it in the register of the board that got it. False when it is there, or the board is another."""
    if desk.own.board.code != RECEIVED_BY or IncomingDocument.objects.filter(organisation=desk.own).exists():
        return False
    at, clerk = desk.ago(20), desk.office.clerk
    document = incoming.enter(desk.own, PASSED_ON, by=clerk, at=at)
    page = placeholder("Trang giữ chỗ 8184 VP-NCKTGS", STANDS_FOR, on=SIGNED_ON)
    incoming.keep_file(document, io.BytesIO(page.content), page.inspected, by=clerk, at=at)
    return True
