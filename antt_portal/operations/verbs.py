"""The words of these acts on a timeline."""

from django.utils.translation import gettext_lazy as _

from antt_portal.core.verbs import name_verbs

VERBS = {
    "person.erase": _("Xóa dữ liệu cá nhân theo yêu cầu"),
    "person.export": _("Xuất dữ liệu cá nhân theo yêu cầu"),
    "notice.send_again": _("Gửi lại thư"),
    "webhook.add": _("Thêm webhook"),
    "webhook.try_out": _("Thử webhook"),
    "webhook.renew_secret": _("Đổi khóa webhook"),
    "webhook.switch_on": _("Bật webhook"),
    "webhook.switch_off": _("Tắt webhook"),
}

name_verbs(VERBS)
