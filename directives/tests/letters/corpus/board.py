"""Letters of a board to those in its zones."""

from directives.tests.letters.corpus.making import file, letter

AN_PHU = "Công ty TNHH Thử Nghiệm An Phú"
BINH_MINH = "Công ty Cổ phần Mẫu Bình Minh"

BOARD = {
    "year-end order": letter(
        "tăng cường bảo đảm an ninh, trật tự dịp cuối năm 2026",
        ["Các chủ đầu tư kinh doanh hạ tầng khu công nghiệp", "Các doanh nghiệp trong khu kinh tế, khu công nghiệp"],
        "Thực hiện Công văn số 4512/UBND-NC ngày 02 tháng 11 năm 2026 của Ủy ban nhân dân tỉnh về việc bảo đảm an "
        "ninh, trật tự dịp cuối năm, Ban Quản lý Khu kinh tế Thử Nghiệm đề nghị:",
        "1. Các chủ đầu tư đầu tư, sửa chữa tường rào, hệ thống chiếu sáng, camera trước ngày 24/11/2026.",
        "2. Lực lượng bảo vệ bảo vệ nghiêm ngặt khu vực trọng điểm; ngày ngày giao ca có ký nhận.",
        "3. Các tổ hòa giải hòa giải kịp thời mâu thuẫn từ cơ sở, không để lộ, lọt bí mật kinh doanh.",
        "Nhận được Công văn này, đề nghị các đơn vị, doanh nghiệp nghiêm túc triển khai thực hiện./.",
    ),
    "hot line": letter(
        "công bố số điện thoại đường dây nóng tiếp nhận tin báo về an ninh, trật tự",
        ["Các doanh nghiệp khu công nghiệp Thử Nghiệm 1"],
        "Ban Quản lý công bố đường dây nóng số 0220 000 000, trực 24/24 giờ từ ngày 24/11/2026 đến ngày 06/02/2027.",
        "Mọi thông tin cung cấp được bảo mật tuyệt đối.",
        "Ban Quản lý thông báo để các doanh nghiệp biết, phối hợp thực hiện./.",
        symbol="BQL-VP",
        archive="Lưu: VT, VP",
    ),
    "one enterprise": letter(
        f"đôn đốc {AN_PHU} nộp hồ sơ đề nghị công nhận năm 2026",
        [AN_PHU],
        "Ngày 12/11/2026, Ban Quản lý đã kiểm tra hồ sơ điện tử của Công ty; đến nay Công ty chưa nộp báo cáo kết quả.",
        "Đề nghị Công ty lập báo cáo, kèm theo minh chứng, gửi về Ban Quản lý trước ngày 20/11/2026.",
        "Quá thời hạn trên, đề nghị Công ty có văn bản giải trình gửi Ban Quản lý./.",
        copies_to=["Như trên", "Lãnh đạo Ban (để báo cáo)", f"Giám đốc {AN_PHU}"],
    ),
    "forms enclosed": letter(
        "hướng dẫn đăng ký phấn đấu đạt tiêu chuẩn an toàn về an ninh, trật tự năm 2027",
        ["Các doanh nghiệp trong khu công nghiệp (có danh sách kèm theo)"],
        "Căn cứ Thông tư số 124/2021/TT-BCA, Ban Quản lý hướng dẫn việc đăng ký năm 2027 như sau:",
        "1. Bản đăng ký lập theo mẫu đính kèm; kế hoạch, nội quy do doanh nghiệp tự xây dựng.",
        "2. Hồ sơ gửi qua Cổng ANTT trước ngày 31/3/2027 (chi tiết tại Phụ lục kèm theo).",
        "Trong quá trình thực hiện, nếu có vướng mắc, đề nghị các doanh nghiệp phản ánh về Ban Quản lý "
        "(qua Phòng Quy hoạch xây dựng) để được hướng dẫn./.",
        attachments=file("Mẫu bản đăng ký và danh sách doanh nghiệp"),
    ),
    "own annex": letter(
        "kiểm tra công tác phòng cháy, chữa cháy quý I năm 2027",
        [AN_PHU, BINH_MINH],
        "Ban Quản lý kiểm tra theo lịch tại Phụ lục ban hành kèm theo Công văn này.",
        "Đoàn kiểm tra kiểm tra từng bước từng bước theo đề cương, không gây cản trở sản xuất.",
        "Đề nghị các Công ty bố trí người đại diện đại diện cho doanh nghiệp làm việc với Đoàn./.",
        annexes=[{"title": "LỊCH KIỂM TRA", "table": {"columns": ["STT", "Doanh nghiệp"], "rows": [["1", AN_PHU]]}}],
    ),
    "citing annexes of others": letter(
        "áp dụng mẫu báo cáo lao động",
        ["Các doanh nghiệp thứ cấp", "Các chủ đầu tư hạ tầng"],
        "Mẫu số 01 ban hành kèm theo Quyết định số 118/QĐ-BQL ngày 05 tháng 01 năm 2026 hết hiệu lực; "
        "từ ngày 01/12/2026 dùng Mẫu số 02 (Phụ lục II kèm theo Nghị định số 30/2020/NĐ-CP).",
        "Hồ sơ nộp kèm theo bản sao giấy chứng nhận đăng ký đầu tư; các chi phí kèm theo do doanh nghiệp chịu.",
        "Yêu cầu các doanh nghiệp thứ cấp, chủ đầu tư hạ tầng khẩn trương thực hiện./.",
    ),
    "secrecy": letter(
        "tăng cường công tác bảo vệ bí mật nhà nước",
        ["Văn phòng, các phòng chuyên môn, các đơn vị sự nghiệp thuộc Ban"],
        "1. Không soạn thảo, lưu giữ tài liệu có độ mật (Tuyệt mật, Tối mật, Mật) trên máy tính nối mạng.",
        "2. Nghiêm cấm gửi văn bản đóng dấu chỉ độ mật qua Cổng ANTT; đổi mật khẩu định kỳ, bảo mật tài khoản.",
        "3. Bảo quản tài liệu mật theo Luật Bảo vệ bí mật nhà nước; việc giải mật do cơ quan ban hành quyết định.",
        "Yêu cầu Văn phòng, các phòng, đơn vị nghiêm túc thực hiện./.",
        signature={"authority": None, "office": "TRƯỞNG BAN", "name": "Nguyễn Văn Mật"},
        copies_to=["Như trên", "Lưu hồ sơ đảng vụ"],
    ),
    "density": letter(
        "mật độ xây dựng tại lô CN-05",
        [BINH_MINH],
        "Mật độ xây dựng tối đa của lô đất là 60%; mật độ cây xanh không dưới 20%, trồng cây xanh xanh quanh năm.",
        "Nhà máy tại số 12/5 đường Mật Sơn, phường Mẫu, hoạt động từ ngày 03/02/2024.",
        "Đề nghị Quý Công ty điều chỉnh hồ sơ thiết kế cho phù hợp./.",
        symbol="BQL",
        archive="Lưu: VT",
    ),
    "several keepers": letter(
        "phối hợp diễn tập chữa cháy",
        ["Phòng Cảnh sát PCCC và CNCH Công an tỉnh", AN_PHU],
        "Lực lượng chữa cháy chữa cháy theo phương án số 3; ngày diễn tập: 24/11/2026.",
        "Kính đề nghị Phòng Cảnh sát PCCC và CNCH Công an tỉnh, Công ty TNHH Thử Nghiệm An Phú phối hợp thực hiện./.",
        archive="Lưu: VT; QHXD; VP (5b)",
    ),
    "unit in words": letter(
        "rà soát hợp đồng thuê đất",
        ["Các nhà đầu tư thứ cấp"],
        "Đề nghị các nhà đầu tư rà soát hợp đồng, bổ sung phụ lục hợp đồng nếu cần.",
        "Rất mong nhận được sự quan tâm, phối hợp của Quý nhà đầu tư./.",
        archive="Lưu: Văn thư, Phòng Quy hoạch xây dựng",
    ),
    "unit with and": letter(
        "thống kê lao động",
        ["Các doanh nghiệp khu công nghiệp"],
        "Số liệu lao động tính đến ngày 15/11/2026, gửi trước 16 giờ 00 ngày 20/11/2026.",
        "Đề nghị các doanh nghiệp khu công nghiệp gửi số liệu đúng hạn./.",
        symbol="BQLKKT-DN&LĐ",
        archive="Lưu: VT, DN & LĐ.NVT",
    ),
    "thanks at the end": letter(
        "mời dự hội nghị đối thoại",
        ["Lãnh đạo các doanh nghiệp", "Ông Nguyễn Văn Mẫu, Tổ trưởng Tổ tự quản số 2"],
        "Ban Quản lý trân trọng kính mời Quý vị dự hội nghị đối thoại lúc 08 giờ 30, ngày 24/11/2026.",
        "Rất mong lãnh đạo các doanh nghiệp sắp xếp thời gian tham dự.",
        "Trân trọng./.",
    ),
    "chemicals": letter(
        "kiểm soát hóa chất nguy hiểm",
        ["Các doanh nghiệp hoạt động hóa chất trong khu công nghiệp", "Các chủ đầu tư kinh doanh hạ tầng"],
        "Từ ngày 01/12/2026, kho thường thường phải có người trực, luôn luôn khóa; hóa chất chất lỏng để riêng.",
        "Ban Quản lý đề nghị các doanh nghiệp hoạt động hóa chất nghiêm túc thực hiện./.",
        urgency="khan",
    ),
    "passing on": letter(
        "triển khai văn bản của Ủy ban nhân dân tỉnh",
        ["Các đơn vị theo danh sách gửi kèm"],
        "Ban nhận được Công văn số 18/UBND-NC ngày 03 tháng 11 năm 2026 của Ủy ban nhân dân tỉnh (gửi kèm theo).",
        "Đề nghị Sở Công Thương, các doanh nghiệp dệt may triển khai thực hiện./.",
        attachments=file("Công văn số 18/UBND-NC ngày 03/11/2026 và danh sách"),
    ),
    "old time": letter(
        "bàn giao hồ sơ",
        ["UBND các huyện, thành phố", "Công an tỉnh Thái Bình"],
        "Ban Quản lý bàn giao hồ sơ năm 2020 để các đơn vị lưu trữ.",
        "Đề nghị UBND các huyện, Công an tỉnh tiếp nhận./.",
        superior_agency=["UBND TỈNH THÁI BÌNH"],
        date={"day": 5, "month": 10, "year": 2020},
    ),
}
