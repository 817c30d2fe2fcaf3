"""What can be taken back, and by which later act. Nothing that was carried out is edited away."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from enterprises.models import Succession, SuccessionKind
from enterprises.states import SuccessionStatus

BEFORE: dict[str, str | Promise] = {
    SuccessionStatus.DRAFT: _("Chưa có gì thay đổi. Bỏ lúc nào cũng được."),
    SuccessionStatus.PLANNED: _(
        "Chưa có gì thay đổi. Bỏ được cho đến ngày có hiệu lực; vào ngày đó Cổng tính lại số liệu rồi thực hiện, "
        "hoặc dừng và báo người xác nhận nếu có điều vướng."
    ),
    SuccessionStatus.DROPPED: _("Việc này đã bỏ; không có gì thay đổi."),
}
AFTER: dict[str, str | Promise] = {
    SuccessionKind.RENAME: _("Không sửa lùi được. Tên ghi sai thì ghi tên đúng bằng một lần đổi tên nữa, từ ngày sau."),
    SuccessionKind.LEAVE: _(
        "Không sửa lùi được. Doanh nghiệp trở lại thì ghi vào khu từ ngày trở lại và quyết định lại việc áp dụng "
        "của năm; các thời hạn đã đóng không tự mở lại."
    ),
    SuccessionKind.MERGE: _(
        "Không sửa lùi được. Tách ra thì ghi lại việc vào khu của từng bên; vai trò làm việc thay được cho thôi ở "
        "trang Người dùng của doanh nghiệp đã sáp nhập."
    ),
    SuccessionKind.INVESTOR: _("Không sửa lùi được. Khu trở về chủ đầu tư cũ thì ghi một lần thay chủ đầu tư nữa."),
    SuccessionKind.BOARD: _("Không sửa lùi được. Sổ văn bản của Ban cũ đã khóa; số đã cấp giữ nguyên."),
}
OF_ZONE = _("Không sửa lùi được. Khu trở về Ban cũ thì chuyển lại một lần nữa.")


def how_to_undo(succession: Succession) -> str:
    if succession.status != SuccessionStatus.DONE:
        return str(BEFORE[succession.status])
    return str(OF_ZONE if succession.kind == SuccessionKind.BOARD and succession.zone_id else AFTER[succession.kind])
