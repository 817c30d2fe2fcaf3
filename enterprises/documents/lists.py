"""The columns of this app's lists, as files."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from antt_portal.core.list_files import ListColumn
from enterprises.models import (
    Contact,
    Deadline,
    DeadlineKind,
    DutyTerm,
    Extension,
    Ladder,
    LadderStep,
    Membership,
    Organisation,
    RecurringDuty,
    Succession,
)
from enterprises.reminding.wording import step_words


def zones_of(one: Organisation) -> str:
    """Those that the list has fetched."""
    return ", ".join(tenancy.zone.name for tenancy in one.tenancies.all())


@dataclass(frozen=True)
class StepOfKind:
    """``ladder`` and ``step`` are None for a kind nobody is reminded of."""

    kind: DeadlineKind
    ladder: Ladder | None
    step: LadderStep | None

    @property
    def is_on(self) -> bool:
        return self.ladder is not None and self.ladder.is_on

    @property
    def is_own(self) -> bool:
        return self.ladder is not None and self.ladder.board_id is not None


def _reached_by(one: Organisation) -> str:
    told = one.__dict__  # annotated by ``with_account_on``
    if told["has_account"]:
        return str(_("Tài khoản"))
    if told["has_contact"]:
        return str(_("Thư, mã dùng một lần"))
    return str(_("Đầu mối cũ đã thôi")) if told["had_contact_only"] else str(_("Chỉ bằng giấy"))


ORGANISATIONS: list[ListColumn[Organisation]] = [
    ListColumn(_("Tên"), 50, lambda one: one.name),
    ListColumn(_("Loại"), 24, lambda one: one.get_kind_display()),
    ListColumn(_("Mã số thuế"), 16, lambda one: one.tax_code),
    ListColumn(_("Khu"), 30, zones_of),
    ListColumn(_("Địa chỉ"), 40, lambda one: one.address),
    ListColumn(_("Quy mô"), 12, lambda one: one.get_size_display()),
    ListColumn(_("Hoạt động hóa chất"), 12, lambda one: one.handles_chemicals),
    ListColumn(_("Có nguy hiểm về cháy, nổ"), 12, lambda one: one.fire_hazard),
    ListColumn(_("Có vốn đầu tư nước ngoài"), 12, lambda one: one.foreign_invested),
]
TENANTS: list[ListColumn[Organisation]] = [
    ListColumn(_("Tên"), 50, lambda one: one.name),
    ListColumn(_("Mã số thuế"), 16, lambda one: one.tax_code),
    ListColumn(_("Khu"), 30, zones_of),
    ListColumn(_("Đến được bằng"), 26, _reached_by),
]
CONTACTS: list[ListColumn[Contact]] = [
    ListColumn(_("Tổ chức"), 50, lambda one: one.organisation.name),
    ListColumn(_("Họ và tên"), 28, lambda one: one.name),
    ListColumn(_("Chức vụ"), 26, lambda one: one.office),
    ListColumn(_("Thư điện tử"), 32, lambda one: one.email),
    ListColumn(_("Số điện thoại"), 16, lambda one: one.phone),
    ListColumn(_("Từ ngày"), 12, lambda one: one.valid_from),
    ListColumn(_("Thôi từ ngày"), 12, lambda one: one.ended_on),
    ListColumn(_("Đã xác nhận"), 12, lambda one: one.is_confirmed),
]
DEADLINES: list[ListColumn[Deadline]] = [
    ListColumn(_("Loại"), 26, lambda one: one.get_kind_display()),
    ListColumn(pgettext_lazy("what is to be done", "Việc"), 60, lambda one: one.title),
    ListColumn(_("Đến hạn"), 12, lambda one: one.due_on),
    ListColumn(_("Người phụ trách"), 26, lambda one: one.assignee.full_name if one.assignee else ""),
    ListColumn(_("Xong lúc"), 18, lambda one: one.closed_at),
]
EXTENSIONS: list[ListColumn[Extension]] = [
    ListColumn(_("Tổ chức"), 50, lambda one: one.organisation.name),
    ListColumn(_("Loại"), 26, lambda one: one.deadline.get_kind_display()),
    ListColumn(pgettext_lazy("what is to be done", "Việc"), 60, lambda one: one.deadline.title),
    ListColumn(_("Lý do"), 60, lambda one: one.reason),
    ListColumn(_("Hạn hiện nay"), 12, lambda one: one.deadline.due_on),
    ListColumn(_("Xin đến ngày"), 12, lambda one: one.wanted_on),
]
DUTIES: list[ListColumn[RecurringDuty]] = [
    ListColumn(_("Việc phải làm"), 60, lambda one: one.title),
    ListColumn(_("Áp dụng với"), 30, lambda one: one.get_condition_display()),
    ListColumn(_("Nơi nhận"), 36, lambda one: one.receiver),
    ListColumn(_("Căn cứ"), 50, lambda one: one.basis),
    ListColumn(_("Đến hết ngày"), 12, lambda one: one.valid_to),
    ListColumn(_("Đang nhắc"), 12, lambda one: one.is_asked),
    ListColumn(_("Đã xác minh"), 12, lambda one: one.is_verified),
    ListColumn(_("Của Ban Quản lý"), 12, lambda one: one.board_id is not None),
]
DUTY_TERMS: list[ListColumn[DutyTerm]] = [
    ListColumn(_("Việc phải làm"), 60, lambda one: one.duty.title),
    ListColumn(_("Sự việc lúc"), 18, lambda one: one.event_at),
    ListColumn(_("Hạn"), 12, lambda one: one.due_on),
    ListColumn(_("Nơi nhận"), 36, lambda one: one.duty.receiver),
    ListColumn(_("Đã làm ngày"), 12, lambda one: one.done_on),
    ListColumn(_("Số văn bản, cách gửi"), 50, lambda one: one.done_note),
]
PEOPLE: list[ListColumn[Membership]] = [
    ListColumn(_("Họ và tên"), 28, lambda one: one.user.full_name),
    ListColumn(_("Thư điện tử"), 32, lambda one: one.user.email),
    ListColumn(_("Vai trò"), 26, lambda one: one.get_role_display()),
    ListColumn(_("Từ ngày"), 12, lambda one: one.valid_from),
    ListColumn(_("Đến ngày"), 12, lambda one: one.valid_to),
    ListColumn(_("Xác thực hai lớp"), 12, lambda one: bool(getattr(one, "has_second_factor", False))),
]
LADDER_STEPS: list[ListColumn[StepOfKind]] = [
    ListColumn(_("Loại thời hạn"), 30, lambda one: one.kind.label),
    ListColumn(_("Đang nhắc"), 12, lambda one: one.is_on),
    ListColumn(_("Của Ban Quản lý"), 12, lambda one: one.is_own),
    ListColumn(_("Mốc"), 10, lambda one: one.step.code if one.step else ""),
    ListColumn(_("Khi nào"), 24, lambda one: step_words(one.step.code) if one.step else ""),
    ListColumn(_("Người nhận"), 24, lambda one: one.step.get_audience_display() if one.step else ""),
    ListColumn(_("Nội dung"), 24, lambda one: one.step.get_wording_display() if one.step else ""),
    ListColumn(_("Gửi ngay cả đêm và ngày nghỉ"), 12, lambda one: one.step is not None and one.step.is_urgent),
]
SUCCESSIONS: list[ListColumn[Succession]] = [
    ListColumn(pgettext_lazy("what is to be done", "Việc"), 40, lambda one: one.title),
    ListColumn(_("Tổ chức"), 50, lambda one: one.former_name or one.organisation.name),
    ListColumn(_("Tên mới"), 50, lambda one: one.new_name),
    ListColumn(_("Bên kế thừa"), 50, lambda one: one.successor.name if one.successor else ""),
    ListColumn(_("Khu"), 30, lambda one: one.zone.name if one.zone else ""),
    ListColumn(_("Có hiệu lực từ"), 12, lambda one: one.effective_on),
    ListColumn(_("Căn cứ"), 30, lambda one: one.document),
    ListColumn(_("Ngày văn bản"), 12, lambda one: one.documented_on),
    ListColumn(_("Trạng thái"), 24, lambda one: one.get_status_display()),
]
