"""The figures of a campaign as an Excel file: letters, answers, incidents, a sheet each."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from antt_portal.core.formats import vn_datetime
from antt_portal.core.workbook import Sheet, Value, workbook_of
from reports.campaigns.figures import AnswerRow, CampaignFigures, LetterRow
from reports.incidents.figures import Bar


def campaign_workbook(figures: CampaignFigures) -> bytes:
    return workbook_of([_about(figures), _letters(figures), _answers(figures), _incidents(figures)])


def _about(figures: CampaignFigures) -> Sheet:
    campaign = figures.campaign
    columns = [(pgettext("one", "Đợt cao điểm"), 60), (_("Từ ngày"), 14), (_("Đến ngày"), 14), (_("Số liệu lúc"), 18)]
    row = (campaign.name, campaign.starts_on, campaign.ends_on, vn_datetime(figures.at))
    return Sheet(pgettext("one", "Đợt cao điểm"), columns, [row])


def _letters(figures: CampaignFigures) -> Sheet:
    columns = [
        (_("Văn bản"), 22),
        (_("Trích yếu"), 60),
        (_("Trạng thái"), 22),
        (_("Phải nhận"), 12),
        (_("Đã gửi"), 12),
        (_("Đã nhận"), 12),
        (_("Đã mở"), 12),
        (_("Đã xác nhận"), 12),
        (_("Đã báo cáo"), 12),
    ]
    return Sheet(_("Văn bản"), columns, [_letter(row) for row in figures.letters])


def _letter(row: LetterRow) -> tuple[Value, ...]:
    letter, counts = row.directive.letter, row.counts
    reached = (counts.everybody, counts.sent, counts.delivered, counts.opened, counts.acknowledged, counts.reported)
    return (str(letter), letter.subject, str(letter.get_status_display()), *reached)


def _answers(figures: CampaignFigures) -> Sheet:
    columns = [
        (_("Văn bản"), 22),
        (_("Nội dung"), 60),
        (_("Phải báo cáo"), 12),
        (_("Đã thực hiện"), 12),
        (_("Một phần"), 12),
        (_("Chưa thực hiện"), 12),
        (_("Không có nội dung"), 12),
        (_("Nộp chậm"), 12),
        (_("Đang bổ sung"), 12),
        (_("Chưa báo cáo"), 12),
    ]
    return Sheet(_("Kết quả thực hiện"), columns, [_answer(row) for row in figures.answers])


def _answer(row: AnswerRow) -> tuple[Value, ...]:
    said = (row.done, row.partly, row.not_done, row.nothing)
    return (row.letter, row.obligation.title, row.wanted, *said, row.late, row.returned, row.missing)


def _incidents(figures: CampaignFigures) -> Sheet:
    columns = [
        (_("Loại"), 30),
        (_("Vụ việc"), 12),
        (_("Dấu hiệu"), 12),
        (_("Bị thương"), 12),
        (_("Chết"), 12),
        (_("Thiệt hại, đồng"), 18),
    ]
    return Sheet(_("Vụ việc"), columns, [_incident(bar) for bar in figures.by_type])


def _incident(bar: Bar) -> tuple[Value, ...]:
    tally = bar.tally
    return (bar.label, tally.happened, tally.signs, tally.injured, tally.dead, int(tally.loss))
