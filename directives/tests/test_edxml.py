"""edXML of an issued letter: what goes in comes out, and what is broken is named."""

import copy
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antt_portal.core.refusal import Refused
from directives.asking.loading import shipped
from directives.edxml import (
    About,
    Act,
    Affected,
    Agency,
    Answered,
    DocumentType,
    File,
    MalformedEdxml,
    Priority,
    Staff,
    Trace,
    edxml,
    message_of,
    read_document_types,
    read_edxml,
)
from directives.letters import KINDS, read_letter

BOARD = Agency(
    organ_id="000.00.15.H99",
    name="Ban Quản lý Khu kinh tế Mẫu",
    in_charge="UBND tỉnh Mẫu",
    address="Số 1 đường Thử Nghiệm",
    email="bql@example.vn",
    telephone="0200 000 000",
    fax="0200 000 001",
    website="https://example.vn",
)
POLICE = Agency(organ_id="G01.999", name="Công an tỉnh Mẫu")
PDF = File(
    name="05-BQLKKT-huong-dan.pdf", content_type="application/pdf", content=b"%PDF-1.7\n\x00\xff", description="Văn bản"
)
TABLE = File(name="Danh sách <1> & 2.xlsx", content_type="application/vnd.ms-excel", content=b"")


def issued(**changes):
    data = copy.deepcopy(shipped("letters/thai-binh-2020"))
    data |= {"number": 5, "date": {"day": 5, "month": 1, "year": 2024}} | changes
    return read_letter(data)


def about(**changes):
    least = {
        "sender": BOARD,
        "receivers": (POLICE,),
        "files": (PDF,),
        "traces": (Trace(organ_id=BOARD.organ_id, at=datetime(2024, 1, 5, 3, 4, 5, tzinfo=UTC)),),
        "pages": 2,
    }
    return About(**(least | changes))


EVERYTHING = {
    "receivers": (POLICE, Agency(organ_id="H99.1", name="Sở Công Thương & Đầu tư <Mẫu>")),
    "files": (PDF, TABLE, TABLE),
    "content": "Tóm tắt",
    "due_on": date(2024, 2, 1),
    "copies": 3,
    "sphere": "Khu công nghiệp",
    "is_directive": True,
    "has_paper": True,
    "answers": (
        Answered(
            organ_id="G01.999", code="12/CAT-PV", dated=date(2023, 12, 1), document_id="G01.999,2023/12/01,12/CAT-PV"
        ),
    ),
    "act": Act.REPLACE,
    "reason": "Sửa phụ lục",
    "affected": (Affected(document_id="a,2024/01/02,1/B", organ_ids=("G01.999", "H99.1")), Affected(document_id="c")),
    "staff": Staff(department="Văn phòng", name="Nguyễn Văn Mẫu", mobile="0900000000", email="mau@example.vn"),
}


@pytest.mark.parametrize(
    "changes", [{}, EVERYTHING, {"act": Act.RECALL, "affected": (Affected(document_id="x", organ_ids=("G01.999",)),)}]
)
def test_what_is_written_is_read_again(changes):
    letter, said = issued(urgency="hoa_toc"), about(**changes)
    assert read_edxml(edxml(letter, about=said)) == message_of(letter, said)


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("C",)), max_size=40).map(str.strip)


@given(
    st.fixed_dictionaries({"subject": TEXT.filter(bool), "place": TEXT, "symbol": TEXT}), TEXT, st.binary(max_size=99)
)
@settings(max_examples=40, deadline=None)
def test_so_is_anything_a_letter_may_say(changes, name, content):
    try:
        letter = issued(**changes)
    except ValueError:
        return  # no face prints it, so no letter says it
    said = about(files=(File(name=name, content_type="application/pdf", content=content),), reason=name)
    assert read_edxml(edxml(letter, about=said)) == message_of(letter, said)


def test_the_message_says_what_the_letter_says():
    message = message_of(issued(urgency="khan", attachments=[{"title": "Danh sách", "file": None}]), about())
    assert (message.number, message.notation) == ("05", "BQLKKT-DN&LD")
    assert message.document_id == "000.00.15.H99,2024/01/05,05/BQLKKT-DN&LD"
    assert message.signer.competence == "KT. TRƯỞNG BAN"
    assert message.signer.name == "Phan Đình Dục"
    assert message.priority is Priority.KHAN
    assert message.to_places[0] == "Công ty TNHH khai phát Đài Tín"
    assert message.appendixes == ("Danh sách",)
    assert message.content == message.subject


def test_the_prefix_stands_in_the_file_as_receivers_look_for_it():
    xml = edxml(issued(), about=about()).decode()
    assert xml.startswith(
        '<?xml version="1.0" encoding="UTF-8"?>\n<edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016">'
    )
    assert '<edXML:edXMLEnvelope xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016">' in xml
    assert "<edXML:Code><edXML:CodeNumber>05</edXML:CodeNumber>" in xml
    assert "<edXML:CodeNotation>BQLKKT-DN&amp;LD</edXML:CodeNotation>" in xml
    assert "<edXML:PromulgationDate>2024/01/05</edXML:PromulgationDate>" in xml
    assert "<edXML:Timestamp>2024/01/05 10:04:05</edXML:Timestamp>" in xml, "in Vietnam's time"
    assert "<edXML:BussinessDocType>0</edXML:BussinessDocType>" in xml
    assert "<AttachmentEncoded><Attachment>" in xml


