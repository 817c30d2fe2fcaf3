"""The workbook a board fills in: its sheets, their columns, and the words that may stand in them.

Headings and words are part of the file, not of the page: they are Vietnamese whoever downloads it, so that a template
taken in one language is read in another.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from antt_portal.moving.words import CAPACITIES, ORGANISATION_KINDS, RESULTS, ROLES, SIZES, YES_NO, ZONE_KINDS


class Kind(StrEnum):
    TEXT = "text"
    DAY = "day"
    CHOICE = "choice"
    TAX_CODE = "tax_code"
    ORGANISATION = "organisation"
    MAIL = "mail"
    YEAR = "year"


@dataclass(frozen=True)
class Column:
    """``longest`` is in characters; ``choices`` are the words of the file and what each stands for."""

    key: str
    heading: str
    note: str | Promise
    example: str | int | date | None
    kind: Kind = Kind.TEXT
    is_required: bool = False
    longest: int = 300
    choices: Mapping[str, str | bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Form:
    """One sheet."""

    key: str
    title: str
    columns: tuple[Column, ...]

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)


# Not a code that anybody has: its check digit is wrong, so that an example filled up by halves is noticed.
EXAMPLE_CODE = "0100000001"
EXAMPLE_NAME = "Công ty TNHH Ví Dụ An Phú"
EXAMPLE_ZONE = "KCN Ví Dụ"
WHOSE = _("Mã số thuế; cơ quan không có mã số thuế thì ghi đúng tên.")


def _whose() -> Column:
    return Column("organisation", "Tổ chức", WHOSE, EXAMPLE_CODE, Kind.ORGANISATION, is_required=True, longest=250)


ZONES = Form(
    "zones",
    "Khu",
    (
        Column(
            "name",
            "Tên khu",
            _("Mỗi khu một dòng; các trang khác gọi khu bằng tên này."),
            EXAMPLE_ZONE,
            is_required=True,
            longest=150,
        ),
        Column(
            "kind",
            "Loại khu",
            _("Chọn trong danh sách; để trống là khu công nghiệp."),
            "Khu công nghiệp",
            Kind.CHOICE,
            choices=ZONE_KINDS,
        ),
        Column(
            "since",
            "Từ ngày",
            _("Ngày thành lập, hoặc ngày bắt đầu quản lý."),
            date(2015, 1, 1),
            Kind.DAY,
            is_required=True,
        ),
        Column("until", "Đến ngày", _("Để trống nếu khu đang hoạt động."), None, Kind.DAY),
    ),
)
ORGANISATIONS = Form(
    "organisations",
    "Tổ chức",
    (
        Column(
            "tax_code",
            "Mã số thuế",
            _("10 chữ số, đơn vị phụ thuộc thêm -001; bắt buộc với doanh nghiệp."),
            EXAMPLE_CODE,
            Kind.TAX_CODE,
        ),
        Column(
            "name",
            "Tên",
            _("Tên đầy đủ như trên giấy chứng nhận đăng ký doanh nghiệp."),
            EXAMPLE_NAME,
            is_required=True,
            longest=250,
        ),
        Column(
            "kind",
            "Loại",
            _("Chọn trong danh sách."),
            "Chủ đầu tư thứ cấp",
            Kind.CHOICE,
            is_required=True,
            choices=ORGANISATION_KINDS,
        ),
        Column(
            "since",
            "Tên có hiệu lực từ",
            _("Ngày mang tên này. Tên khác với tên đã ghi được hiểu là đổi tên từ ngày này."),
            date(2018, 5, 20),
            Kind.DAY,
            is_required=True,
        ),
        Column("address", "Địa chỉ", _("Giữ nguyên như đang ghi."), "Lô A1, KCN Ví Dụ"),
        Column("size", "Quy mô", _("Chọn trong danh sách, nếu biết."), "Lớn", Kind.CHOICE, choices=SIZES),
        Column("handles_chemicals", "Hoạt động hóa chất", _("Có hoặc Không."), "Không", Kind.CHOICE, choices=YES_NO),
        Column("fire_hazard", "Nguy hiểm về cháy, nổ", _("Có hoặc Không."), "Có", Kind.CHOICE, choices=YES_NO),
        Column("foreign_invested", "Vốn đầu tư nước ngoài", _("Có hoặc Không."), "Không", Kind.CHOICE, choices=YES_NO),
    ),
)
TENANCIES = Form(
    "tenancies",
    "Hoạt động tại khu",
    (
        _whose(),
        Column(
            "zone",
            "Khu",
            _("Đúng tên ở trang Khu, hoặc tên khu đã có trên Cổng."),
            EXAMPLE_ZONE,
            is_required=True,
            longest=150,
        ),
        Column(
            "capacity",
            "Tư cách",
            _("Chọn trong danh sách."),
            "Chủ đầu tư thứ cấp",
            Kind.CHOICE,
            is_required=True,
            choices=CAPACITIES,
        ),
        Column("since", "Từ ngày", _("Ngày vào khu."), date(2018, 6, 1), Kind.DAY, is_required=True),
        Column("until", "Đến ngày", _("Ngày cuối cùng trong khu; để trống nếu đang ở khu."), None, Kind.DAY),
    ),
)
CONTACTS = Form(
    "contacts",
    "Đầu mối",
    (
        _whose(),
        Column(
            "name", "Họ và tên", _("Người nhận văn bản của tổ chức."), "Nguyễn Văn Mẫu", is_required=True, longest=120
        ),
        Column("office", "Chức vụ", "", "Trưởng phòng Hành chính", longest=120),
        Column(
            "email",
            "Thư điện tử",
            _("Mỗi địa chỉ ghi một lần cho một tổ chức."),
            "mau@vidu.example",
            Kind.MAIL,
            is_required=True,
            longest=254,
        ),
        Column("phone", "Điện thoại", _("Ghi thành chữ để không mất số 0 ở đầu."), "0912 000 000", longest=30),
    ),
)
PEOPLE = Form(
    "people",
    "Người dùng",
    (
        _whose(),
        Column(
            "name",
            "Họ và tên",
            _("Người được mời mở tài khoản. Không ghi mật khẩu: Cổng gửi liên kết, mỗi người tự đặt."),
            "Trần Thị Mẫu",
            is_required=True,
            longest=120,
        ),
        Column(
            "email",
            "Thư điện tử",
            _("Lời mời gửi đến đây; địa chỉ chưa là đầu mối thì được thêm."),
            "tran.mau@vidu.example",
            Kind.MAIL,
            is_required=True,
            longest=254,
        ),
        Column(
            "role",
            "Vai trò",
            _("Người được mời đầu tiên của doanh nghiệp phải là người đứng đầu."),
            "Người đứng đầu",
            Kind.CHOICE,
            is_required=True,
            choices=ROLES,
        ),
    ),
)
RECOGNITIONS = Form(
    "recognitions",
    "Công nhận các năm trước",
    (
        _whose(),
        Column("year", "Năm", _("Năm đánh giá, trước khi dùng Cổng."), 2023, Kind.YEAR, is_required=True),
        Column("result", "Kết quả", _("Đạt hoặc Chưa đạt."), "Đạt", Kind.CHOICE, is_required=True, choices=RESULTS),
        Column("decision", "Số quyết định", _("Bắt buộc khi kết quả là Đạt."), "120/QĐ-UBND", longest=60),
        Column("decided_on", "Ngày quyết định", _("Bắt buộc khi kết quả là Đạt."), date(2023, 11, 18), Kind.DAY),
        Column(
            "recogniser",
            "Cơ quan công nhận",
            _("Tên cơ quan vào ngày quyết định."),
            "Ủy ban nhân dân tỉnh Ví Dụ",
            longest=250,
        ),
    ),
)
FORMS = (ZONES, ORGANISATIONS, TENANCIES, CONTACTS, PEOPLE, RECOGNITIONS)
GUIDE, WORDS = "Hướng dẫn", "Danh mục"
