"""Codes of document types. A board whose document system counts otherwise gives a table of its own."""

from collections.abc import Mapping

from directives.edxml.message import DocumentType

OFFICIAL_LETTER = DocumentType(code=18, name="Công văn")
# The places of the kinds in the list of Nghị định 30/2020/NĐ-CP, Điều 7 (decision 51).
DOCUMENT_TYPES: Mapping[str, DocumentType] = {
    "official_letter": OFFICIAL_LETTER,
    "request_to_supplement": OFFICIAL_LETTER,
    "correction": OFFICIAL_LETTER,
    "covering_letter": OFFICIAL_LETTER,
    "decision": DocumentType(code=2, name="Quyết định"),
    "recall_notice": DocumentType(code=7, name="Thông báo"),
    "roll_up_report": DocumentType(code=14, name="Báo cáo"),
    "submission": DocumentType(code=16, name="Tờ trình"),
}


def read_document_types(table: Mapping[str, Mapping[str, object]]) -> Mapping[str, DocumentType]:
    """The usual codes, and over them ``{"decision": {"code": 5, "name": "Quyết định"}}`` from settings or a board.

    Raises ValueError or TypeError for a row that is not of this form.
    """
    return {**DOCUMENT_TYPES, **{kind: _read(kind, row) for kind, row in table.items()}}


def _read(kind: str, row: Mapping[str, object]) -> DocumentType:
    code, name, detail = row.get("code"), row.get("name"), row.get("detail", 0)
    if not (type(code) is int and isinstance(name, str) and name and type(detail) is int):
        raise ValueError(f"{kind}: a document type has a whole number as its code, a name, and perhaps a detail")
    return DocumentType(code=code, name=name, detail=detail)
