"""The words of this app's acts on a timeline."""

from django.utils.translation import gettext_lazy as _

from antt_portal.core.verbs import name_verbs

VERBS = {
    "officialletter.load": _("Nạp văn bản"),
    "instrument.publish": _("Công bố bộ nội dung"),
    "instrument.draft": _("Soạn bộ nội dung"),
    "instrument.edit": _("Sửa bộ nội dung"),
    "instrument.retire": _("Ngừng áp dụng bộ nội dung"),
}

name_verbs(VERBS)
