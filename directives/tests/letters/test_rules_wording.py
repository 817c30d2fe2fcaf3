"""Doubled phrases, short dates, the subject's full stop, the end mark, and marks that stand apart."""

from unicodedata import normalize

import pytest

from directives.tests.letters.checked import found_in


@pytest.mark.parametrize(
    ("text", "doubled"),
    [
        ("Đề nghị: Chủ đầu tư chủ đầu tư kinh doanh hạ tầng gửi Công văn này.", "Chủ đầu tư chủ đầu tư"),
        ("Các đơn vị các đơn vị thực hiện.", "Các đơn vị các đơn vị"),
        ("Tăng cường phối hợp thực hiện thực hiện kế hoạch.", "thực hiện thực hiện"),
        ("Báo cáo của của Công ty.", "của của"),
        ("Thực hiện  Kế hoạch năm 2026 năm 2026 năm 2026.", "năm 2026 năm 2026 năm 2026"),
        ("kế hoạch kế hoạch kế hoạch kế hoạch kế hoạch", "kế hoạch kế hoạch kế hoạch kế hoạch kế hoạch"),
        ("Ban Quản lý Khu kinh tế Ban Quản lý Khu kinh tế đề nghị.", "Ban Quản lý Khu kinh tế Ban Quản lý Khu kinh tế"),
        ("an ninh trật tự\u00a0an ninh trật tự", "an ninh trật tự\u00a0an ninh trật tự"),
    ],
)
def test_a_doubled_phrase_is_found_whole(text, doubled):
    (finding,) = found_in("doubled-phrase", body=text)
    start, end = finding.span
    assert text[start:end] == doubled


@pytest.mark.parametrize(
    "text",
    [
        "Bí thư, Phó Bí thư Đảng ủy; Chủ tịch, Phó Chủ tịch.",
        "an ninh trật tự, trật tự an toàn xã hội; chủ đầu tư, chủ đầu tư thứ cấp.",
        "Cây xanh xanh tốt, ngày ngày, thường thường, luôn luôn, dần dần, từ từ, đi đi lại lại.",
        "Năm năm liền, ba ba, lớp lớp, nhà nhà, người người, đời đời, mãi mãi, vân vân.",
        "Các tổ chức tổ chức họp; Sở Xây dựng xây dựng kế hoạch; người lao động lao động an toàn.",
        "Chủ đầu tư đầu tư hạ tầng; lực lượng bảo vệ bảo vệ tài sản; Ban Chỉ đạo chỉ đạo.",
        "Từng bước từng bước; mỗi người mỗi người một việc.",
        "Số 000 000 000 000; 01 02 01 02; điện thoại 0220 0220; từ 10 - 10 giờ.",
        "Hà Nội - Hà Nội; (khu công nghiệp) khu công nghiệp; “tự quản” tự quản.",
        "bảo đảm đảm bảo, an toàn an ninh, quy định quy chế, chế chế độ.",
        "Kế hoạch phối hợp; phối hợp kế hoạch; A1 A2 A1 A3.",
    ],
)
def test_repetition_that_is_language_is_left_alone(text):
    assert not found_in("doubled-phrase", body=text)


def test_a_doubled_phrase_is_found_wherever_people_write():
    assert found_in("doubled-phrase", subject="triển khai kế hoạch kế hoạch năm 2026")
    assert found_in("doubled-phrase", bases=["Căn cứ căn cứ Luật An ninh quốc gia."])
    assert found_in("doubled-phrase", recipients=["Các chủ đầu tư các chủ đầu tư"])
    assert found_in("doubled-phrase", copies_to=["Công an tỉnh Công an tỉnh"])


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("tại văn bản số 8184/VP-NCKTGS ngày 29/11/2023 về việc", "ngày 29 tháng 11 năm 2023"),
        ("Quyết định số 05/QĐ-BQL, ngày 5/1/2026", "ngày 05 tháng 01 năm 2026"),
        ("Công văn số: 12/UBND-NC ngày 03/2/26 của UBND", "ngày 03 tháng 02 năm 2026"),
        ("Kế hoạch số 15/KH-BQL của Ban Quản lý ngày 05/3/2026", "ngày 05 tháng 3 năm 2026"),
        ("Luật số 28/2018/QH14 ký ngày 15/11/2018", "ngày 15 tháng 11 năm 2018"),
        ("Nghị quyết số 18-NQ/TW ngày 25/10/2017", "ngày 25 tháng 10 năm 2017"),
        ("Công văn số 15 ngày 12/10", "ngày 12 tháng 10"),
        ("Kế hoạch số 2358/KHPPH-CAT-SCT-LĐLĐT-BQLKKT&CKCN ngày 06/10/2020", "ngày 06 tháng 10 năm 2020"),
    ],
)
def test_the_short_date_of_a_cited_paper_is_found(text, full):
    (finding,) = found_in("short-date", body=text)
    start, end = finding.span
    assert text[start:end].startswith("ngày")
    assert finding.fix == full


