import pytest

from antt_portal.core.tests.inspection import corpus
from antt_portal.core.tests.inspection.corpus import OOXML, RELATIONS, relations, types

DTD = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
MAIN = f"{OOXML}.wordprocessingml.document.main+xml"
MACRO_MAIN = "application/vnd.ms-word.document.macroEnabled.main+xml"


def typed(*overrides: tuple[str, str], **options) -> dict[str, str]:
    return {"[Content_Types].xml": types(("word/document.xml", MAIN), *overrides, **options)}


def outside(kind: str, target: str) -> bytes:
    return corpus.docx({"word/_rels/document.xml.rels": relations((kind, target, "External"))})


def cut_into_runs(*pieces: str) -> str:
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    return f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{runs}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'


MACROS = {
    "a macro document under a plain name": corpus.docx(
        {"[Content_Types].xml": types(("word/document.xml", MACRO_MAIN))}
    ),
    "a project declared for a part": corpus.docx(
        typed(("word/vbaProject.bin", "application/vnd.ms-office.vbaProject"))
    ),
    "a project declared for an extension": corpus.docx(
        typed(defaults=(("bin", "application/vnd.ms-office.vbaProject"),))
    ),
    "a project related but not declared": corpus.docx(
        {"word/_rels/document.xml.rels": relations(("vbaProject", "x.bin"))}
    ),
    "a sheet of Excel 4 macros": corpus.xlsx({"xl/_rels/workbook.xml.rels": relations(("xlMacrosheet", "m.xml"))}),
}
ACTIVE = {
    "an ActiveX control": corpus.docx(typed(("word/activeX/activeX1.xml", "application/vnd.ms-office.activeX+xml"))),
    "a related ActiveX control": corpus.docx({"word/_rels/document.xml.rels": relations(("control", "a.xml"))}),
    "a DDE field": corpus.docx(body=cut_into_runs(' DDEAUTO c:\\\\cmd.exe "/k calc"')),
    "a DDE field cut into runs": corpus.docx(body=cut_into_runs("D", "DE", "AUTO c:\\\\cmd.exe")),
    "a DDE field behind another": corpus.docx(body=cut_into_runs("PAGE") + cut_into_runs("DDEAUTO cmd")),
    "a simple DDE field": corpus.docx(body='<w:fldSimple w:instr=" dde excel x"/>'),
    "a DDE link of a workbook": corpus.xlsx(
        {"xl/externalLinks/externalLink1.xml": '<externalLink><ddeLink ddeService="cmd"/></externalLink>'}
    ),
}
EMBEDDED = {
    "an OLE package": corpus.docx({"word/embeddings/oleObject1.bin": corpus.ole("\x01Ole10Native")}),
    "a program": corpus.docx({"word/media/image1.png": corpus.EXE}),
    "a shortcut": corpus.docx({"word/media/image1.png": b"L\0\0\0\x01\x14\x02\0" + bytes(60)}),
    "a PDF": corpus.docx({"word/media/tep.bin": corpus.pdf()}),
    "a plain zip as a workbook": corpus.docx({"word/embeddings/x.xlsx": corpus.packed({"a": "b"})}),
    "a package in a package in a package": corpus.docx(
        {"word/embeddings/a.docx": corpus.docx({"word/embeddings/b.xlsx": corpus.xlsx()})}
    ),
    "a web page to be merged in": corpus.docx({"word/_rels/document.xml.rels": relations(("aFChunk", "x.mht"))}),
}
LINKED = {
    "a template from the web": outside("attachedTemplate", "https://example.vn/x.dotm"),
    "a template from a share": outside("attachedTemplate", r"\\may-chu\chung\x.dotm"),
    "a template from a share by URL": outside("attachedTemplate", "file://may-chu/chung/x.dotm"),
    "a template from an escaped share": outside("attachedTemplate", "file:///%5C%5Cmay-chu/x.dotm"),
    "an object from the web": outside("oleObject", "https://example.vn/x.rtf"),
    "an object by protocol": outside("oleObject", "mhtml:https://example.vn!x-usc:https://example.vn"),
    "a frame from the web": outside("frame", "HTTPS://example.vn"),
    "a picture from the web": outside("image", "http://example.vn/x.png"),
}
ENTITIES = {
    "in the types": corpus.packed({**corpus.word_parts(), "[Content_Types].xml": DTD + "<Types/>"}),
    "in the relations": corpus.docx({"_rels/.rels": DTD + "<Relationships/>"}),
    "in the document": corpus.docx({"word/document.xml": f"<?xml version='1.0'?>{DTD}<x>&b;</x>"}),
    "in a sheet": corpus.xlsx({"xl/worksheets/sheet1.xml": DTD + "<worksheet/>"}),
    "in UTF-16": corpus.docx({"word/styles.xml": f"<?xml version='1.0' encoding='UTF-16'?>{DTD}<x/>".encode("utf-16")}),
    "from outside": corpus.docx({"docProps/app.xml": "<!DOCTYPE x SYSTEM 'https://example.vn/x.dtd'><x/>"}),
    "in XML under another name": corpus.docx({"word/theme.bin": f"\n {DTD}<x/>"}),
    "in VML": corpus.docx({"word/v.vml": f"{DTD}<xml><br></xml>"}),
}