def test_the_same_letter_gives_the_same_bytes():
    assert edxml(issued(), about=about(**EVERYTHING)) == edxml(issued(), about=about(**EVERYTHING))


@pytest.mark.parametrize(
    ("letter", "said", "code"),
    [
        ({"number": None}, {}, "edxml-not-issued"),
        ({"date": {"day": None, "month": 1, "year": 2024}}, {}, "edxml-not-issued"),
        ({}, {"receivers": ()}, "edxml-no-receiver"),
        ({}, {"files": ()}, "edxml-no-file"),
        ({}, {"document_types": {}}, "edxml-no-type"),
    ],
)
def test_what_cannot_be_handed_over_is_refused(letter, said, code):
    with pytest.raises(Refused) as refused:
        edxml(issued(**letter), about=about(**said))
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("act", "affected"), [(Act.NEW, 1), (Act.RECALL, 0), (Act.RECALL, 2), (Act.UPDATE, 0), (Act.REPLACE, 0)]
)
def test_an_act_names_the_documents_that_it_affects(act, affected):
    with pytest.raises(ValueError, match=act.name):
        about(act=act, affected=(Affected(document_id="x"),) * affected)


def test_a_board_may_count_document_types_otherwise():
    types = read_document_types({"official_letter": {"code": 1, "name": "Công văn", "detail": 4}})
    assert message_of(issued(), about(document_types=types)).document_type == DocumentType(
        code=1, name="Công văn", detail=4
    )
    assert types["decision"].code == 2, "the others stay"
    assert set(types) <= set(KINDS)


@pytest.mark.parametrize(
    "row", [{"code": "1", "name": "x"}, {"code": True, "name": "x"}, {"code": 1}, {"code": 1, "name": ""}]
)
def test_a_wrong_row_of_the_table_is_named(row):
    with pytest.raises(ValueError, match="decision"):
        read_document_types({"decision": row})


def broken(old, new):
    xml = edxml(issued(), about=about(**EVERYTHING))
    assert old.encode() in xml
    return xml.replace(old.encode(), new.encode(), 1)


@pytest.mark.parametrize(
    ("old", "new", "element"),
    [
        ("<edXML:CodeNumber>05</edXML:CodeNumber>", "", "MessageHeader/Code/CodeNumber"),
        ("<edXML:Subject>", "<edXML:Subject/><edXML:Subject>", "MessageHeader/Subject"),
        (
            "<edXML:PromulgationDate>2024/01/05",
            "<edXML:PromulgationDate>05/01/2024",
            "PromulgationInfo/PromulgationDate",
        ),
        ("<edXML:Timestamp>2024/01/05 10", "<edXML:Timestamp>2024/01/05 25", "TraceHeaderList/TraceHeader/Timestamp"),
        ("<edXML:Type>18", "<edXML:Type>mười tám", "DocumentType/Type"),
        ("<edXML:Priority>0", "<edXML:Priority>9", "OtherInfo/Priority"),
        ("<edXML:BussinessDocType>3", "<edXML:BussinessDocType>-3", "Bussiness/BussinessDocType"),
        ("<ContentTransferEncoded>", "<ContentTransferEncoded>*", "Attachment/ContentTransferEncoded"),
        ("<ContentId>cid:", "<ContentId>cid:9", "edXMLBody/edXMLManifest"),
        ("<edXML xmlns=", "<edoc xmlns=", "edoc"),
        ("</edXML:Subject>", "", "MessageHeader/Subject"),
    ],
)
def test_a_broken_message_says_which_element_is_wrong(old, new, element):
    xml = broken(old, new)
    if new.startswith("<edoc"):
        xml = xml.replace(b"</edXML>\n", b"</edoc>")
    with pytest.raises(MalformedEdxml) as malformed:
        read_edxml(xml)
    assert malformed.value.element.endswith(element)
    assert malformed.value.message


@pytest.mark.parametrize(
    ("xml", "said"),
    [
        (b"", "XML"),
        (b"\xff\xfe", "XML"),
        (b"edXML", "XML"),
        (b"<edXML>", "XML"),
        (b"<edXML>&a;</edXML>", "XML"),
        (b'<?xml version="1.0" encoding="no-such-code"?><edXML/>', "XML"),
        (b'<!DOCTYPE edXML [<!ENTITY a "x">]><edXML>&a;</edXML>', "DOCTYPE"),
        (b'<!DOCTYPE edXML SYSTEM "http://127.0.0.1/x.dtd"><edXML/>', "DOCTYPE"),
        (b"<a>" * 17 + b"</a>" * 17, "quá nhiều"),
        (b"<edXML>" + b"<a/>" * 50_001 + b"</edXML>", "quá nhiều"),
    ],
)
def test_what_is_no_message_is_refused_without_harm(xml, said):
    with pytest.raises(MalformedEdxml, match=said):
        read_edxml(xml)


def test_a_file_that_is_too_large_is_not_even_looked_at(monkeypatch):
    monkeypatch.setattr("directives.edxml.parsing.MOST_BYTES", 100)
    with pytest.raises(MalformedEdxml, match="MB"):
        read_edxml(edxml(issued(), about=about()))