@pytest.mark.parametrize(
    "text",
    [
        "Ngày 06/10/2020, liên ngành đã ký kết Kế hoạch phối hợp số 2358/KHPPH-CAT-SCT, TP về việc xây dựng",
        "gửi báo cáo trước ngày 24/11/2026; họp ngày 24/11/2026",
        "theo Kế hoạch số 12/KH-BQL, báo cáo trước ngày 24/11/2026",
        "theo Kế hoạch số 12/KH-BQL báo cáo trước ngày 24/11/2026",
        "Kế hoạch số 12/KH-BQL của Ban Quản lý trước ngày 24/11/2026",
        "Kế hoạch số 12/KH-BQL ngày 05 tháng 01 năm 2026",
        "Tổ công tác số 2 ngày 24/11/2026 kiểm tra",
        "số điện thoại 0220 trực ngày 24/11/2026; số lượng 12 người ngày 24/11/2026",
        "biển số 15A-123.45 ngày 02/01/2026; Thông tư 124/2021/TT-BCA ngày 28/12/2021",
        "số liệu ngày 15/11/2026; nhà số 12/5 ngày 24/11/2026",
        "Công văn số 12/UBND-NC có hiệu lực từ ngày 24/11/2026",
        "Công văn số 12/UBND-NC. Ngày 24/11/2026, Ban Quản lý họp",
    ],
)
def test_a_date_that_cites_nothing_may_be_short(text):
    assert not found_in("short-date", body=text)


def test_an_annex_is_read_like_the_body():
    annex = {"title": "PHỤ LỤC", "paragraphs": [{"text": "Theo Công văn số 12/UBND-NC ngày 05/01/2026."}]}
    assert [one.path for one in found_in("short-date", annexes=[annex])] == ["$.annexes[0].paragraphs[0].text"]


@pytest.mark.parametrize("subject", ["tăng cường bảo đảm an ninh.", "hướng dẫn thực hiện. ", "báo cáo./.", "báo cáo ."])
def test_a_full_stop_after_the_subject_is_found_with_what_it_stands_in(subject):
    (finding,) = found_in("subject-full-stop", subject=subject)
    start, end = finding.span
    assert subject[:start].rstrip().endswith(("ninh", "hiện", "cáo"))
    assert set(subject[start:end].strip()) <= set("./")


@pytest.mark.parametrize(
    "subject",
    ["an ninh, trật tự", "dự án của Test Co., Ltd.", "nước, rác, v.v.", "quý I.2026", "giai đoạn 2026 - 2030"],
)
def test_a_subject_without_a_full_stop_of_its_own_is_left_alone(subject):
    assert not found_in("subject-full-stop", subject=subject)


@pytest.mark.parametrize("ending", ["thực hiện.", "thực hiện", "thực hiện/.", "thực hiện;", "thực hiện:", ""])
def test_a_last_paragraph_without_the_end_mark_is_found_and_mended(ending):
    text = f"Trân trọng {ending}".strip()
    (finding,) = found_in("end-mark-missing", body=[{"text": text}])
    start, end = finding.span
    assert (text[:start] + finding.fix + text[end:]).rstrip(".;:/ ") == text.rstrip(".;:/ ")
    assert (text[:start] + finding.fix + text[end:]).endswith("./.")


@pytest.mark.parametrize("ending", ["thực hiện./.", "thực hiện./. ", "(theo mẫu)./."])
def test_the_end_mark_is_seen(ending):
    assert not found_in("end-mark-missing", body=[{"text": ending}])


def test_a_letter_without_a_body_has_no_end():
    assert [one.path for one in found_in("end-mark-missing", body=[])] == ["$.body"]


def test_marks_that_stand_apart_are_found_in_every_field():
    apart = normalize("NFD", "Lê Thị Mẫu")
    found = found_in("not-nfc", signature={"authority": None, "office": "TRƯỞNG BAN", "name": apart}, place=apart)
    assert [one.path for one in found] == ["$.place", "$.signature.name"]
    assert found[0].fix == "Lê Thị Mẫu"


def test_places_are_those_of_the_text_as_written():
    written = normalize("NFD", "Thực hiện Công văn số 12/UBND-NC ngày 05/01/2026 của UBND tỉnh")
    (finding,) = found_in("short-date", body=written)
    start, end = finding.span
    assert normalize("NFC", written[start:end]) == "ngày 05/01/2026"
