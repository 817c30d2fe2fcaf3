"""Letters to time a press with: all different, all invented, all of two pages, in words such as real ones have."""

from collections.abc import Iterator
from random import Random

from directives.letters import Letter
from directives.letters.letter import Annex, AnnexTable, DateParts, Paragraph, SignatureBlock

WHO = ("Công ty TNHH", "Công ty CP", "Tổng công ty", "Doanh nghiệp tư nhân", "Chi nhánh Công ty TNHH")
TRADES = (
    "Dệt may",
    "Cơ khí",
    "Điện tử",
    "Bao bì",
    "Thực phẩm",
    "Vật liệu",
    "Nội thất",
    "Dược phẩm",
    "Hạ tầng",
    "Vận tải",
)
NAMES = ("An Phú", "Bình Minh", "Cát Tường", "Đại Lộc", "Gia Hưng", "Hoàn Cầu", "Khải Hoàn", "Minh Đức", "Phú Thịnh")
SUBJECTS = ("rà soát phương án", "báo cáo kết quả", "phối hợp kiểm tra", "đôn đốc thực hiện", "hướng dẫn tự đánh giá")
FIELDS = (
    "bảo đảm an ninh, trật tự tại khu công nghiệp",
    "phòng cháy, chữa cháy và cứu nạn, cứu hộ",
    "quản lý người lao động nước ngoài tạm trú",
    "lắp đặt camera và chiếu sáng tại cổng, tường rào",
    "bảo vệ môi trường và an toàn hóa chất",
    "hòa giải tranh chấp, không để phát sinh điểm nóng",
    "huấn luyện lực lượng bảo vệ chuyên trách",
    "tuyên truyền phòng ngừa trộm cắp tài sản",
)
ACTS = (
    "rà soát, bổ sung nội quy, quy chế",
    "phân công người phụ trách và thông báo số điện thoại trực",
    "kiểm tra định kỳ, khắc phục ngay những tồn tại, thiếu sót",
    "phối hợp chặt chẽ với lực lượng công an nơi đặt trụ sở",
    "lập sổ theo dõi và lưu giữ hồ sơ, tài liệu, minh chứng",
    "tổ chức sơ kết, rút kinh nghiệm, biểu dương người làm tốt",
)
AIMS = (
    "kịp thời giải quyết các vụ việc phát sinh ngay từ cơ sở",
    "không để xảy ra đột xuất, bất ngờ trong mọi tình huống",
    "bảo vệ tài sản của doanh nghiệp và tính mạng của người lao động",
    "giữ vững môi trường đầu tư, sản xuất và kinh doanh",
)
WARDS = ("Phường Thử Nghiệm Đông", "Phường Thử Nghiệm Tây", "Xã Mẫu Thượng", "Xã Mẫu Hạ")
PAGES = 2
ITEMS_BEFORE_ANNEX, ITEMS_ALONE, ROWS = 3, 10, 9


def letters(count: int) -> Iterator[Letter]:
    """Every other one has its second page from a table in an annex, the rest from what it says."""
    for number in range(1, count + 1):
        yield _letter(number, Random(number))  # noqa: S311 - the same letters in every run


def _letter(number: int, chance: Random) -> Letter:
    has_annex = number % 2 == 0
    subject = f"{chance.choice(SUBJECTS)} {chance.choice(FIELDS)} năm {2020 + number % 6}"
    opening = Paragraph(text=f"Để {chance.choice(AIMS)}, Ban Quản lý đề nghị các doanh nghiệp thực hiện nội dung sau:")
    items = (_item(position, chance) for position in range(1, (ITEMS_BEFORE_ANNEX if has_annex else ITEMS_ALONE) + 1))
    return Letter(
        kind="official_letter",
        superior_agency=("UBND TỈNH MẪU",),
        agency=("BAN QUẢN LÝ KHU KINH TẾ", "VÀ CÁC KHU CÔNG NGHIỆP"),
        number=number,
        symbol="BQLKKT-DN&LĐ",
        place="Tỉnh Mẫu",
        date=DateParts(day=1 + number % 28, month=1 + number % 12, year=2020 + number % 6),
        subject=subject,
        recipients=tuple(_company(chance) for _ in range(chance.randint(1, 3 if has_annex else 6))),
        bases=(f"Căn cứ Kế hoạch số {number}/KH-BQL về {chance.choice(FIELDS)}",),
        body=(opening, *items, Paragraph(text="Nhận Công văn này, đề nghị các doanh nghiệp triển khai thực hiện./.")),
        copies_to=("Như trên", "Lãnh đạo Ban", "Công an tỉnh (để p/h)"),
        archive="Lưu: VT, DN&LĐ",
        signature=SignatureBlock(authority="KT. TRƯỞNG BAN", office="PHÓ TRƯỞNG BAN", name="Nguyễn Văn Mẫu"),
        annexes=(_annex(subject, chance),) if has_annex else (),
    )


def _item(position: int, chance: Random) -> Paragraph:
    first, second = chance.sample(ACTS, 2)
    field, aim = chance.choice(FIELDS), chance.choice(AIMS)
    text = f"Thực hiện nghiêm các quy định về {field}; {first}; {second}, trước ngày {position}/12, nhằm {aim}."
    return Paragraph(label=f"{position}.", text=text)


def _annex(subject: str, chance: Random) -> Annex:
    rows = (
        (
            str(position),
            _company(chance),
            f"99{chance.randrange(10**8):08d}",
            chance.choice(WARDS),
            chance.choice(FIELDS),
        )
        for position in range(1, ROWS + 1)
    )
    columns = ("STT", "Tên doanh nghiệp", "Mã số thuế", "Địa bàn", "Nội dung thực hiện")
    table = AnnexTable(columns=columns, rows=tuple(rows), widths=(7, 31, 17, 20, 25))
    return Annex(title=f"DANH SÁCH DOANH NGHIỆP THỰC HIỆN – {subject.upper()}", table=table)


def _company(chance: Random) -> str:
    return f"{chance.choice(WHO)} {chance.choice(TRADES)} Thử Nghiệm {chance.choice(NAMES)} {chance.randint(1, 99)}"
