"""From the prepared paper to the sealed one, step by step."""

import io
from datetime import timedelta
from itertools import pairwise

import pdfplumber
import pikepdf
import pytest

from antt_portal.core.signing import Place, Verdict, fill, opened, prepare, seal, seal_beside, sign
from antt_portal.core.tests.signing.conftest import AT, BLANKS, PERSON, SEAL

STEPS = ("prepared", "signed", "filled", "sealed")


def opened_pdf(content):
    return pikepdf.open(io.BytesIO(content))


def fields_of(content):
    with opened_pdf(content) as pdf:
        return {
            str(field.T): (str(field.get("/V", "")), int(field.get("/Ff", 0))) for field in pdf.Root.AcroForm.Fields
        }


def test_both_signatures_are_valid_in_the_end(chain, verified):
    report = verified(chain.sealed, expected=("person", "seal"))
    assert report.verdict == Verdict.VALID
    assert [one.holder for one in report.signatures] == ["Nguyễn Văn Mẫu", "Ban Quản lý Thử Nghiệm"]
    assert all(one.bottom_line and one.claimed_at == AT for one in report.signatures)


def test_the_person_s_signature_says_what_came_after_it(chain, verified):
    person, agency = verified(chain.sealed).signatures
    assert person.filled == ("Ngày", "Số")
    assert person.then_signed == ("Con dấu",)
    assert agency.is_closing
    assert agency.changes_text == "Sau chữ ký này, tệp không thay đổi."
    assert person.changes_text == "Sau chữ ký này: điền Ngày, Số (được phép); ký thêm Con dấu (được phép)."


def test_every_step_only_adds_bytes(chain):
    contents = [getattr(chain, step) for step in STEPS]
    for before, after in pairwise(contents):
        assert after.startswith(before[:-1])
        assert len(after) > len(before)


def test_the_same_paper_key_and_time_give_the_same_bytes(chain, keys, paper):
    assert prepare(paper, blanks=BLANKS, signatures=(PERSON, SEAL)) == chain.prepared
    with opened("person", at=AT) as key:
        again = [sign(chain.prepared, key, field="person", at=AT) for _ in range(2)]
    assert again[0] == again[1]
    assert fill(chain.signed, {"number": "05", "day": "01"}) == chain.filled


@pytest.mark.parametrize("step", STEPS)
def test_the_paper_stays_archivable_and_tagged(step, chain):
    with opened_pdf(getattr(chain, step)) as pdf:
        with pdf.open_metadata() as metadata:
            assert metadata.pdfa_status == "3A"
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "vi"
        assert "/NeedAppearances" not in pdf.Root.AcroForm
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        parents = dict(zip(numbers[::2], numbers[1::2], strict=True))
        for field in pdf.Root.AcroForm.Fields:
            assert int(field.F) == 4
            assert set(field.AP.keys()) == {"/N"}
            assert not {"/A", "/AA"} & set(field.keys())
            element = parents[int(field.StructParent)]
            assert str(element.S) == "/Form"
            assert element.K.Obj.objgen == field.objgen


@pytest.mark.parametrize("step", ["prepared", "sealed"])
def test_every_font_of_a_field_is_embedded(step, chain):
    with opened_pdf(getattr(chain, step)) as pdf:
        fonts = pdf.Root.AcroForm.DR.Font
        assert set(fonts.keys()) == {"/regular", "/italic"}
        for font in fonts.values():
            assert font.FontDescriptor.FontFile2.read_bytes()
            assert len(font.Widths) == int(font.LastChar) - int(font.FirstChar) + 1


def test_the_fonts_of_the_fields_draw_the_digits_of_the_paper_s_face(chain):
    with opened_pdf(chain.prepared) as pdf:
        assert {int(width) for font in pdf.Root.AcroForm.DR.Font.values() for width in font.Widths} == {500}


def test_filling_gives_values_that_can_only_be_read(chain):
    assert fields_of(chain.signed)["number"] == ("", 0)
    assert fields_of(chain.filled)["number"] == ("05", 1)
    assert fields_of(chain.filled)["day"] == ("01", 1)


