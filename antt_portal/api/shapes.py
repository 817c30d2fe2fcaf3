"""What is said of each row: the schemas of the OpenAPI document, and the only fields that leave the portal.

Nobody's name, mail address or telephone is among them. Descriptions are translated where they are shown.
"""

from datetime import date, datetime
from typing import Any, Generic, Literal, TypeVar
from uuid import UUID

from django.utils.translation import gettext_noop as _
from pydantic import BaseModel, Field

from antt_portal.api.models import Scope
from directives.models import Duty, ObligationKind
from enterprises.models import Capacity, OrganisationKind, Size, ZoneKind
from reports.models import Conclusion, RecognitionStatus, ReportKind, ReportStatus

ID = _("Mã công khai, không đổi.")
RungName = Literal["waiting", "sent", "delivered", "opened", "acknowledged", "reported"]
CHANGED = _("Thay đổi lần cuối mà Cổng ghi nhận; null khi chưa thay đổi từ lúc đưa vào Cổng.")


class Shape(BaseModel):
    """Fields may be added within a version; none is taken away, renamed or given another meaning."""


class Named(Shape):
    id: UUID = Field(description=ID)
    name: str = Field(description=_("Tên hiện nay."))


class NameOfTime(Shape):
    name: str
    valid_from: date = Field(description=_("Ngày đầu tiên."))
    valid_to: date | None = Field(description=_("Ngày cuối cùng; null khi chưa kết thúc."))


class Place(Shape):
    zone_id: UUID = Field(description=ID)
    zone: str = Field(description=_("Tên khu."))
    kind: ZoneKind
    capacity: Capacity = Field(description=_("Tư cách trong khu."))
    valid_from: date = Field(description=_("Ngày đầu tiên."))
    valid_to: date | None = Field(description=_("Ngày cuối cùng; null khi chưa kết thúc."))


class Traits(Shape):
    size: Size | None = Field(description=_("Quy mô; null khi chưa ghi."))
    handles_chemicals: bool = Field(description=_("Hoạt động hóa chất"))
    fire_hazard: bool = Field(description=_("Có nguy hiểm về cháy, nổ"))
    foreign_invested: bool = Field(description=_("Có vốn đầu tư nước ngoài"))


class Organisation(Shape):
    id: UUID = Field(description=ID)
    kind: OrganisationKind = Field(description=_("Loại"))
    name: str = Field(description=_("Tên hiện nay."))
    tax_code: str = Field(description=_("Mã số thuế; rỗng khi không có."))
    address: str = Field(description=_("Địa chỉ; rỗng khi chưa ghi."))
    traits: Traits | None = Field(
        description=_("Đặc điểm; null đối với doanh nghiệp thứ cấp mà chủ đầu tư hạ tầng đọc.")
    )
    names: list[NameOfTime] = Field(description=_("Tên qua các thời kỳ; chủ đầu tư hạ tầng chỉ thấy tên hiện nay."))
    zones: list[Place] = Field(description=_("Hoạt động tại khu; chủ đầu tư hạ tầng chỉ thấy khu hiện nay."))
    updated_at: datetime | None = Field(description=CHANGED)


class Item(Shape):
    """One obligation of a directive."""

    id: UUID = Field(description=ID)
    number: str = Field(description=_("Số mục trong văn bản."))
    kind: ObligationKind = Field(description=_("Loại"))
    title: str = Field(description=_("Tên của nội dung."))
    text: str = Field(description=_("Nguyên văn."))
    due_on: date | None = Field(description=_("Hạn; null khi không có hạn."))
    answer_wanted: bool = Field(description=_("Cần trả lời."))


