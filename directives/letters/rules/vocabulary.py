"""The words that the rules know, and to which a board adds its own.

Only words that make a rule see more, or that steer advice, stand here: nothing added can hide a fault that forbids the
issue. What such rules must leave alone stands beside them, out of reach.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace

Words = frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    # Blocking rules: each word makes them see more.
    enclosure_phrases: Words = frozenset()  # of the board's own: wherever one stands, something is enclosed
    enclosures: Words = frozenset(
        {"phụ lục", "danh sách", "danh mục", "biểu mẫu", "mẫu", "biểu", "bảng", "kế hoạch", "văn bản", "công văn"}
        | {
            "quyết định",
            "tờ trình",
            "hướng dẫn",
            "dự thảo",
            "đề cương",
            "lịch",
            "phương án",
            "chương trình",
            "công điện",
        }
        | {
            "thông báo",
            "chỉ thị",
            "báo cáo",
            "nội quy",
            "quy chế",
            "bản đồ",
            "sơ đồ",
            "thư mời",
            "giấy mời",
            "phiếu",
            "tài liệu",
        }
    )
    classification_marks: Words = frozenset({"mật", "tối mật", "tuyệt mật"})

    # Advice: whom a closing sentence asks. General addressees are whoever the letter goes to.
    requests: Words = frozenset({"đề nghị", "yêu cầu", "mong", "mong muốn", "kính mong", "thông báo để", "kính trình"})
    general_addressees: Words = frozenset(
        {"đơn vị", "cơ quan", "tổ chức", "cá nhân", "đồng chí", "ông", "bà", "vị", "địa phương", "cấp", "ngành", "ban"}
        | {"bộ phận", "trường hợp", "thành viên", "đại biểu"}
    )
    enterprises: Words = frozenset(  # one may be meant by another's word
        {"doanh nghiệp", "công ty", "tổng công ty", "tập đoàn", "chủ đầu tư", "nhà đầu tư", "nhà máy", "chi nhánh"}
        | {"cơ sở", "xí nghiệp", "cty", "dn"}
    )
    institutions: Words = frozenset(  # each is meant by its own word alone
        {"ủy ban nhân dân", "ubnd", "hội đồng nhân dân", "hđnd", "tỉnh ủy", "thành ủy", "đảng ủy", "sở", "bộ", "cục"}
        | {
            "chi cục",
            "công an",
            "liên đoàn lao động",
            "bảo hiểm xã hội",
            "hải quan",
            "ban quản lý",
            "phòng",
            "văn phòng",
        }
        | {"trung tâm", "viện", "trường", "bệnh viện", "thanh tra", "kho bạc", "điện lực", "thuế", "mặt trận tổ quốc"}
        | {"bộ chỉ huy", "hiệp hội", "công đoàn", "đoàn thanh niên", "ngân hàng", "hợp tác xã", "hộ kinh doanh"}
        | {"nhà thầu", "hộ dân", "hộ gia đình", "trường học", "trạm y tế", "cơ sở y tế", "cơ sở giáo dục"}
    )
    kinds_of_enterprise: Words = frozenset(  # that begin the words which single some enterprises out
        {"hoạt động", "sản xuất", "kinh doanh", "chế biến", "xuất khẩu", "nhập khẩu", "dệt may", "may mặc", "da giày"}
        | {"hóa chất", "xăng dầu", "vận tải", "logistics", "fdi", "nước ngoài", "nhà nước"}
        | {"có vốn", "có sử dụng", "có nguy cơ", "sử dụng lao động", "sử dụng hóa chất", "sử dụng nhiều", "chuyên"}
        | {"ngành", "lĩnh vực", "nhỏ", "vừa", "siêu nhỏ", "ngoài"}
    )
    predicates: Words = frozenset(
        {"nghiêm túc", "nghiêm chỉnh", "tổ chức", "triển khai", "thực hiện", "khẩn trương", "chủ động", "phối hợp"}
        | {
            "quan tâm",
            "biết",
            "xem xét",
            "báo cáo",
            "gửi",
            "căn cứ",
            "tiếp tục",
            "tăng cường",
            "chấp hành",
            "quán triệt",
        }
        | {"nghiên cứu", "cho", "phản ánh", "liên hệ", "hoàn thiện", "hoàn thành", "bổ sung", "cung cấp", "đôn đốc"}
        | {"chỉ đạo", "tạo", "lưu ý", "kịp thời", "hỗ trợ", "hướng dẫn", "thông báo", "giúp", "sớm", "cử", "bố trí"}
        | {
            "rà soát",
            "kiểm tra",
            "đăng ký",
            "tham gia",
            "tham dự",
            "nộp",
            "lập",
            "ban hành",
            "phổ biến",
            "tuyên truyền",
        }
        | {
            "thường xuyên",
            "xây dựng",
            "đảm bảo",
            "bảo đảm",
            "nắm",
            "giải quyết",
            "trao đổi",
            "góp ý",
            "phê duyệt",
            "để",
        }
        | {"quyết định", "chấp thuận", "ưu tiên", "hợp tác", "ủng hộ", "sắp xếp", "nhanh chóng", "tập trung", "nêu cao"}
        | {
            "nghiêm",
            "và thực hiện",
            "đồng thời",
            "thông tin",
            "cùng",
            "theo dõi",
            "giám sát",
            "phân công",
            "phải",
            "cần",
        }
    )
    never_doubled: Words = frozenset(
        {"của", "và", "các", "những", "hoặc", "được", "theo", "tại", "về", "với", "đã", "sẽ", "bằng", "do", "nhưng"}
    )
    doubled_by_right: Words = frozenset(  # who does it and what is done are one word: "các tổ chức tổ chức họp"
        {
            "tổ chức",
            "bảo vệ",
            "lãnh đạo",
            "đại diện",
            "chỉ huy",
            "chỉ đạo",
            "quản lý",
            "kiểm tra",
            "thanh tra",
            "giám sát",
        }
        | {"điều tra", "báo cáo", "hướng dẫn", "tư vấn", "thẩm định", "kiểm định", "chủ trì", "phối hợp", "cung cấp"}
        | {"thi công", "vận chuyển", "sản xuất", "kinh doanh", "xây dựng", "hỗ trợ", "kiểm sát", "kiểm soát", "đăng ký"}
        | {"đầu tư", "lao động", "vận hành", "thiết kế", "sử dụng", "xét duyệt", "tiếp nhận", "đào tạo", "cung ứng"}
        | {"kiểm kê", "vận động", "tuyên truyền", "hòa giải", "tuần tra", "ứng cứu", "chữa cháy", "cứu hộ", "cấp phép"}
        | {
            "tham mưu",
            "tổng hợp",
            "tham gia",
            "biên tập",
            "công nghiệp",
            "cải cách",
            "nghiên cứu",
            "quản trị",
            "thông tin",
        }
    )
    records_offices: Words = frozenset({"vt", "văn thư", "vtlt", "lt"})
    not_units: Words = frozenset({"hs", "hscv", "hs cv", "bt", "tg"})  # in "Lưu: VT, …": the file, not who keeps it
    kind_symbols: Words = frozenset(
        {"qđ", "ttr", "bc", "tb", "kh", "bb", "gm", "sy", "trs", "sl", "ct", "nq", "hd", "ctr", "pa", "đa", "gt", "gcn"}
    )
    titles: Words = frozenset(  # that stand before a person's name
        {
            "ông",
            "bà",
            "đ/c",
            "đồng chí",
            "trưởng",
            "phó",
            "ban",
            "tb",
            "ptb",
            "giám đốc",
            "chủ tịch",
            "phòng",
            "văn phòng",
        }
        | {"gđ", "pgđ", "ct", "pct", "bí thư", "ts", "ths", "anh", "chị", "lãnh đạo", "tổng giám đốc", "sở", "cục"}
    )
    final_abbreviations: Words = frozenset({"v.v", "ltd", "inc", "corp", "co", "jsc", "llc", "s.a", "bhd"})

    def extended(self, words: Mapping[str, Iterable[str]]) -> "Vocabulary":
        """With more words: ``extended({"requests": ["trân trọng mời"]})``. Raises ValueError for an unknown list."""
        if unknown := words.keys() - {field.name for field in fields(self)}:
            raise ValueError(f"no such words: {', '.join(sorted(unknown))}")
        more = {name: frozenset(one.strip().lower() for one in added if one.strip()) for name, added in words.items()}
        return replace(self, **{name: getattr(self, name) | added for name, added in more.items()})


DEFAULT = Vocabulary()
