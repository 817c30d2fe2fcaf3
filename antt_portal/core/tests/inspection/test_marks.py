"""Names that bear a classification mark, and names that only look or sound like it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antt_portal.core.inspection.marks import mark_in

TOP = "Tuyệt mật"
HIGH = "Tối mật"
LOW = "Mật"
MARKED = {
    TOP: [
        "Tuyệt mật",
        "TUYỆT MẬT",
        "TUYET_MAT",
        "tuyet-mat",
        "TuyetMat",
        "tuyetmat",
        "BaoCaoTuyetMat2026",
        "[Tuyệt Mật] Phương án bảo vệ mục tiêu",
        "phương án.tuyệt.mật",
        "T U Y Ệ T  M Ậ T",
        "T.U.Y.E.T M.A.T",
        "Tuyệt  -  mật",
        "Tuyêt mât",
        "tuyệt mat",
        "TUYỆT\u200b MẬT",
        "ＴＵＹＥＴ ＭＡＴ",
        "Công văn 12 (tuyệt mật) gửi Công an tỉnh",
    ],
    HIGH: [
        "Tối mật",
        "tối-mật",
        "TOI MAT",
        "toi_mat",
        "ToiMat",
        "toimat",
        "CV 15 TOI MAT ngay 3-4",
        "tối.mật",
        "(Tối mật)",
        "Kế hoạch – Tối mật – bản số 2",
        "tôi mật",
    ],
    LOW: [
        "Mật",
        "(Mật)",
        "[MẬT] Công văn 12",
        "Mật - Kế hoạch",
        "mật_ke_hoach",
        "Công văn mật số 12",
        "công văn mật",
        "Kế hoạch bảo vệ, mật",
        "Tài liệu Mật",
        "Hồ sơ mật 2026",
        "CV-12-Mật",
        "Độ mật: Mật",
        "độ mật mật",
        "M Ậ T",
        "M.Ậ.T Phương án",
        "Không có tài liệu mật",
        "Thông báo mật",
        "Chỉ thị mật",
        # without accents: where it stands as a mark
        "MAT",
        "(mat)",
        "[MAT] Phuong an",
        "MAT - Phuong an bao ve",
        "Phuong an bao ve - mat",
        "CV_12_MAT",
        "CV-MAT-2026",
        "BC_MAT_01",
        "MAT_QD_15",
        "cong van mat",
        "cong_van_mat_2026",
        "CongVanMat",
        "tai-lieu-mat",
        "Do mat: Mat",
        "do mat mat",
        "M A T",
    ],
}
UNMARKED = [
    # papers about keeping secrets: obligation 4
    "Nội quy bảo vệ bí mật nhà nước",
    "Noi quy bao ve bi mat nha nuoc",
    "NOI_QUY_BAO_VE_BI_MAT_NHA_NUOC",
    "quy-che-bao-mat",
    "Quy chế bảo mật thông tin",
    "QuyCheBaoMat",
    "Cam kết giữ bí mật kinh doanh",
    "Quy chế quản lý tài liệu mật",
    "Quy định bảo vệ, bảo quản hồ sơ mật",
    "quy che quan ly tai lieu mat",
    "Biên bản tiêu hủy tài liệu mật",
    "Hướng dẫn xác định độ mật",
    "Quyết định giải mật",
    # words with "mật" in them
    "Chính sách mật khẩu",
    "Mật khẩu camera",
    "mat khau wifi",
    "Mật độ xây dựng",
    "mat do camera",
    "Họp mặt thân mật",
    "Mật mã khóa cổng",
    "Quan hệ mật thiết với công an xã",
    "Hợp đồng mua mật ong",
    "Phẫu thuật túi mật",
    "Chứng chỉ nghiệp vụ - Nguyễn Văn Mật",
    "Trần Thị Mật, bảo vệ",
    "Nguyen Van Mat",
    "Tổ dân phố Mật Sơn",
    # "mat" without accents, meaning something else
    "mat bang",
    "MAT BANG NHA XUONG",
    "so do mat bang tang 1",
    "mat-bang-tong-the",
    "MatBangTongThe",
    "ve sinh mat bang",
    "be mat",
    "be_mat_tuong",
    "BE MAT TUONG",
    "mat truoc",
    "CCCD mat sau",
    "mat 1",
    "2 mat",
    "anh chup 2 mat bien",
    "hop gap mat dau xuan",
    "co mat day du",
    "danh sach vang mat",
    "kham mat cho cong nhan",
    "bien ban mat xe dap",
    "bao mat the",
    "quat lam mat",
    "he thong lam mat",
    "mat dien ngay 3-4",
    "giam mat do",
    "tai nan mat an toan",
    # with other accents: they say what is meant
    "Đơn trình báo tôi mất thẻ",
    "Mặt bằng",
    "Có mặt",
    "Khám mắt",
    "(mất)",
    "Mặt",
    "Làm mát",
    "Buổi tối mất điện",
    "TÔI MẤT GIẤY TỜ",
    # other words
    "Ma trận rủi ro",
    "automat",
    "format bao cao",
    "matrix",
    "Toyota mat",
    "Tuyệt đối an toàn",
    "",
]


@pytest.mark.parametrize(("mark", "text"), [(mark, text) for mark, texts in MARKED.items() for text in texts])
def test_a_mark_is_found_however_it_is_written(mark, text):
    assert mark_in(text) == mark
    assert mark_in(unicodedata.normalize("NFD", text)) == mark


@pytest.mark.parametrize("text", UNMARKED)
def test_other_words_are_no_mark(text):
    assert mark_in(text) is None
    assert mark_in(unicodedata.normalize("NFD", text)) is None


@given(st.text(alphabet="mậtMAT TốiTUYỆT _-.()1", max_size=60))
def test_any_text_has_an_answer(text):
    assert mark_in(text) in {None, *MARKED}


@pytest.mark.parametrize("file_name", ["Kế hoạch (Mật).pdf", "TUYET_MAT.pdf", "a" * 300 + " tối mật.pdf", "Mật.pdf"])
def test_a_marked_file_name_is_refused_before_the_file_is_read(file_name, refusal_of):
    assert refusal_of(b"", file_name) == "classified"


def test_a_marked_title_is_refused(refusal_of):
    assert refusal_of(b"", "a.pdf", title="Phương án bảo vệ (Tối mật)") == "classified"


def test_the_extension_is_no_part_of_the_mark(refusal_of):
    assert refusal_of(b"", "ke hoach.mat") == "unknown_type"
