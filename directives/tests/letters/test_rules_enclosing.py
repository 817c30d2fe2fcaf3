"""Enclosures: what a letter promises must be there; what others shall send, or laws carry, is none of them."""

import pytest

from directives.letters.rules import Facts
from directives.tests.letters.checked import found_in
from directives.tests.letters.corpus.making import file

CODE = "enclosure-missing"
PROMISES = [
    "Thực hiện văn bản số 8184/VP-NCKTGS về việc phối hợp (gửi kèm theo).",
    "Ban Quản lý chuyển Kế hoạch của Công an tỉnh (kèm theo).",
    "Ban Quản lý chuyển Kế hoạch của Công an tỉnh (có bản chi tiết kèm theo).",
    "Nội dung theo đề cương (đính kèm).",
    "Báo cáo theo mẫu đính kèm.",
    "Các doanh nghiệp báo cáo theo biểu mẫu kèm theo trước ngày 30 hằng tháng.",
    "Thời gian, thành phần: theo Phụ lục kèm theo.",
    "Danh sách doanh nghiệp kèm theo Công văn này.",
    "Quy chế ban hành kèm theo Quyết định này gồm 12 điều.",
    "Ban Quản lý gửi kèm theo danh sách doanh nghiệp chưa nộp hồ sơ.",
    "Xin gửi kèm văn bản của Bộ Công an để nghiên cứu.",
    "Kèm theo là danh sách 12 doanh nghiệp.",
    "Gửi kèm theo: Phụ lục I, Phụ lục II.",
    "Gửi kèm theo Công văn này 02 phụ lục.",
    "(Kèm theo Danh sách doanh nghiệp được kiểm tra)",
    "(gửi kèm theo Văn bản số 8184/VP-NCKTGS ngày 29 tháng 11 năm 2023)",
    "Thực hiện theo lịch trình và danh sách kèm theo.",
    "Danh mục văn bản đính kèm theo đây, GỬI KÈM THEO để thực hiện (DANH SÁCH KÈM THEO).",
    "Đề nghị các đơn vị nghiên cứu tài liệu kèm theo.",
    "Thành phần dự họp (kèm Phụ lục).",
    "Doanh nghiệp lập danh sách theo mẫu kèm theo.",
    "Văn bản của Công an tỉnh (đã gửi kèm theo).",
    "Gửi kèm theo Quyết định số 118/QĐ-UBND ngày 05 tháng 01 năm 2026.",
    "Thực hiện chỉ đạo của tỉnh (Sao gửi kèm theo Công văn số 123/UBND-NC).",
    "Ban Quản lý sao gửi kèm văn bản nêu trên.",
    "Hồ sơ liên quan (có hồ sơ gửi kèm theo) đề nghị nghiên cứu.",
]
NO_PROMISES = [
    "Mẫu số 01 ban hành kèm theo Thông tư số 124/2021/TT-BCA.",
    "Quy chế ban hành kèm theo Quyết định số 15/2021/QĐ-UBND hết hiệu lực.",
    "Áp dụng Phụ lục I (kèm theo Nghị định số 30/2020/NĐ-CP).",
    "Thực hiện Quy chế phối hợp, kèm theo Quyết định số 12/QĐ-BQL ngày 02 tháng 01 năm 2026.",
    "Doanh nghiệp gửi báo cáo kèm theo minh chứng về Ban Quản lý.",
    "Doanh nghiệp nộp báo cáo (kèm theo hình ảnh) qua Cổng.",
    "Hồ sơ gồm: đơn đề nghị kèm theo bản sao giấy phép.",
    "Đề nghị Công ty gửi kèm theo danh sách người nước ngoài.",
    "Doanh nghiệp tải lên tệp đính kèm không quá 20 MB.",
    "Xét Tờ trình của Công ty và danh sách kèm theo, Ban Quản lý thống nhất.",
    "Căn cứ hồ sơ đề nghị và các tài liệu kèm theo của Công ty.",
    "Các chi phí, điều kiện kèm theo do doanh nghiệp chịu.",
    "Máy móc và phụ kiện kèm theo phải được kiểm định.",
    "Phạt tiền kèm theo biện pháp khắc phục hậu quả.",
    "Đề nghị nộp giấy phép, lý lịch và danh sách kèm theo trước ngày 15.",
    "Doanh nghiệp gửi báo cáo và các tài liệu kèm theo về Ban Quản lý.",
    "Xử phạt tiền kèm theo hình thức phạt bổ sung; bản cứng kèm theo chữ ký, đóng dấu.",
    "Người lao động kèm theo gia đình được bố trí nhà ở; hồ sơ, chứng từ kèm theo phải rõ ràng.",
    "Doanh nghiệp nộp giấy phép (có bản sao kèm theo).",
    "Áp dụng Mẫu số 02 (kèm theo Quyết định số 12/QĐ-UBND).",
    "Lao động nữ (kèm con nhỏ) được ưu tiên.",
    "Kèm cặp, giúp đỡ công nhân mới; thực hiện kế hoạch với các biện pháp kèm theo.",
]


@pytest.mark.parametrize("text", PROMISES)
def test_a_promise_without_an_enclosure_is_found(text):
    (finding,) = found_in(CODE, body=text)
    start, end = finding.span
    assert finding.path == "$.body[0].text"
    assert "kèm" in text[start:end].lower()


@pytest.mark.parametrize("text", PROMISES)
def test_the_same_promise_with_an_enclosure_is_kept(text):
    assert not found_in(CODE, body=text, attachments=file("Văn bản"))


@pytest.mark.parametrize("text", NO_PROMISES)
def test_what_others_send_or_laws_carry_is_no_promise(text):
    assert not found_in(CODE, body=text)


def test_many_promises_and_no_enclosure_are_told_once():
    assert len(found_in(CODE, body=" ".join(PROMISES))) == 1


def test_a_promise_among_the_addressees_counts():
    (finding,) = found_in(CODE, recipients=["Các doanh nghiệp (có danh sách kèm theo)"])
    assert finding.path == "$.recipients[0]"


def test_every_named_enclosure_without_its_file_is_told():
    lost = [{"title": "Phụ lục", "file": None}, {"title": "Bảng", "file": "bang.pdf"}, {"title": "Mẫu", "file": ""}]
    found = found_in(CODE, attachments=lost)
    assert [one.path for one in found] == ["$.attachments[0].file", "$.attachments[2].file"]


@pytest.mark.parametrize(
    ("title", "is_it"),
    [
        ("Văn bản số 8184/VP-NCKTGS ngày 29/11/2023", True),
        ("văn bản số 8184/vp-ncktgs", True),
        ("Văn bản số 18184/VP-NCKTGS", False),
        ("Văn bản số 8184/VP-NCKTGS2", False),
        ("Văn bản số 8184/VP-NCKTGS-A", False),
        ("Danh sách doanh nghiệp", False),
    ],
)
def test_the_superiors_document_stands_for_the_enclosure_that_cites_it_and_for_no_other(title, is_it):
    told = {"facts": Facts(passed_on="8184/VP-NCKTGS")}
    found = found_in(CODE, told=told, attachments=[{"title": title, "file": None}])
    assert bool(found) is not is_it


def test_a_promise_is_kept_by_the_superiors_document_alone():
    assert not found_in(CODE, told={"facts": Facts(passed_on="12")}, body=PROMISES[0])
