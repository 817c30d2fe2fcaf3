"""What enterprises write about each obligation: a few voices, told apart by chance and filled from the facts."""

from antt_portal.demo.facts import Facts
from directives.models import Obligation

# By the last part of the obligation's code: numbers of the letter of 2020, criteria (c1 …), parts of the registration.
TEXTS: dict[str, tuple[str, ...]] = {
    "1": (
        (
            "Đã rà soát toàn bộ nội quy, quy chế trong quý I năm {year}, bổ sung quy định kiểm soát ra vào "
            "{area}. {staff} người lao động được phổ biến tại các buổi họp đầu ca và trên bảng tin."
        ),
        (
            "Giữ nguyên các nội quy đang áp dụng sau khi rà soát; sửa quy chế bảo vệ cho phù hợp với cách bố trí "
            "ca mới. Nội quy niêm yết tại cổng và từng xưởng; người mới tuyển được phổ biến trước khi nhận việc."
        ),
    ),
    "2": (
        (
            "Người đứng đầu ban hành chỉ thị, kế hoạch năm {year} và phân công một phó giám đốc phụ trách an ninh"
            " trật tự. Đăng ký phấn đấu nộp ngày {registered_on}."
        ),
        (
            "Kế hoạch bảo đảm an ninh trật tự được giao đến {sub_units} bộ phận, mỗi quý kiểm điểm một lần. Bản "
            "đăng ký gửi Ban Quản lý ngày {registered_on}."
        ),
    ),
    "3": (
        (
            "Tổ chức tuyên truyền theo ca, tập trung vào {topic}. Tổ hòa giải tiếp nhận phản ánh qua hộp thư và "
            "nhóm nhắn tin của công đoàn, trả lời trong ba ngày làm việc."
        ),
        (
            "Phối hợp với công đoàn nói chuyện chuyên đề về {topic} và lừa đảo qua mạng. Mâu thuẫn nhỏ được hòa "
            "giải ngay tại tổ sản xuất, không để kéo dài."
        ),
    ),
    "4": (
        (
            "Tài liệu nội bộ được giao người quản lý, máy tính phòng kỹ thuật không nối mạng ngoài. Giao ban định"
            " kỳ với công an; danh sách {foreigners} người nước ngoài được cập nhật khi có thay đổi."
        ),
        (
            "Duy trì quy chế phối hợp với công an, niêm yết số điện thoại trực ban tại cổng. Không xảy ra lộ, lọt"
            " thông tin; người nước ngoài (nếu có) khai báo tạm trú đầy đủ."
        ),
    ),
    "5": (
        (
            "{cameras} camera phủ cổng, tường rào và {area}; lắp thêm đèn ở lối đi sau nhà xưởng. Phương tiện "
            "chữa cháy được kiểm định, đội chữa cháy cơ sở diễn tập theo phương án."
        ),
        (
            "Sửa đoạn tường rào xuống cấp, thay camera hỏng, dọn vật cản trước họng nước. Khu vực trọng điểm là "
            "{area} có người trực ngoài giờ."
        ),
    ),
    "6": (
        (
            "Việc làm ổn định cho {staff} người; lương, bảo hiểm trả đúng hạn. Đối thoại định kỳ giải quyết kiến "
            "nghị về bữa ăn ca và xe đưa đón."
        ),
        (
            "Thực hiện đủ chế độ, khám sức khỏe định kỳ, thưởng Tết công bố trước 30 ngày. Không nợ thuế, không "
            "nợ bảo hiểm; tham gia các chương trình từ thiện tại địa phương."
        ),
    ),
    "7": (
        (
            "Lực lượng bảo vệ {guards} người, có chứng nhận nghiệp vụ, chia ba ca. Công đoàn và các tổ tự quản "
            "cùng tuần tra giờ tan ca."
        ),
        (
            "Kiện toàn đội bảo vệ {guards} người, tập huấn nghiệp vụ hai buổi trong năm; mỗi bộ phận có tổ tự "
            "quản về an ninh trật tự."
        ),
    ),
    "8": (
        (
            "Đã sơ kết sáu tháng và họp đánh giá năm {year} với {sub_units} bộ phận; khen thưởng các tổ làm tốt. "
            "Kính đề nghị xem xét công nhận."
        ),
        ("Họp đánh giá thống nhất kết quả tự chấm, công khai trên bảng tin. Lập hồ sơ đề nghị công nhận năm {year}."),
    ),
    "c1": ("Đủ kế hoạch, bản đăng ký, nội quy ngay trong quý I; toàn bộ {staff} người lao động được phổ biến.",),
    "c2": ("Chấp hành quy chế phối hợp với công an; các tồn tại sau kiểm tra đã khắc phục.",),
    "c3": ("Tự rà soát theo từng điểm; kết quả ghi ở phần số liệu.",),
    "c4": ("Đội bảo vệ {guards} người được xếp loại, không có người bị kỷ luật.",),
    "c5": ("{sub_units} bộ phận đã được xếp loại; tỷ lệ ghi ở phần số liệu.",),
    "resolution": ("Chi bộ ban hành nghị quyết lãnh đạo công tác bảo đảm an ninh trật tự năm {year}.",),
    "plan": (
        ("Kế hoạch năm {year} giao việc, thời hạn và người phụ trách cho {sub_units} bộ phận; tập trung vào {topic}."),
        "Kế hoạch bám sát đặc điểm ngành {trade}, có kinh phí cho camera, đèn và tập huấn bảo vệ.",
    ),
    "registration": ("Đăng ký phấn đấu đạt tiêu chuẩn năm {year}; nội quy, quy chế đang áp dụng gửi kèm.",),
}
NO_PARTY = "Doanh nghiệp chưa có tổ chức Đảng."


def theme(obligation: Obligation) -> str:
    """The last part of its code: "5" for item 5 of 2020 and for what a board borrowed from it, "c3" for a criterion."""
    return obligation.code.rsplit("-", 1)[-1]


def narrative_for(obligation: Obligation, facts: Facts) -> str:
    told = facts.chance(f"narrative:{theme(obligation)}").choice(TEXTS[theme(obligation)])
    return told.format(**facts.words())