def test_a_filled_blank_shows_its_digits_in_the_middle(chain):
    with opened_pdf(chain.sealed) as pdf:
        drawn = {str(field.T): field.AP.N.read_bytes() for field in pdf.Root.AcroForm.Fields}
    assert b"/regular 13 Tf 0 g 7.500 3.612 Td (05) Tj" in drawn["number"]
    assert b"/italic 13 Tf 0 g 3.500" in drawn["day"]


def test_nothing_is_filled_twice_or_where_no_blank_is(chain):
    for pdf, values in (
        (chain.filled, {"number": "06"}),
        (chain.signed, {"month": "1"}),
        (chain.signed, {"person": "1"}),
    ):
        with pytest.raises(ValueError, match="no blank"):
            fill(pdf, values)


@pytest.mark.parametrize("value", ["", "5a", "٥", "5) Tj (6"])
def test_only_digits_are_filled_in(value, chain):
    with pytest.raises(ValueError, match="not digits"):
        fill(chain.signed, {"number": value})


def test_a_paper_without_fields_has_no_blank(paper):
    with pytest.raises(ValueError, match="no blank"):
        fill(paper, {"number": "05"})


def test_the_first_signature_certifies_and_allows_filling_only(chain):
    with opened_pdf(chain.sealed) as pdf:
        certifying = pdf.Root.Perms.DocMDP
        assert int(certifying.Reference[0].TransformParams.P) == 2
        assert str(certifying.SubFilter) == "/ETSI.CAdES.detached"


def test_the_seal_locks_every_field(chain):
    with opened_pdf(chain.sealed) as pdf:
        seal_field = next(field for field in pdf.Root.AcroForm.Fields if field.T == "seal")
        methods = {str(one.TransformMethod): one.TransformParams for one in seal_field.V.Reference}
    assert str(methods["/FieldMDP"].Action) == "/All"


def test_images_stand_in_their_places(chain):
    with opened_pdf(chain.sealed) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            if field.FT == "/Sig":
                assert b" Do" in field.AP.N.read_bytes()
                left, bottom, right, top = map(float, field.Rect)
                a, b, c, d = map(float, field.AP.N.BBox)
                assert (abs(c - a), abs(d - b)) == pytest.approx((right - left, top - bottom), abs=0.1)
    assert pytest.approx(PERSON.x + PERSON.width / 3) == SEAL.x + SEAL.width
    assert pytest.approx(PERSON.y + PERSON.height / 2) == SEAL.y + SEAL.height / 2


def test_the_text_of_the_paper_is_untouched(chain, paper):
    def text(content):
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            return [page.extract_text() for page in pdf.pages]

    assert text(chain.sealed) == text(paper)


def test_a_signature_without_an_image_cannot_be_seen_and_is_as_good(chain, verified):
    with opened("person", at=AT) as key:
        signed = sign(chain.prepared, key, field="person", at=AT)
    assert verified(signed, expected=("person",)).is_valid
    with opened_pdf(signed) as pdf:
        assert b"Do" not in pdf.Root.AcroForm.Fields[2].AP.N.read_bytes()


def test_an_agency_can_seal_alone(chain, verified):
    with opened("seal", at=AT) as key:
        sealed = seal(chain.prepared, key, field="seal", at=AT + timedelta(hours=1))
    assert verified(sealed, expected=("seal",)).is_valid


def test_fields_need_names_of_their_own_and_a_page_that_is_there(paper):
    with pytest.raises(ValueError, match="two fields"):
        prepare(paper, blanks=BLANKS, signatures=(Place("number", 0, 0, 0, 9, 9),))
    with pytest.raises(ValueError, match="not there"):
        prepare(paper, blanks=(), signatures=(Place("person", 9, 0, 0, 9, 9),))


def test_a_seal_never_leaves_the_page():
    narrow = Place("person", 0, 5, 5, 30, 20)
    assert seal_beside(narrow, name="seal", width_mm=36, height_mm=36).box[:2] == (0, 0)