class Directive(Shape):
    id: UUID = Field(description=ID)
    number: str = Field(description=_("Số, ký hiệu: 5230/BQL-QHXD."))
    subject: str = Field(description=_("Trích yếu."))
    status: Literal["issued", "recalled", "replaced"] = Field(
        description=_("issued: còn hiệu lực; recalled: đã thu hồi; replaced: đã thay thế.")
    )
    issuer: Named = Field(description=_("Nơi ban hành."))
    issued_on: date = Field(description=_("Ngày ban hành."))
    issued_at: datetime = Field(description=_("Phát hành lúc."))
    acknowledge_by: date | None = Field(description=_("Xác nhận trước ngày."))
    bundle_sha256: str = Field(description=_("SHA-256 của bản kê các tệp đã phát hành."))
    audience_count: int | None = Field(description=_("Số nơi nhận khi phát hành; chỉ nơi ban hành thấy."))
    items: list[Item] = Field(description=_("Nội dung phải thực hiện; nơi nhận chỉ thấy nội dung của mình."))
    updated_at: datetime = Field(description=CHANGED)


class WantedReport(Shape):
    round: int = Field(description=_("Lần báo cáo."))
    due_on: date | None = Field(description=_("Hạn; null khi không có hạn."))
    reported_at: datetime | None = Field(description=_("Báo cáo lúc."))
    accepted_at: datetime | None = Field(description=_("Tiếp nhận lúc."))
    workdays_late: int = Field(description=_("Số ngày làm việc chậm."))


class Delivery(Shape):
    id: UUID = Field(description=ID)
    directive_id: UUID = Field(description=_("Văn bản chỉ đạo được gửi."))
    organisation: Named = Field(description=_("Nơi nhận."))
    duty: Duty = Field(description=_("Nhận để làm gì."))
    rung: RungName = Field(
        description=_("Bậc cao nhất đã đạt: chờ gửi, đã gửi, đã nhận, đã mở, đã xác nhận, đã báo cáo.")
    )
    at_issue: bool = Field(description=_("Có từ khi phát hành; false khi bổ sung sau."))
    recorded_at: datetime = Field(description=_("Ghi vào danh sách lúc."))
    sent_at: datetime | None = Field(description=_("Gửi lúc."))
    delivered_at: datetime | None = Field(description=_("Nhận lúc."))
    opened_at: datetime | None = Field(description=_("Người của nơi nhận mở lúc. Đọc qua API không tính là mở."))
    acknowledged_at: datetime | None = Field(description=_("Xác nhận lúc."))
    reported_at: datetime | None = Field(description=_("Báo cáo lúc."))
    ended_at: datetime | None = Field(description=_("Thu hồi, thay thế lúc."))
    reports: list[WantedReport] | None = Field(
        description=_("Báo cáo phải gửi; null đối với lượt mà chủ đầu tư hạ tầng chuyển tiếp.")
    )
    updated_at: datetime = Field(description=CHANGED)


class Receipt(Shape):
    """One version as it was handed in."""

    number: int = Field(description=_("Lần nộp."))
    receipt: str = Field(description=_("Số biên nhận."))
    sha256: str = Field(description=_("SHA-256 của nội dung đã chốt."))
    submitted_at: datetime = Field(description=_("Nộp lúc."))


class Report(Shape):
    id: UUID = Field(description=ID)
    kind: ReportKind = Field(description=_("Loại"))
    title: str = Field(description=_("Tên hồ sơ."))
    year: int = Field(description=_("Năm đánh giá."))
    organisation: Named = Field(description=_("Tổ chức nộp."))
    status: ReportStatus = Field(description=_("Trạng thái"))
    answers_to: str = Field(description=_("Văn bản được trả lời; rỗng đối với hồ sơ năm."))
    delivery_id: UUID | None = Field(description=_("Lượt gửi được trả lời; null đối với hồ sơ năm."))
    opened_at: datetime = Field(description=_("Mở lúc."))
    due_on: date | None = Field(description=_("Hạn; null khi không có hạn."))
    mend_by: date | None = Field(description=_("Bổ sung trước ngày."))
    submitted_at: datetime | None = Field(description=_("Nộp lần cuối lúc."))
    accepted_at: datetime | None = Field(description=_("Tiếp nhận lúc."))
    workdays_late: int = Field(description=_("Số ngày làm việc chậm."))
    conclusion: Conclusion | None = Field(description=_("Kết luận; null khi chưa có."))
    submissions: list[Receipt] = Field(description=_("Các lần nộp."))
    updated_at: datetime = Field(description=CHANGED)


