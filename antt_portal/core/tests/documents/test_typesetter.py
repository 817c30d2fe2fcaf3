import io
from unicodedata import normalize
from urllib.parse import quote

import pdfplumber
import pikepdf
import pytest
import segno
from django.conf import settings
from weasyprint.urls import FatalURLFetchingError

from antt_portal.core.documents import typesetter as typesetter_module
from antt_portal.core.documents.typesetter import Incomplete, Typesetter

NESTED = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image width="9" height="9" href="file:///etc/x"/></svg>'
# WeasyPrint leaves its colour profile to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:Exception ignored.*sRGB2014:pytest.PytestUnraisableExceptionWarning")


def page(content: str) -> str:
    return f'<!doctype html><html lang="vi"><title>Tờ trình “mẫu”</title><body><p>trước</p>{content}</body></html>'


@pytest.fixture(scope="module")
def typesetter():
    return Typesetter(settings.ROOT / "templates" / "documents" / "paper.css", settings.ROOT / "static" / "fonts")


@pytest.mark.parametrize(
    "attack",
    [
        '<img src="file:///etc/passwd">',
        '<img src="https://example.com/x.png">',
        '<img src="font:../../manage.py">',
        '<link rel="stylesheet" href="file:///etc/passwd">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<div style="background: url(file:///etc/passwd)">x</div>',
        '<style>@import "http://127.0.0.1:9/x.css";</style>',
        '<object data="file:///etc/passwd"></object>',
        '<svg width="9" height="9"><image width="9" height="9" href="file:///etc/passwd"/></svg>',
        f'<img alt="x" src="data:image/svg+xml,{quote(NESTED)}">',
        '<img src="data:text/html,x">',
    ],
)
def test_a_page_that_wants_a_file_or_the_network_is_not_set(typesetter, attack):
    """Our templates escape what people write; this is what would happen had one of them not."""
    with pytest.raises((FatalURLFetchingError, Incomplete), match=r"may not load|Failed to render SVG"):
        typesetter.pdf(page(attack))


def test_an_image_that_cannot_be_drawn_leaves_no_hole(typesetter):
    with pytest.raises(Incomplete, match="Failed to load image"):
        typesetter.pdf(page('<img alt="Mã QR" src="data:image/png;base64,AAAA">'))


def test_an_image_needs_words_for_those_who_cannot_see_it(typesetter):
    with pytest.raises(Incomplete, match="alt description"):
        typesetter.pdf(page(f'<img src="{segno.make("mã").png_data_uri()}">'))


def test_one_refusal_does_not_spoil_the_next_page(typesetter):
    with pytest.raises(FatalURLFetchingError):
        typesetter.pdf(page('<img src="file:///etc/passwd">'))
    assert typesetter.pdf(page("sau")).startswith(b"%PDF-1.7")


VIETNAMESE = (
    "".join(
        normalize("NFC", letter + tone)
        for letter in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
        for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    )
    + "đĐ"
)


@pytest.mark.parametrize("tag", ["span", "b", "i", "b><i"])
def test_every_vietnamese_letter_comes_from_the_vendored_face(typesetter, tag):
    """Debian 12's own Liberation Serif lacks 92 of these, and another face would step in."""
    pdf = typesetter.pdf(page(f"<p><{tag}>{' '.join(VIETNAMESE)}"))
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        characters = [character for character in opened.pages[0].chars if character["text"] != " "]
    assert "".join(character["text"] for character in characters) == f"trước{VIETNAMESE}"
    assert {character["fontname"].partition("+")[2].partition("-")[0] for character in characters} == {"Paper"}


def test_the_file_is_tagged_archivable_and_says_its_language_and_title(typesetter):
    pdf = typesetter.pdf(page("<h1>Tờ trình</h1><p>Nội dung"))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.Root.MarkInfo.Marked
        assert str(opened.Root.Lang) == "vi"
        assert str(opened.docinfo["/Title"]) == "Tờ trình “mẫu”"
        with opened.open_metadata() as metadata:
            assert metadata.pdfa_status == "3A"
        fonts = opened.pages[0].Resources.Font
        assert all("/FontFile2" in font.DescendantFonts[0].FontDescriptor for font in fonts.values())


def test_no_ligature_hides_letters(typesetter):
    with pdfplumber.open(io.BytesIO(typesetter.pdf(page("<p>fi fl ffi office")))) as opened:
        assert opened.pages[0].extract_text() == "trước\nfi fl ffi office"


def test_objects_written_once_are_what_they_were(typesetter, monkeypatch):
    asked = page(f'<p>một</p><img alt="Mã" src="{segno.make("mã").png_data_uri()}"><p id="place-seal-0">hai</p>')
    quick = typesetter.pdf(asked)
    monkeypatch.setattr(typesetter_module, "finish", None)
    assert contents_of(quick) == contents_of(typesetter.pdf(asked))


def contents_of(pdf):
    """Every object by its number: what streams hold, not how they are packed, nor where in the file they begin."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.trailer.ID
        return {one.objgen: unpacked(one) for one in opened.objects if not is_index(one)}


def is_index(one):
    return isinstance(one, pikepdf.Stream) and one.get("/Type") == "/XRef"


def unpacked(one):
    if not isinstance(one, pikepdf.Stream):
        return one.unparse(resolved=True)
    return one.read_bytes(), {key: repr(value) for key, value in one.stream_dict.items() if key != "/Length"}
