"""Who there is under each board. The columns: name, zone, trade, staff two years ago, last year's self-assessment, this
year's registration, the year it joins, traits (f foreign-invested, h fire hazard, c chemicals), invited.
"""

from dataclasses import replace

from antt_portal.demo.companies import Company, Registering, Story
from enterprises.models import OrganisationKind

S, R = Story, Registering
C = Company

THAI_BINH_INVESTORS = (
    C("Công ty CP Hạ tầng Ví Dụ Sông Xanh", "song-xanh", "infrastructure", 210, S.RECOGNISED, R.ACCEPTED),
    C("Công ty TNHH Hạ tầng Ví Dụ Đồng Lúa", "dong-lua", "infrastructure", 160, S.OPINION_ANSWERED, R.SUBMITTED),
    C("Công ty CP Đầu tư Ví Dụ Ven Biển", "ven-bien", "infrastructure", 240, S.STARTED, R.DRAFT, 1),
    C("Công ty TNHH Ví Dụ Làng Nghề", "lang-nghe", "infrastructure", 120, S.READY, R.NOTHING, 1),
)
THAI_BINH_TENANTS = (
    C("Công ty TNHH Thử Nghiệm An Phú", "song-xanh", "electronics", 1780, S.RETURNED, R.DRAFT, 0, "fh"),
    C("Công ty CP Ví Dụ Bình Minh", "song-xanh", "textile", 2350, S.RECOGNISED, R.ACCEPTED, 0, "h"),
    C("Công ty TNHH Thử Nghiệm Cát Tường", "song-xanh", "textile", 1240, S.RECOGNISED, R.SUBMITTED, 0, "fh"),
    C("Công ty TNHH Ví Dụ Dệt Sợi Đông Á", "song-xanh", "textile", 860, S.RECOGNISED, R.NOTHING, 1, "fh"),
    C("Công ty CP Thử Nghiệm Gia Hưng", "song-xanh", "wood", 320, S.APPROVED, R.RETURNED, 0, "h"),
    C("Công ty TNHH Ví Dụ Hải Đăng", "song-xanh", "mechanics", 410, S.APPROVED),
    C("Công ty TNHH Thử Nghiệm Hòa Bình", "song-xanh", "food", 560, S.PROPOSED, R.DRAFT, 1),
    C("Công ty CP Ví Dụ Kim Long", "song-xanh", "mechanics", 290, S.NEW, R.DRAFT, 2),
    C("Công ty TNHH Thử Nghiệm Khánh An", "dong-lua", "electronics", 3120, S.PROPOSED, R.SUBMITTED, 0, "f"),
    C("Công ty CP Ví Dụ Lộc Phát", "dong-lua", "food", 240, S.LISTED, R.NOTHING, 1),
    C("Công ty TNHH Thử Nghiệm Minh Quang", "dong-lua", "plastics", 380, S.ACCEPTED, R.NOTHING, 1, "h"),
    C("Công ty TNHH Ví Dụ Nam Sơn", "dong-lua", "textile", 1490, S.NEW, R.DRAFT, 2, "f"),
    C("Công ty CP Thử Nghiệm Nhật Tân", "dong-lua", "mechanics", 270, S.BARRED, R.NOTHING, 1),
    C("Công ty TNHH Ví Dụ Phú Cường", "dong-lua", "wood", 350, S.NEW, R.NOTHING, 2, "h"),
    C("Công ty TNHH Thử Nghiệm Phương Đông", "cua-bien", "chemicals", 230, S.FRESH, R.NOTHING, 1, "fhc"),
    C("Công ty CP Ví Dụ Quang Trung", "cua-bien", "chemicals", 310, S.OPINION_ASKED, R.NOTHING, 1, "hc"),
    C("Công ty TNHH Thử Nghiệm Sao Mai", "cua-bien", "electronics", 980, S.OPINION_SILENT, R.NOTHING, 1, "f"),
    C("Công ty TNHH Ví Dụ Tân Tiến", "cua-bien", "plastics", 450, S.EVENT, R.NOTHING, 1, "h"),
    C("Công ty CP Thử Nghiệm Thành Đạt", "ven-bien", "mechanics", 520, S.RETURNED_LATE, R.NOTHING, 1),
    C("Công ty TNHH Ví Dụ Thái Hòa", "ven-bien", "food", 370, S.RESUBMITTED, R.NOTHING, 1),
    C("Công ty TNHH Thử Nghiệm Thiên Ân", "ven-bien", "textile", 690, S.CARRIED, R.NOTHING, 0, "f"),
    C("Công ty CP Ví Dụ Trường Sinh", "ven-bien", "logistics", 220, S.NEW, R.SUBMITTED, 2),
    C("Công ty TNHH Thử Nghiệm Việt Tiến", "lang-nghe", "wood", 60, S.UNTOUCHED, R.NOTHING, 1, "h", True),
    C("Công ty TNHH Ví Dụ Vĩnh Phúc", "lang-nghe", "food", 85, S.ACCEPTED, R.NOTHING, 0, "", True),
    C("Công ty TNHH Thử Nghiệm Xuân Trường", "lang-nghe", "mechanics", 40, S.EXEMPT),
    C("Công ty TNHH Ví Dụ Yên Bình", "lang-nghe", "food", 8, S.EXEMPT),
)
# A legal person with sites under two boards is two organisations (its number is that of the one in Thái Bình).
BINH_MINH_BRANCH = C(
    *("Công ty CP Ví Dụ Bình Minh – Chi nhánh Hải Phòng", "hoa-phuong", "textile", 640, S.RETURNED, R.DRAFT),
    traits="h",
    number=20_106,
    branch="001",
)
HAI_PHONG_INVESTORS = (
    C("Công ty CP Hạ tầng Ví Dụ Hoa Phượng", "hoa-phuong", "infrastructure", 260, S.RECOGNISED, R.ACCEPTED),
    C("Công ty TNHH Hạ tầng Ví Dụ Bến Cảng", "ben-cang", "infrastructure", 180, S.PROPOSED, R.DRAFT, 1),
    C("Công ty CP Hạ tầng Ví Dụ Đảo Ngọc", "dao-ngoc", "infrastructure", 150, S.BEGUN, R.NOTHING, 1),
)
HAI_PHONG_TENANTS = (
    BINH_MINH_BRANCH,
    C("Công ty TNHH Thử Nghiệm Cảng Xanh", "hoa-phuong", "logistics", 330, S.RECOGNISED, R.SUBMITTED),
    C("Công ty TNHH Ví Dụ Cơ Khí Duyên Hải", "hoa-phuong", "mechanics", 470, S.RECOGNISED, R.NOTHING, 0, "h"),
    C("Công ty TNHH Thử Nghiệm Điện Tử Sóng Biển", "hoa-phuong", "electronics", 4200, S.RECOGNISED, R.NOTHING, 1, "f"),
    C("Công ty CP Ví Dụ Hoàng Gia", "hoa-phuong", "plastics", 280, S.PROPOSED, R.NOTHING, 1, "fh"),
    C("Công ty TNHH Thử Nghiệm Hương Sen", "ben-cang", "food", 350, S.APPROVED, R.NOTHING, 1),
    C("Công ty TNHH Ví Dụ Lạch Tray", "ben-cang", "chemicals", 260, S.ACCEPTED, R.NOTHING, 1, "fhc"),
    C("Công ty CP Thử Nghiệm Ngọc Châu", "ben-cang", "wood", 300, S.NEW, R.DRAFT, 2, "h"),
    C("Công ty TNHH Ví Dụ Phượng Hồng", "ben-cang", "textile", 1150, S.STARTED, R.NOTHING, 1, "f"),
    C("Công ty TNHH Thử Nghiệm Sóng Vàng", "ben-cang", "logistics", 210, S.NEW, R.NOTHING, 2),
    C("Công ty CP Ví Dụ Tam Bạc", "dao-ngoc", "mechanics", 240, S.RESUBMITTED, R.NOTHING, 1),
    C("Công ty TNHH Thử Nghiệm Thủy Nguyên Xanh", "dao-ngoc", "electronics", 820, S.NEW, R.NOTHING, 2, "f"),
    C("Công ty TNHH Ví Dụ Vạn Hoa", "dao-ngoc", "food", 70, S.CARRIED, R.NOTHING, 0, "", True),
    C("Công ty TNHH Thử Nghiệm Vườn Đào", "dao-ngoc", "wood", 25, S.EXEMPT),
)


def _numbered(investors: tuple[Company, ...], tenants: tuple[Company, ...], *, start: int) -> tuple[Company, ...]:
    everybody = [replace(company, kind=OrganisationKind.INVESTOR) for company in investors] + list(tenants)
    return tuple(replace(one, number=one.number or number) for number, one in enumerate(everybody, start))


COMPANIES = {
    "thai-binh": _numbered(THAI_BINH_INVESTORS, THAI_BINH_TENANTS, start=20_101),
    "hai-phong": _numbered(HAI_PHONG_INVESTORS, HAI_PHONG_TENANTS, start=30_201),
}
