"""The words of these acts on a timeline."""

from django.utils.translation import gettext_lazy as _

from antt_portal.core.verbs import name_verbs

VERBS = {
    "breach.enter": _("Ghi vụ vi phạm dữ liệu"),
    "breach.correct": _("Sửa thông tin vụ vi phạm"),
    "breach.report": _("Báo cơ quan chuyên trách"),
    "breach.close": _("Kết thúc vụ vi phạm"),
}

name_verbs(VERBS)
