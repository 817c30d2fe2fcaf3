"""What is overdue, as an Excel file."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from antt_portal.core.formats import vn_date
from antt_portal.core.workbook import Sheet, Value
from enterprises.due.overdue import Row
from enterprises.reminding.wording import step_words


def overdue_sheet(rows: Iterable[Row], on: date) -> Sheet:
    columns = [
        (_("Bên phải làm"), 40),
        (_("Khu"), 30),
        (_("Loại"), 26),
        (_("Việc"), 60),
        (_("Đến hạn"), 12),
        (_("Số ngày quá hạn"), 12),
        (_("Đã nhắc gần nhất"), 22),
        (_("Nhắc lúc"), 18),
        (_("Mốc kế tiếp"), 26),
    ]
    return Sheet(_("Quá hạn %(day)s") % {"day": on.strftime("%d-%m-%Y")}, columns, map(_cells, rows))


def _cells(row: Row) -> tuple[Value, ...]:
    due, told, ahead = row.due, row.told, row.ahead
    return (
        due.organisation.name,
        row.zones,
        str(due.get_kind_display()),
        due.title,
        due.due_on,
        row.days,
        step_words(told.code) if told else "",
        told.at if told else None,
        f"{vn_date(ahead.on)}, {step_words(ahead.code)}" if ahead else "",
    )
