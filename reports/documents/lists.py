"""The columns of this app's lists, as files."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from antt_portal.core.list_files import ListColumn
from directives.models import Campaign
from reports.incidents.suggesting import Meaning
from reports.listing import Entry
from reports.models import Evidence, Opinion, PastRecognition, Recognition, Report, RollUp


def _zones(report: Report) -> str:
    tenancies: Any = report.organisation.__dict__.get("present_tenancies", [])
    return ", ".join(tenancy.zone.name for tenancy in tenancies)


def _severity(one: Meaning) -> str:
    return str(one.decision.get_severity_display()) if one.decision else ""


def _not_met(entry: Entry) -> str:
    return "; ".join(f"{one.answer.obligation}: {one.comment}".rstrip(": ") for one in entry.not_met)


def _said(opinion: Opinion) -> str:
    answer = str(opinion.get_stance_display()) if opinion.stance else str(_("Chưa trả lời"))
    return f"{opinion.agency}: {answer}. {opinion.text}".rstrip(". ")


QUEUE: list[ListColumn[Report]] = [
    ListColumn(_("Doanh nghiệp"), 50, lambda one: one.organisation.name),
    ListColumn(_("Khu"), 30, _zones),
    ListColumn(_("Hồ sơ"), 36, str),
    ListColumn(_("Nộp lúc"), 18, lambda one: one.submitted_at),
    ListColumn(_("Lần nộp"), 8, lambda one: one.submission_count),
    ListColumn(_("Hạn thẩm định"), 12, lambda one: one.__dict__.get("review_due_on")),
    ListColumn(_("Người thẩm định"), 26, lambda one: one.assignee.full_name if one.assignee else ""),
    ListColumn(_("Trạng thái"), 20, lambda one: one.get_status_display()),
    ListColumn(_("Nộp muộn, ngày làm việc"), 12, lambda one: one.workdays_late),
]
INCIDENTS: list[ListColumn[Meaning]] = [
    ListColumn(_("Vụ việc"), 26, lambda one: one.facts.get_type_display()),
    ListColumn(_("Mới là dấu hiệu"), 12, lambda one: one.facts.is_sign),
    ListColumn(_("Doanh nghiệp"), 50, lambda one: one.facts.incident.organisation.name),
    ListColumn(_("Khu"), 30, lambda one: one.facts.zone.name if one.facts.zone else ""),
    ListColumn(_("Địa điểm"), 40, lambda one: one.facts.place),
    ListColumn(_("Xảy ra lúc"), 18, lambda one: one.facts.happened_at),
    ListColumn(_("Số người bị thương"), 10, lambda one: one.facts.injured),
    ListColumn(_("Số người chết"), 10, lambda one: one.facts.dead),
    ListColumn(_("Số người ngừng việc"), 10, lambda one: one.facts.stopped),
    ListColumn(_("Mức độ"), 20, _severity),
    ListColumn(_("Trạng thái"), 20, lambda one: one.facts.incident.get_status_display()),
]
OPINIONS: list[ListColumn[Opinion]] = [
    ListColumn(_("Doanh nghiệp"), 50, lambda one: one.report.organisation.name),
    ListColumn(_("Hồ sơ"), 30, lambda one: f"{one.report.get_kind_display()} {one.report.year}"),
    ListColumn(_("Hỏi ngày"), 18, lambda one: one.asked_at),
    ListColumn(_("Trả lời trước"), 12, lambda one: one.due_on),
    ListColumn(_("Trả lời lúc"), 18, lambda one: one.answered_at),
    ListColumn(_("Ý kiến"), 20, lambda one: one.get_stance_display()),
]
CAMPAIGNS: list[ListColumn[Campaign]] = [
    ListColumn(_("Đợt"), 50, lambda one: one.name),
    ListColumn(_("Từ ngày"), 12, lambda one: one.starts_on),
    ListColumn(_("Đến ngày"), 12, lambda one: one.ends_on),
    ListColumn(_("Văn bản"), 10, lambda one: one.__dict__["letter_count"]),
    ListColumn(_("Trạng thái"), 20, lambda one: one.get_status_display()),
]
ROLL_UPS: list[ListColumn[RollUp]] = [
    ListColumn(_("Báo cáo"), 60, lambda one: one.title),
    ListColumn(_("Phạm vi"), 20, lambda one: one.get_scope_display()),
    ListColumn(_("Số liệu đến"), 18, lambda one: one.moment),
    ListColumn(_("Trạng thái"), 20, lambda one: one.get_status_display()),
]
EVIDENCE: list[ListColumn[Evidence]] = [
    ListColumn(_("Minh chứng"), 50, str),
    ListColumn(_("Loại tệp"), 10, lambda one: one.kind),
    ListColumn(_("Thời hạn"), 12, lambda one: one.expires_on),
]
RECOGNITIONS: list[ListColumn[Recognition]] = [
    ListColumn(_("Doanh nghiệp"), 50, lambda one: one.organisation.name),
    ListColumn(_("Mã số thuế"), 16, lambda one: one.organisation.tax_code),
    ListColumn(_("Năm"), 8, lambda one: one.year),
    ListColumn(_("Cơ quan công nhận"), 40, lambda one: one.batch.recogniser.name),
    ListColumn(_("Kết quả"), 20, lambda one: one.get_status_display()),
    ListColumn(_("Số quyết định"), 22, lambda one: one.batch.decision_number),
    ListColumn(_("Ngày quyết định"), 12, lambda one: one.batch.decided_on),
    ListColumn(_("Số giấy công nhận"), 22, lambda one: one.certificate_number),
    ListColumn(_("Thu hồi từ ngày"), 12, lambda one: one.revoked_on),
]
BATCH: list[ListColumn[Entry]] = [
    ListColumn(_("Doanh nghiệp"), 50, lambda one: one.recognition.organisation.name),
    ListColumn(_("Mã số thuế"), 16, lambda one: one.recognition.organisation.tax_code),
    ListColumn(_("Kết quả"), 20, lambda one: one.recognition.get_status_display()),
    ListColumn(_("Số tiêu chí đạt"), 10, lambda one: one.criteria_met),
    ListColumn(_("Số tiêu chí"), 10, lambda one: len(one.criteria)),
    ListColumn(_("Chưa đạt"), 50, _not_met),
    ListColumn(_("Người thẩm định"), 40, lambda one: one.reviewers),
    ListColumn(_("Người tiếp nhận"), 26, lambda one: str(one.recognition.report.accepted_by or "")),
    ListColumn(_("Ý kiến"), 50, lambda one: "; ".join(map(_said, one.opinions))),
    ListColumn(_("Lý do"), 40, lambda one: one.recognition.refused_reason or one.recognition.revoked_reason),
    ListColumn(_("Số giấy công nhận"), 22, lambda one: one.recognition.certificate_number),
    ListColumn(_("Thu hồi từ ngày"), 12, lambda one: one.recognition.revoked_on),
]
PAST_RECOGNITIONS: list[ListColumn[PastRecognition]] = [
    ListColumn(_("Doanh nghiệp"), 50, lambda one: one.organisation.name),
    ListColumn(_("Mã số thuế"), 16, lambda one: one.organisation.tax_code),
    ListColumn(_("Năm"), 8, lambda one: one.year),
    ListColumn(_("Kết quả"), 12, lambda one: _("Đạt") if one.is_recognised else _("Chưa đạt")),
    ListColumn(_("Số quyết định"), 22, lambda one: one.decision_number),
    ListColumn(_("Ngày quyết định"), 12, lambda one: one.decided_on),
    ListColumn(_("Cơ quan công nhận"), 40, lambda one: one.recogniser),
]