class Submission(Receipt):
    report_id: UUID = Field(description=_("Hồ sơ."))
    content: dict[str, Any] = Field(
        description=_(
            "Nội dung đã chốt khi nộp: tổ chức, từng nội dung, kết quả, số liệu, minh chứng. Không bao giờ đổi."
        )
    )


class Recognition(Shape):
    id: UUID = Field(description=ID)
    organisation: Named = Field(description=_("Doanh nghiệp."))
    year: int = Field(description=_("Năm đánh giá."))
    status: RecognitionStatus = Field(description=_("Trạng thái"))
    report_id: UUID = Field(description=_("Hồ sơ."))
    recogniser: Named = Field(description=_("Cơ quan công nhận."))
    decision_number: str = Field(description=_("Số quyết định; rỗng khi chưa có."))
    decided_on: date | None = Field(description=_("Ngày quyết định."))
    certificate_number: str = Field(description=_("Số giấy công nhận; rỗng khi chưa có."))
    code: str = Field(description=_("Mã xác minh; rỗng khi chưa có."))
    refused_reason: str = Field(description=_("Lý do không công nhận; rỗng khi không có."))
    revoked_on: date | None = Field(description=_("Thu hồi từ ngày."))
    revocation_number: str = Field(description=_("Văn bản thu hồi; rỗng khi không có."))
    revoked_reason: str = Field(description=_("Lý do thu hồi; rỗng khi không có."))
    updated_at: datetime | None = Field(description=CHANGED)


class PastRecognition(Shape):
    """Nothing that only a dossier in the portal has: no report, certificate or code, no status that can change."""

    id: UUID = Field(description=ID)
    organisation: Named = Field(description=_("Doanh nghiệp."))
    year: int = Field(description=_("Năm đánh giá."))
    is_recognised: bool = Field(description=_("Đạt hay chưa đạt, theo danh sách mà Ban Quản lý nhập."))
    decision_number: str = Field(description=_("Số quyết định; rỗng khi chưa có."))
    decided_on: date | None = Field(description=_("Ngày quyết định."))
    recogniser: str = Field(description=_("Cơ quan công nhận, theo tên lúc đó; rỗng khi chưa ghi."))
    updated_at: datetime | None = Field(description=CHANGED)


class Token(Shape):
    name: str = Field(description=_("Khóa dùng cho việc gì."))
    organisation: Named = Field(description=_("Tổ chức giữ khóa."))
    scopes: list[Scope] = Field(description=_("Loại dữ liệu được đọc."))
    expires_on: date = Field(description=_("Ngày cuối cùng dùng được."))
    requests_per_minute: int = Field(description=_("Số yêu cầu nhiều nhất mỗi phút."))


class Wrong(Shape):
    parameter: str = Field(description=_("Tên tham số."))
    reason: str = Field(description=_("Giá trị phải như thế nào."))


class Problem(Shape):
    """RFC 9457."""

    type: str = Field(description=_("Địa chỉ của phần tài liệu về lỗi này."))
    title: str = Field(description=_("Lỗi gì."))
    status: int = Field(description=_("Mã HTTP."))
    code: str = Field(description=_("Tên lỗi cho phần mềm; không đổi theo ngôn ngữ."))
    detail: str = Field(description=_("Việc cần làm."))
    errors: list[Wrong] = Field(default_factory=list, description=_("Từng tham số sai."))


S = TypeVar("S", bound=Shape)


class Page(BaseModel, Generic[S]):
    data: list[S] = Field(description=_("Các dòng, theo thứ tự vào Cổng; dòng mới luôn ở cuối."))
    next: str | None = Field(description=_("Địa chỉ của trang sau; null khi hết."))


class OrganisationPage(Page[Organisation]):
    pass


class DirectivePage(Page[Directive]):
    pass


class DeliveryPage(Page[Delivery]):
    pass


class ReportPage(Page[Report]):
    pass


class RecognitionPage(Page[Recognition]):
    pass


class PastRecognitionPage(Page[PastRecognition]):
    pass
