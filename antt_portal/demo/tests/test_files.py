"""Files made in code pass the gate that uploads pass, and say what they are."""

from datetime import date
from io import BytesIO

import pytest

from antt_portal.core.inspection import inspect
from antt_portal.demo.files import Letterhead, photograph, scan, spreadsheet

HEAD = Letterhead("Công ty TNHH Thử Nghiệm An Phú", date(2026, 3, 2), "Nguyễn Văn Mẫu")


def rules():
    return scan("Nội quy bảo vệ", ["Điều 1. Xuất trình thẻ."], number="05/NQ-AP", head=HEAD)


def sight():
    return photograph("Ảnh tường rào", caption="Công ty TNHH Thử Nghiệm An Phú")


def figures():
    return spreadsheet("Số liệu lao động", rows=[["Quý", "Lao động"], ["Quý I & II", 1780]])


@pytest.mark.parametrize("make", [rules, sight, figures])
def test_a_made_file_passes_the_inspection_as_what_it_claims_to_be(make):
    made = make()
    assert inspect(BytesIO(made.content), made.file_name, title=made.title) == made.inspected


@pytest.mark.parametrize("make", [rules, sight, figures])
def test_a_file_made_twice_is_the_same_file(make):
    assert make().content == make().content


def test_files_of_two_companies_differ():
    other = Letterhead("Công ty CP Ví Dụ Bình Minh", HEAD.on, HEAD.signer)
    assert scan("Nội quy", ["Điều 1."], number="1", head=HEAD) != scan("Nội quy", ["Điều 1."], number="1", head=other)
