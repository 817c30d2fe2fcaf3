"""The words of this app's acts on a timeline."""

from django.utils.translation import gettext_lazy as _

from antt_portal.core.verbs import name_verbs

VERBS = {
    "officialletter.load": _("Nạp văn bản"),
    "officialletter.draft": _("Soạn văn bản"),
    "officialletter.edit": _("Sửa dự thảo"),
    "officialletter.take_over": _("Nhận soạn tiếp"),
    "officialletter.bring_back": _("Lấy lại bản trước"),
    "officialletter.attach": _("Thêm tệp gửi kèm"),
    "officialletter.detach": _("Bỏ tệp gửi kèm"),
    "officialletter.announce": _("Ghi tên văn bản gửi kèm"),
    "officialletter.renounce": _("Bỏ tên văn bản gửi kèm"),
    "officialletter.submit": _("Trình duyệt nội dung"),
    "officialletter.approve": _("Duyệt nội dung"),
    "officialletter.pass_layout": _("Kiểm tra thể thức, trình ký"),
    "officialletter.sign": _("Ký văn bản"),
    "officialletter.number": _("Cấp số"),
    "officialletter.seal": _("Đóng dấu"),
    "officialletter.issue": _("Phát hành"),
    "officialletter.send_back": _("Trả lại người soạn"),
    "officialletter.discard": _("Bỏ dự thảo"),
    "officialletter.recall": _("Thu hồi văn bản"),
    "officialletter.replace": _("Thay thế văn bản"),
    "lettertemplate.write": _("Lưu mẫu văn bản"),
    "lettertemplate.retire": _("Ngừng dùng mẫu văn bản"),
    "lettertemplate.revive": _("Dùng lại mẫu văn bản"),
    "signingkey.assign": _("Giao khóa ký"),
    "signingkey.retire": _("Ngừng dùng khóa ký"),
    "registerentry.reserve": _("Giữ trước số"),
    "registerentry.use_reserved": _("Dùng số giữ trước"),
    "registerentry.skip": _("Bỏ số"),
    "registerentry.amend": _("Ghi số bản, ký nhận"),
    "instrument.publish": _("Công bố bộ nội dung"),
    "instrument.draft": _("Soạn bộ nội dung"),
    "instrument.edit": _("Sửa bộ nội dung"),
    "instrument.retire": _("Ngừng áp dụng bộ nội dung"),
}

name_verbs(VERBS)
