"""The words of this app's acts on a timeline: those of the state tables, and those that change no status."""

from django.utils.translation import gettext_lazy as _

from antt_portal.core.verbs import name_verbs
from reports import states

VERBS = {
    "report.open": _("Mở hồ sơ"),
    "report.carry_forward": _("Mang nội dung từ năm trước"),
    "report.answer_nothing": _("Ghi không có nội dung phải báo cáo"),
    "report.assign": _("Phân công thẩm định"),
    "report.review": _("Thẩm định nội dung"),
    "report.save_answer": _("Lưu nội dung"),
    "report.confirm_answer": _("Xác nhận nội dung mang từ năm trước"),
    "report.decide_barring_event": _("Kết luận về sự việc"),
    "report.ask_opinion": _("Hỏi ý kiến cơ quan phối hợp"),
    "evidence.upload": _("Tải minh chứng lên"),
    "evidence.use": _("Dùng minh chứng"),
    "evidence.confirm": _("Xác nhận minh chứng"),
    "evidence.withdraw": _("Gỡ minh chứng"),
    "evidence.describe": _("Sửa thông tin minh chứng"),
    "recognitionbatch.draft_decision": _("Lập dự thảo quyết định"),
    "recognition.certificate": _("Phát hành giấy công nhận"),
    "incident.report": _("Báo vụ việc"),
    "incident.correct": _("Sửa nội dung đã báo"),
    "incident.add_file": _("Thêm ảnh, tệp của vụ việc"),
    "incident.ask": _("Hỏi thêm về vụ việc"),
    "incident.answer": _("Trả lời về vụ việc"),
    "incident.add": _("Ghi diễn biến tiếp theo"),
    "incident.decide": _("Kết luận về vụ việc"),
    "dailyreport.report": _("Gửi báo cáo ngày"),
    "dailyreport.correct": _("Sửa báo cáo ngày"),
    "campaign.compile_day": _("Lập báo cáo ngày của Ban"),
    "recognitionbatch.create": _("Lập danh sách đề nghị"),
    "recognitionbatch.remove": _("Đưa khỏi danh sách đề nghị"),
    "rollup.begin": _("Lập báo cáo tổng hợp"),
    "rollup.change_moment": _("Đổi thời điểm chốt"),
    "rollup.write": _("Viết lời báo cáo"),
    "rollup.quote": _("Trích lời báo cáo của đơn vị"),
    "rollup.unquote": _("Bỏ lời trích"),
    "rollup.nominate": _("Đề nghị khen thưởng"),
    "rollup.withdraw_nomination": _("Rút đề nghị khen thưởng"),
    "rollup.compose": _("Lập dự thảo báo cáo"),
    **{
        f"{model}.{transition.code}": transition.label
        for model, transitions in {
            "report": states.REPORT_TRANSITIONS,
            "opinion": states.OPINION_TRANSITIONS,
            "incident": states.INCIDENT_TRANSITIONS,
            "recognitionbatch": states.BATCH_TRANSITIONS,
            "recognition": states.RECOGNITION_TRANSITIONS,
            "rollup": states.ROLL_UP_TRANSITIONS,
        }.items()
        for transition in transitions
    },
}

name_verbs(VERBS)
