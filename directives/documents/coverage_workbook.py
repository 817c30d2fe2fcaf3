"""A coverage as an Excel file: the figures and, on a sheet of its own, the list as it is narrowed on the page."""

from collections.abc import Iterable
from dataclasses import astuple

from django.utils.translation import gettext as _

from antt_portal.core.workbook import Sheet, Value
from directives.coverage.counting import Row
from directives.coverage.figures import Figures
from directives.coverage.omissions import Omission
from directives.documents.coverage_report import WHY
from directives.models import RUNG_FIELDS, Delivery, Directive, Rung

FIGURE, TIME = 12, 18  # widths


def coverage_sheets(directive: Directive, figures: Figures, places: Iterable[Delivery]) -> list[Sheet]:
    covered = figures.coverage
    return [
        _about(directive, figures),
        _counts(_("Theo loại"), _("Loại"), covered.by_kind),
        _counts(_("Theo khu"), _("Khu"), covered.by_zone),
        _counts(_("Theo chủ đầu tư"), _("Chủ đầu tư hạ tầng"), covered.by_investor),
        _omissions(figures.omissions),
        _places(figures, places),
    ]


def _about(directive: Directive, figures: Figures) -> Sheet:
    letter, covered = directive.letter, figures.coverage
    rows: list[tuple[Value, ...]] = [
        (_("Văn bản"), str(letter)),
        (_("Trích yếu"), letter.subject),
        (_("Ngày ban hành"), letter.issued_on),
        (_("Số liệu lúc"), figures.at),
        (_("Phải nhận khi phát hành"), covered.at_issue),
        (_("Phải nhận"), covered.total.everybody),
        *((str(rung.label), count) for rung, count in zip(RUNG_FIELDS, astuple(covered.total)[1:], strict=True)),
        (_("Chưa có tài khoản"), figures.without_account),
        (_("Chỉ còn người liên hệ cũ"), figures.former),
        (_("Thêm sau ngày phát hành"), covered.added_later),
        (_("Chưa được báo"), figures.unreached),
    ]
    return Sheet(_("Độ phủ"), [(_("Số liệu"), 30), (_("Giá trị"), 60)], rows)


def _counts(title: str, head: str, rows: Iterable[Row]) -> Sheet:
    words = [_("Phải nhận"), *(str(rung.label) for rung in RUNG_FIELDS)]
    columns = [(head, 50), *((word, FIGURE) for word in words)]
    return Sheet(title, columns, ((row.label, *astuple(row.counts)) for row in rows))


def _omissions(found: Iterable[Omission]) -> Sheet:
    columns = [
        (_("Do ai"), 50),
        (_("Số nơi"), FIGURE),
        (_("Vì sao"), 44),
        (_("Quá hạn, ngày"), FIGURE),
        (_("Số lần nhắc"), FIGURE),
    ]
    return Sheet(_("Chưa được báo"), columns, map(_omission, found))


def _omission(one: Omission) -> tuple[Value, ...]:
    who = str(one.who) if one.who else _("Ban Quản lý gửi thẳng")
    return (who, one.count, WHY[one.why], one.days_late, one.nudges)


def _places(figures: Figures, places: Iterable[Delivery]) -> Sheet:
    columns = [
        (_("Tổ chức"), 50),
        (_("Mã số thuế"), 16),
        (_("Loại"), 24),
        (_("Đến bước"), 16),
        *((str(rung.label), TIME) for rung in RUNG_FIELDS),
    ]
    return Sheet(_("Danh sách"), columns, (_place(figures, one) for one in places))


def _place(figures: Figures, delivery: Delivery) -> tuple[Value, ...]:
    times = [getattr(delivery, name) for name in RUNG_FIELDS.values()]
    reached = [at if at and at <= figures.at else None for at in times]
    place = max((number for number, at in enumerate(reached, 1) if at), default=0)
    organisation = delivery.organisation
    return (
        str(organisation),
        organisation.tax_code,
        str(delivery.get_kind_display()),
        str(Rung(place).label),
        *reached,
    )
