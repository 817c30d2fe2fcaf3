"""The register of incoming documents as an Excel file."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from antt_portal.core.workbook import Sheet, Value
from directives.models import ArrivalSeries, IncomingDocument

WIDTHS = (12, 10, 36, 20, 12, 60, 30, 12, 18, 30)


def headings() -> tuple[str, ...]:
    return (
        _("Ngày đến"),
        _("Số đến"),
        _("Tác giả"),
        _("Số, ký hiệu"),
        _("Ngày tháng"),
        _("Tên loại và trích yếu nội dung"),
        _("Đơn vị hoặc người nhận"),
        _("Ngày chuyển"),
        _("Ký nhận"),
        _("Ghi chú"),
    )


def arrivals_sheet(series: ArrivalSeries, documents: Iterable[IncomingDocument]) -> Sheet:
    """All documents that arrived in the year."""
    title = _("Văn bản đến %(year)s") % {"year": series.year}
    return Sheet(title, zip(headings(), WIDTHS, strict=True), map(_values, documents))


def _values(document: IncomingDocument) -> tuple[Value, ...]:
    return (
        document.arrived_on,
        document.arrival_number,
        document.agency,
        document.full_number,
        document.dated_on,
        document.title,
        document.receiver,
        document.passed_on,
        document.receipt_note,
        document.note,
    )
