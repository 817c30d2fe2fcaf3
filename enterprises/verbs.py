"""The words of this app's acts on a timeline."""

from django.utils.translation import gettext_lazy as _

from antt_portal.core.verbs import name_verbs

VERBS = {
    "organisation.register": _("Ghi danh tổ chức"),
    "organisation.rename": _("Đổi tên"),
    "organisation.classify": _("Cập nhật đặc điểm"),
    "applicability.decide": _("Quyết định việc áp dụng trong năm"),
    "tenancy.begin": _("Vào khu"),
    "tenancy.end": _("Rời khu"),
    "membership.grant": _("Giao vai trò"),
    "membership.end": _("Thôi vai trò"),
    "delegation.grant": _("Giao thẩm quyền ký"),
    "delegation.end": _("Kết thúc thẩm quyền ký"),
}

name_verbs(VERBS)
