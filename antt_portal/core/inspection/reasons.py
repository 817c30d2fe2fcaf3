"""Why a file is refused, in words: what happened, that nothing was kept, what to do."""

from django.utils.translation import gettext, gettext_lazy

from antt_portal.core.inspection.quarantine.unfit import Unfit
from antt_portal.core.refusal import Refused

_ = gettext_lazy

REASONS = {
    "empty": _("Tệp rỗng nên chưa được lưu. Kiểm tra tệp gốc rồi tải lên lại."),
    "too_large": _("Tệp lớn hơn %(limit)s MB nên chưa được lưu. Giảm độ phân giải khi quét hoặc chia thành nhiều tệp."),
    "no_extension": _(
        "Tên tệp không có phần đuôi nên chưa được lưu. Các loại được nhận: PDF, JPEG, PNG, HEIC, DOCX, XLSX."
    ),
    "unknown_type": _(
        "Loại tệp “.%(extension)s” không được nhận nên tệp chưa được lưu. Chuyển sang PDF, JPEG, PNG, "
        "HEIC, DOCX hoặc XLSX rồi tải lên lại."
    ),
    "type_mismatch": _(
        "Tên tệp có đuôi “.%(extension)s” nhưng nội dung là %(found)s, vì vậy tệp chưa được lưu. Kiểm tra "
        "xem có chọn nhầm tệp không, hoặc lưu lại đúng loại rồi tải lên."
    ),
    "foreign_data": _(
        "Bên trong tệp có ghép thêm nội dung khác (%(found)s) nên tệp chưa được lưu. Mở tệp, xuất ra một "
        "tệp mới rồi tải lên tệp mới."
    ),
    "macro": _("Tệp có macro (mã lệnh) nên chưa được lưu. Lưu lại thành .docx, .xlsx không có macro hoặc xuất ra PDF."),
    "active_content": _(
        "Tệp có mã lệnh hoặc thao tác tự chạy khi mở nên chưa được lưu. In tệp ra một tệp PDF mới rồi tải lên."
    ),
    "embedded_file": _(
        "Bên trong tệp có nhúng tệp khác nên chưa được lưu. Lấy tệp nhúng ra, tải riêng từng tệp; hoặc in ra PDF."
    ),
    "linked_content": _(
        "Tệp lấy nội dung từ máy khác khi mở (mẫu, ảnh hoặc đối tượng liên kết) nên chưa được lưu. Xuất ra "
        "PDF để nội dung nằm trọn trong tệp."
    ),
    "encrypted": _("Tệp đặt mật khẩu hoặc mã hóa nên không mở được và chưa được lưu. Bỏ mật khẩu rồi tải lên lại."),
    "archive_bomb": _(
        "Nội dung nén trong tệp phình ra quá lớn (tối đa %(limit)s MB) nên tệp chưa được lưu. Xóa các "
        "dòng, cột và ảnh thừa rồi lưu lại."
    ),
    "archive_unsafe": _(
        "Cấu trúc nén của tệp không an toàn nên tệp chưa được lưu. Mở bằng Word hoặc Excel, lưu thành tệp "
        "mới rồi tải lên."
    ),
    "xml_entity": _(
        "Tệp có khai báo DTD, thứ mà Word và Excel không bao giờ ghi, nên chưa được lưu. Mở tệp, lưu thành "
        "tệp mới rồi tải lên."
    ),
    "image_too_big": _(
        "Ảnh có quá nhiều điểm ảnh (tối đa %(limit)s triệu) nên chưa được lưu. Giảm kích thước ảnh rồi tải lên lại."
    ),
    "unreadable": _(
        "Không mở được tệp: tệp hỏng hoặc tải lên chưa trọn vẹn, nên chưa được lưu. Mở thử tệp gốc rồi tải lên lại."
    ),
    "too_complex": _(
        "Tệp quá phức tạp, không kiểm tra xong trong giới hạn cho phép, nên chưa được lưu. In ra một tệp "
        "PDF mới hoặc chia nhỏ tệp rồi tải lên."
    ),
    "malware": _(
        "Phần mềm chống mã độc tìm thấy “%(name)s” trong tệp, nên tệp chưa được lưu. Quét mã độc trên máy đã tạo tệp, "
        "rồi tải lên một tệp sạch."
    ),
    "classified": _(
        "Tên tệp hoặc tiêu đề có dấu chỉ độ mật “%(mark)s”. Cổng không nhận tài liệu bí mật nhà nước; tệp "
        "chưa được lưu. Nếu tài liệu không thuộc độ mật nào, sửa lại tên cho rõ (viết đủ dấu) rồi tải lên "
        "lại."
    ),
}
FOUND = {
    "pdf": _("tệp PDF"),
    "shifted_pdf": _("tệp PDF có phần lạ ở đầu"),
    "jpg": _("ảnh JPEG"),
    "png": _("ảnh PNG"),
    "heic": _("ảnh HEIC"),
    "docx": _("văn bản Word (DOCX)"),
    "xlsx": _("bảng tính Excel (XLSX)"),
    "pptx": _("bản trình chiếu (PPTX)"),
    "dotx": _("tệp mẫu Word (DOTX)"),
    "xltx": _("tệp mẫu Excel (XLTX)"),
    "odf": _("tệp OpenDocument"),
    "doc": _("văn bản Word đời cũ (DOC)"),
    "xls": _("bảng tính Excel đời cũ (XLS)"),
    "ole": _("tệp Office đời cũ"),
    "zip": _("tệp nén ZIP"),
    "rar": _("tệp nén RAR"),
    "7z": _("tệp nén 7z"),
    "exe": _("chương trình chạy được"),
    "html": _("trang web (HTML)"),
    "svg": _("ảnh vectơ SVG"),
    "xml": _("tệp XML"),
    "text": _("tệp văn bản thuần"),
    "unknown": _("loại không nhận ra được"),
}


def refused(unfit: Unfit, *, extension: str = "") -> Refused:
    """The refusal in the language of the person asking; ``extension`` is what the file's name claimed."""
    values = {"extension": extension, **unfit.values}
    if "found" in values:
        values["found"] = str(FOUND.get(values["found"]) or gettext("tệp %s") % values["found"].upper())
    return Refused(unfit.code, str(REASONS[unfit.code]) % values)
