import io
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from antt_portal.core.inspection.quarantine import pdf as parser
from antt_portal.core.inspection.quarantine.unfit import Unfit
from antt_portal.core.tests.inspection import corpus


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def script_on_opening(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = script()


def script_on_leaving_a_page(document: pikepdf.Pdf) -> None:
    document.pages[0].obj.AA = Dictionary(C=document.make_indirect(script()))


def script_among_the_names(document: pikepdf.Pdf) -> None:
    document.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["x", document.make_indirect(script())])))


def script_in_a_field(document: pikepdf.Pdf) -> None:
    field = Dictionary(FT=Name.Tx, T="tuổi", AA=Dictionary(K=script()))
    document.Root.AcroForm = Dictionary(Fields=Array([document.make_indirect(field)]))


def script_of_a_film(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.Rendition, JS="app.alert(1)")


def script_deep_inside(document: pikepdf.Pdf) -> None:
    document.Root.Anything = Array([Array([Dictionary(One=Array([Dictionary(Two=script())]))])])


def script_that_nothing_refers_to(document: pikepdf.Pdf) -> None:
    orphan = document.make_indirect(script())
    document.pages[0].obj.KeepMe = Array([orphan])


def script_type_kept_apart(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=document.make_indirect(Name.JavaScript))


def launch(document: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.Launch, F="calc.exe")
    annotation = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action)
    document.pages[0].obj.Annots = Array([document.make_indirect(annotation)])


def launch_on_a_stream(document: pikepdf.Pdf) -> None:
    document.Root.Drawing = document.make_stream(b"", Action=Dictionary(S=Name.Launch))


def import_of_data(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.ImportData, F="x.fdf")


def dynamic_form(document: pikepdf.Pdf) -> None:
    document.Root.AcroForm = Dictionary(Fields=Array([]), XFA=document.make_stream(b"<xdp/>"))


def rich_media(document: pikepdf.Pdf) -> None:
    annotation = Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, RichMediaContent=Dictionary())
    document.pages[0].obj.Annots = Array([document.make_indirect(annotation)])


ACTIVE = [
    script_on_opening,
    script_on_leaving_a_page,
    script_among_the_names,
    script_in_a_field,
    script_of_a_film,
    script_deep_inside,
    script_that_nothing_refers_to,
    script_type_kept_apart,
    launch,
    launch_on_a_stream,
    import_of_data,
    dynamic_form,
    rich_media,
]


@pytest.mark.parametrize("change", ACTIVE, ids=lambda change: change.__name__)
def test_what_runs_in_a_pdf_is_refused(change, refusal_of):
    assert refusal_of(corpus.pdf(change=change), "a.pdf") == "active_content"


def test_a_script_in_an_object_stream_is_found(refusal_of):
    packed = corpus.pdf(change=script_on_opening, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert b"JavaScript" not in packed
    assert refusal_of(packed, "a.pdf") == "active_content"


def test_an_escaped_name_is_read_like_any_reader_reads_it(refusal_of):
    plain = corpus.pdf(change=launch, qdf=True)
    escaped = plain.replace(b"/Launch", b"/L#61unch")
    assert escaped != plain
    assert refusal_of(escaped, "a.pdf") == "active_content"


@pytest.mark.parametrize(
    ("name", "content"),
    [("tool.exe", corpus.EXE), ("bao-cao.pdf", corpus.pdf()), ("x.docx", corpus.docx()), ("hoa-don.xml", corpus.EXE)],
)
def test_files_carried_inside_a_pdf_are_refused(name, content, refusal_of):
    def carry(document: pikepdf.Pdf) -> None:
        document.attachments[name] = content

    assert refusal_of(corpus.pdf(change=carry), "a.pdf") == "embedded_file"


@pytest.mark.parametrize("strength", [3, 4, 6])
def test_a_pdf_with_a_password_is_refused(strength, refusal_of):
    new = strength > 3
    locked = pikepdf.Encryption(owner="chu", user="mo-tep", R=strength, aes=new, metadata=new)
    assert refusal_of(corpus.pdf(encryption=locked), "a.pdf") == "encrypted"


def test_a_pdf_locked_with_a_certificate_is_refused_as_encrypted(refusal_of):
    locked = corpus.pdf(encryption=pikepdf.Encryption(owner="chu", user="", R=4))
    assert refusal_of(locked.replace(b"/Filter /Standard", b"/Filter /Adobe.PS"), "a.pdf") == "encrypted"


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.95])
def test_a_pdf_cut_off_is_refused(kept, refusal_of):
    whole = corpus.pdf(pages=20)
    assert refusal_of(whole[: int(len(whole) * kept)], "a.pdf") == "unreadable"


def test_a_pdf_without_a_page_is_refused(refusal_of):
    assert refusal_of(corpus.pdf(pages=0), "a.pdf") == "unreadable"


@pytest.mark.parametrize("body", [b"", b"rubbish " * 50, b"1 0 obj<<" * 50])
def test_a_pdf_in_name_only_is_refused(body, refusal_of):
    assert refusal_of(b"%PDF-1.7\n" + body + b"\n%%EOF", "a.pdf") == "unreadable"


def object_stream_of(size: int) -> bytes:
    """A PDF with one object in a stream that unpacks to ``size`` bytes."""
    bomb = zlib.compress(b"5 0 " + b" " * size + b"<<>>", 1)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/Extra 5 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(bomb), bomb),
    ]
    out, offsets = b"%PDF-1.5\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(out)
    rows = [b"\0\0\0\0\0\0", *(b"\1" + at.to_bytes(4, "big") + b"\0" for at in offsets), b"\2\0\0\0\4\0"]
    table = b"".join(rows)
    head = b"<</Type/XRef/Size 6/W[1 4 1]/Root 1 0 R/Length %d>>stream\n" % len(table)
    return out + b"6 0 obj\n" + head + table + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF" % start


def test_an_object_stream_is_read_while_it_is_small(accepted):
    assert accepted(object_stream_of(10_000), "a.pdf").kind == "PDF"


def test_an_object_stream_that_swells_is_refused(refusal_of):
    content = object_stream_of(parser.MAX_STREAM_BYTES + 1)
    assert len(content) < 2_000_000
    assert refusal_of(content, "a.pdf") == "unreadable"


@pytest.mark.parametrize("unpacking", [b"NopeDecode ", b"JBIG2Decode"])
def test_an_object_stream_that_only_others_can_unpack_is_refused(unpacking, refusal_of):
    content = object_stream_of(100).replace(b"FlateDecode", unpacking)
    assert refusal_of(content, "a.pdf") == "unreadable"


def test_a_pdf_of_too_many_objects_is_refused(monkeypatch):
    monkeypatch.setattr(parser, "MAX_OBJECTS", 3)
    with pytest.raises(Unfit, match="too_complex"):
        parser.check(io.BytesIO(corpus.pdf(pages=5)), "pdf")
