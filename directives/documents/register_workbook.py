"""The register of outgoing documents as an Excel file."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from antt_portal.core.workbook import Sheet, Value
from directives.documents.outgoing_register import remark_of
from directives.models import NumberSeries, RegisterEntry

WIDTHS = (18, 12, 60, 24, 44, 16, 10, 12, 18, 30)


def headings() -> tuple[str, ...]:
    return (
        _("Số, ký hiệu văn bản"),
        _("Ngày tháng văn bản"),
        _("Tên loại và trích yếu nội dung văn bản"),
        _("Người ký"),
        _("Nơi nhận văn bản"),
        _("Đơn vị, người nhận bản lưu"),
        _("Số lượng bản"),
        _("Ngày chuyển"),
        _("Ký nhận"),
        _("Ghi chú"),
    )


def register_sheet(series: NumberSeries, entries: Iterable[RegisterEntry]) -> Sheet:
    """All rows of one series."""
    return Sheet(str(series), zip(headings(), WIDTHS, strict=True), map(_values, entries))


def _values(entry: RegisterEntry) -> tuple[Value, ...]:
    return (
        str(entry).removesuffix("/"),
        entry.dated_on,
        entry.title,
        entry.signer,
        entry.receivers,
        entry.archive_unit,
        entry.copies,
        entry.sent_on,
        entry.receipt_note,
        remark_of(entry),
    )
