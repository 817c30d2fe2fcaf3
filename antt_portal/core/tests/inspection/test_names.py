import pytest
from hypothesis import given
from hypothesis import strategies as st

from antt_portal.core.inspection.names import MAX_NAME_CHARACTERS, clean, split


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Nội quy.pdf", "Nội quy.pdf"),
        ("No\u0323\u0302i quy.pdf", "Nội quy.pdf"),  # decomposed, as macOS sends it
        ("C:\\fakepath\\Ảnh cổng.JPG", "Ảnh cổng.JPG"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("thư mục/con\\tệp.docx", "tệp.docx"),
        ("  báo   cáo\t1 .pdf ", "báo cáo 1.pdf"),
        ("a\x00b\x1f\x7f.pdf", "ab.pdf"),
        ("báo cáo\u202efdp.exe", "báo cáofdp.exe"),
        ("bao\u200bcao\ufeff.pdf", "baocao.pdf"),
        ("tệp\ud800.pdf", "tệp.pdf"),
        ("a.pdf. .", "a.pdf"),
        (".pdf", "tep.pdf"),
        ("../.pdf", "tep.pdf"),
        ("tar.tar.gz", "tar.tar.gz"),
        ("không đuôi", "không đuôi"),
        ("", "tep"),
        ("..", "tep"),
    ],
)
def test_a_name_is_made_fit_to_keep(typed, kept):
    assert clean(typed) == kept


def test_a_long_name_loses_its_end_and_not_its_extension():
    kept = clean("Báo cáo " * 50 + ".docx")
    assert len(kept) <= MAX_NAME_CHARACTERS
    assert kept.startswith("Báo cáo Báo cáo")
    assert kept.endswith("Báo cáo B.docx")


@given(st.text(max_size=400))
def test_any_name_can_be_kept(typed):
    kept = clean(typed)
    assert 0 < len(kept) <= MAX_NAME_CHARACTERS
    assert kept == clean(kept)
    assert not set(kept) & {"/", "\\", "\0", "\n", "\u202e"}
    assert split(kept)[0]