@pytest.mark.parametrize("case", MACROS)
def test_macros_are_refused(case, refusal_of):
    assert refusal_of(MACROS[case], "a.xlsx" if "Excel" in case else "a.docx") == "macro"


@pytest.mark.parametrize("extension", ["docm", "XLSM", "xlsb", "dotm"])
def test_macro_extensions_are_refused_as_such(extension, refusal_of):
    assert refusal_of(corpus.docx(), f"a.{extension}") == "macro"


def test_a_macro_in_an_embedded_workbook_is_refused(refusal_of):
    inner = corpus.xlsx({"xl/_rels/workbook.xml.rels": relations(("vbaProject", "x.bin"))})
    assert refusal_of(corpus.docx({"word/embeddings/a.xlsx": inner}), "a.docx") == "macro"


@pytest.mark.parametrize("case", ACTIVE)
def test_what_runs_in_an_office_file_is_refused(case, refusal_of):
    assert refusal_of(ACTIVE[case], "a.xlsx" if "workbook" in case else "a.docx") == "active_content"


@pytest.mark.parametrize("case", EMBEDDED)
def test_files_carried_inside_an_office_file_are_refused(case, refusal_of):
    assert refusal_of(EMBEDDED[case], "a.docx") == "embedded_file"


@pytest.mark.parametrize("case", LINKED)
def test_content_fetched_on_opening_is_refused(case, refusal_of):
    assert refusal_of(LINKED[case], "a.docx") == "linked_content"


@pytest.mark.parametrize(
    "target",
    ["file:///C:/Users/mau/x.png", "C:\\anh\\x.png", "file:///home/mau/x.png", "cid:image001", "x.png", "NULL", ""],
)
def test_content_of_this_machine_is_nobody_elses_business(target, accepted):
    assert accepted(outside("image", target), "a.docx").kind == "DOC"


@pytest.mark.parametrize("case", ENTITIES)
def test_a_dtd_is_refused_wherever_it_hides(case, refusal_of):
    assert refusal_of(ENTITIES[case], "a.xlsx" if "sheet" in case else "a.docx") == "xml_entity"


@pytest.mark.parametrize("file_name", ["a.docx", "a.xlsx"])
def test_an_office_file_with_a_password_is_refused(file_name, refusal_of):
    assert refusal_of(corpus.ole("EncryptionInfo", "EncryptedPackage"), file_name) == "encrypted"


@pytest.mark.parametrize(
    "broken",
    [
        {"word/document.xml": "<w:document>"},
        {"word/document.xml": "<a></b>"},
        {"docProps/app.xml": "<?xml version='1.0' encoding='cp-lạ'?><x/>"},
        {"_rels/.rels": relations(("officeDocument", "word/missing.xml"))},
    ],
)
def test_broken_xml_is_refused(broken, refusal_of):
    assert refusal_of(corpus.docx(broken), "a.docx") == "unreadable"


@pytest.mark.parametrize(
    ("ending", "named"),
    [("presentationml.presentation.main+xml", "PPTX"), ("wordprocessingml.template.main+xml", "DOTX"), ("x", "ZIP")],
)
def test_another_office_type_is_named(ending, named, refusal_of):
    other = corpus.docx({"[Content_Types].xml": types(("word/document.xml", f"{OOXML}.{ending}"))})
    assert refusal_of(other, "a.docx") == "type_mismatch"


def test_relations_are_known_by_their_last_word_in_both_editions_of_the_standard(refusal_of):
    strict = relations(("attachedTemplate", "https://example.vn/x.dotm", "External")).replace(
        RELATIONS, "http://purl.oclc.org/ooxml/officeDocument/relationships"
    )
    assert refusal_of(corpus.docx({"word/_rels/settings.xml.rels": strict}), "a.docx") == "linked_content"
