"""The archive's line, the unit in the symbol, the prefix of a signature, and the signer among the copies."""

import pytest

from directives.tests.letters.checked import found_in


def codes(symbol, archive):
    names = ("archive-no-colon", "archive-without-vt", "unit-mismatch")
    return {name for name in names if found_in(name, symbol=symbol, archive=archive)}


@pytest.mark.parametrize(
    ("symbol", "archive", "expected"),
    [
        ("BQLKKT-DN&LD", "Lưu VT, DN&LĐ", {"archive-no-colon", "unit-mismatch"}),
        ("BQL-QHXD", "Lưu: VP; QHXD", {"archive-without-vt"}),
        ("BQL-QHXD", "Lưu: QHXD", {"archive-without-vt"}),
        ("BQL-QHXD", "Lưu: VT, VP", {"unit-mismatch"}),
        ("BQL-QHXD", "VT, QHXD", {"archive-no-colon"}),
        ("BQL-QHXD", "", {"archive-without-vt"}),
        ("BQL-QHXD", "Lưu: VT, QHXD", set()),
        ("BQL-QHXD", "Lưu : VT, QHXD", set()),
        ("BQL-QHXD", "Lưu: VT; QHXD; VP", set()),
        ("BQL-QHXD", "Lưu: VT, VP, QHXD (03b).", set()),
        ("BQL-QHXD", "Lưu: VT, P.QHXD", set()),
        ("BQL-QHXD", "Lưu: VT-QHXD", set()),
        ("BQL-QHXD", "Lưu: VT, QHXD.NVM", set()),
        ("BQL-QHXD", "Lưu: VT", set()),
        ("BQL-QHXD", "Lưu: VT, HS", set()),
        ("BQL-QHXD", "Lưu: VT, Phòng Quy hoạch xây dựng", set()),
        ("BQL-QHXD", "Lưu: VT, Phòng Quy hoạch (NVM)", set()),
        ("BQL-QHXD", "Lưu: Văn thư, QHXD", set()),
        ("BQL", "Lưu: VT, QHXD", set()),
        ("BQL-KKT", "Lưu: VT, QHXD", set()),
        ("BQL-TC-HC", "Lưu: VT, TC-HC", set()),
        ("BQL-DN & LĐ", "Lưu: VT, DN&LĐ", set()),
        ("QĐ-BQL", "Lưu: VT, QHXD", set()),
        ("TTr-BQL", "Lưu: VT, QHXD", set()),
        ("VP-NCKTGS", "Lưu: VT, NCKTGS", set()),
    ],
)
def test_the_archive_is_read_as_offices_write_it(symbol, archive, expected):
    assert codes(symbol, archive) == expected


@pytest.mark.parametrize(
    ("authority", "mended"),
    [
        ("KT.TRƯỞNG BAN", "KT. TRƯỞNG BAN"),
        ("TM.ỦY BAN NHÂN DÂN", "TM. ỦY BAN NHÂN DÂN"),
        ("TL.TRƯỞNG BAN", "TL. TRƯỞNG BAN"),
        ("TUQ .TRƯỞNG BAN", "TUQ. TRƯỞNG BAN"),
        ("KT.  TRƯỞNG BAN", "KT. TRƯỞNG BAN"),
        ("KT TRƯỞNG BAN", "KT. TRƯỞNG BAN"),
        ("Q.TRƯỞNG BAN", "Q. TRƯỞNG BAN"),
    ],
)
def test_a_prefix_without_its_space_is_found(authority, mended):
    signature = {"authority": authority, "office": "PHÓ TRƯỞNG BAN", "name": "Trần Thị Thử"}
    (finding,) = found_in("authority-spacing", signature=signature)
    start, end = finding.span
    assert authority[:start] + finding.fix + authority[end:] == mended
    assert mended in finding.message


@pytest.mark.parametrize(
    "authority",
    [
        None,
        "KT. TRƯỞNG BAN",
        "TM. ỦY BAN NHÂN DÂN",
        "Q. TRƯỞNG BAN",
        "TLĐ LAO ĐỘNG",
        "KTNN",
        "TUẦN PHÒNG",
        "QUYỀN TRƯỞNG",
    ],
)
def test_a_right_prefix_or_none_is_left_alone(authority):
    signature = {"authority": authority, "office": "PHÓ TRƯỞNG BAN", "name": "Trần Thị Thử"}
    assert not found_in("authority-spacing", signature=signature)


def test_a_head_who_signs_in_one_line_is_read_too():
    signature = {"authority": None, "office": "KT.GIÁM ĐỐC", "name": "Trần Thị Thử"}
    assert [one.path for one in found_in("authority-spacing", signature=signature)] == ["$.signature.office"]


COPIES = [
    "TB, PTB Trần Thị Thử",
    "Trần Thị Thử",
    "Đ/c Trần Thị Thử (để báo cáo)",
    "Phó Trưởng Ban Trần Thị Thử",
    "Phó Trưởng ban thường trực Trần Thị Thử",
    "Ông Nguyễn Văn Mẫu, bà TRẦN THỊ THỬ",
    "Lãnh đạo Ban: Trần Thị Thử, Lê Văn Giả",
    "PTB. Trần  Thị Thử - phụ trách",
]
OTHER_PEOPLE = [
    "TB, các PTB",
    "Trần Thị Thử Hiền",
    "PTB Trần Thị Thử Hiền",
    "Lê Trần Thị Thử",
    "Trần Thị Thửa",
    "Như trên",
    "Trần Thị",
    "Gia đình họ Trần, thị xã Thử",
]


@pytest.mark.parametrize("line", COPIES)
def test_the_signer_among_the_copies_is_found(line):
    (finding,) = found_in("signer-in-copies", copies_to=["Như trên", line])
    start, end = finding.span
    assert finding.path == "$.copies_to[1]"
    assert line[start:end].split()[-1].lower() == "thử"


@pytest.mark.parametrize("line", OTHER_PEOPLE)
def test_somebody_else_among_the_copies_is_left_alone(line):
    assert not found_in("signer-in-copies", copies_to=[line])


@pytest.mark.parametrize("name", ["TS. Trần Thị Thử", "ThS.BS. Trần Thị Thử"])
def test_a_title_does_not_hide_the_signer(name):
    signature = {"authority": None, "office": "TRƯỞNG BAN", "name": name}
    assert found_in("signer-in-copies", copies_to=["PTB Trần Thị Thử"], signature=signature)


@pytest.mark.parametrize("name", ["", "Thử", "TS. Thử"])
def test_a_name_of_one_syllable_is_not_looked_for(name):
    signature = {"authority": None, "office": "TRƯỞNG BAN", "name": name}
    assert not found_in("signer-in-copies", copies_to=["PTB Thử"], signature=signature)
