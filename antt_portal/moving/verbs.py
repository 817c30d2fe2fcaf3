"""The words of these acts on a timeline."""

from django.utils.translation import gettext_lazy as _

from antt_portal.core.verbs import name_verbs

VERBS = {
    "importrun.take_in": _("Tải lên tệp dữ liệu"),
    "importrun.check": _("Kiểm tra xong tệp dữ liệu"),
    "importrun.refuse": _("Tệp dữ liệu có chỗ phải sửa"),
    "importrun.confirm": _("Xác nhận nhập dữ liệu"),
    "importrun.finish": _("Nhập xong dữ liệu"),
    "importrun.drop": _("Bỏ tệp dữ liệu"),
    "importrun.fail": _("Không nhập được dữ liệu"),
    "zone.add": _("Ghi khu"),
    "zone.change": _("Sửa thông tin khu"),
    "pastrecognition.add": _("Ghi kết quả công nhận năm trước"),
    "pastrecognition.change": _("Sửa kết quả công nhận năm trước"),
}

name_verbs(VERBS)
