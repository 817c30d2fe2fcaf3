"""The columns of this app's lists, as files."""

from django.utils.translation import gettext_lazy as _

from antt_portal.core.list_files import ListColumn
from directives.models import Delivery, Duty, IncomingDocument, Instrument, LetterKind, LetterTemplate, OfficialLetter
from enterprises.models import Delegation, Organisation


def _sent_by(one: Organisation) -> str:
    told = one.__dict__  # annotated by the lists themselves
    straight = told["direct"] or not told.get("has_investor", True)
    return str(_("Ban Quản lý gửi thẳng") if straight else _("Chủ đầu tư hạ tầng chuyển"))


LETTERS: list[ListColumn[OfficialLetter]] = [
    ListColumn(_("Trích yếu"), 60, lambda one: one.subject),
    ListColumn(_("Số, ký hiệu"), 22, str),
    ListColumn(_("Loại"), 20, lambda one: one.get_kind_display()),
    ListColumn(_("Người soạn"), 26, lambda one: one.drafted_by.full_name if one.drafted_by else ""),
    ListColumn(_("Người ký"), 26, lambda one: one.delegation.user.full_name if one.delegation else ""),
    ListColumn(_("Ngày ban hành"), 12, lambda one: one.issued_on),
    ListColumn(_("Trạng thái"), 20, lambda one: one.get_status_display()),
]
INBOX: list[ListColumn[Delivery]] = [
    ListColumn(_("Trích yếu"), 60, lambda one: one.directive.letter.subject),
    ListColumn(_("Số, ký hiệu"), 22, lambda one: str(one.directive.letter)),
    ListColumn(_("Cơ quan ban hành"), 36, lambda one: str(one.directive.manifest.get("agency", ""))),
    ListColumn(_("Gửi ngày"), 12, lambda one: one.sent_at),
    ListColumn(_("Đã đến"), 20, lambda one: one.rung.label),
    ListColumn(_("Để"), 20, lambda one: one.get_duty_display()),
    ListColumn(_("Trạng thái văn bản"), 20, lambda one: one.directive.letter.get_status_display()),
]
INCOMING: list[ListColumn[IncomingDocument]] = [
    ListColumn(_("Tên văn bản"), 60, lambda one: one.title),
    ListColumn(_("Số đến"), 12, lambda one: one.arrival_text),
    ListColumn(_("Ngày đến"), 12, lambda one: one.arrived_on),
    ListColumn(_("Số, ký hiệu"), 22, lambda one: one.full_number),
    ListColumn(_("Ngày văn bản"), 12, lambda one: one.dated_on),
    ListColumn(_("Tác giả"), 36, lambda one: one.agency),
    ListColumn(_("Đơn vị, người nhận"), 30, lambda one: one.receiver),
    ListColumn(_("Hạn trả lời"), 12, lambda one: one.answer_due_on),
    ListColumn(_("Xong lúc"), 18, lambda one: one.closed_at),
]
INSTRUMENTS: list[ListColumn[Instrument]] = [
    ListColumn(_("Bộ nội dung"), 60, str),
    ListColumn(_("Lần ban hành"), 10, lambda one: one.edition),
    ListColumn(_("Nguồn"), 50, lambda one: one.citation),
    ListColumn(_("Áp dụng từ"), 12, lambda one: one.valid_from),
    ListColumn(_("Đến hết ngày"), 12, lambda one: one.valid_to),
    ListColumn(_("Trạng thái"), 20, lambda one: one.get_status_display()),
]
TEMPLATES: list[ListColumn[LetterTemplate]] = [
    ListColumn(_("Tên mẫu"), 50, lambda one: one.name),
    ListColumn(_("Loại"), 20, lambda one: one.get_kind_display()),
    ListColumn(_("Sửa lúc"), 18, lambda one: one.changed_at),
    ListColumn(_("Người sửa"), 26, lambda one: str(one.changed_by)),
    ListColumn(_("Đang dùng"), 12, lambda one: one.is_active),
]
NEWCOMERS: list[ListColumn[Organisation]] = [
    ListColumn(_("Tổ chức"), 50, lambda one: one.name),
    ListColumn(_("Loại"), 24, lambda one: one.get_kind_display()),
    ListColumn(_("Cách gửi"), 28, _sent_by),
]
REACHED: list[ListColumn[Organisation]] = [
    *NEWCOMERS,
    ListColumn(_("Để làm gì"), 20, lambda one: Duty(one.__dict__["duty"]).label),
]
DELEGATIONS: list[ListColumn[Delegation]] = [
    ListColumn(_("Người ký"), 28, lambda one: one.user.full_name),
    ListColumn(_("Thẩm quyền"), 24, lambda one: one.get_authority_display()),
    ListColumn(_("Chức vụ"), 30, lambda one: one.office),
    ListColumn(_("Văn bản giao quyền"), 40, lambda one: one.document),
    ListColumn(_("Loại văn bản"), 40, lambda one: ", ".join(str(LetterKind(kind).label) for kind in one.letter_kinds)),
    ListColumn(_("Từ ngày"), 12, lambda one: one.valid_from),
    ListColumn(_("Đến ngày"), 12, lambda one: one.valid_to),
]
