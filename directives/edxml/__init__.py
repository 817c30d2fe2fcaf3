"""Issued letters as edXML (QCVN 102:2016/BTTTT), to hand over to other offices' document systems. No database here."""

from directives.edxml.building import About, document_id, message_of
from directives.edxml.codes import DOCUMENT_TYPES, read_document_types
from directives.edxml.message import (
    Act,
    Affected,
    Agency,
    Answered,
    DocumentType,
    File,
    Message,
    Priority,
    Signer,
    Staff,
    Trace,
)
from directives.edxml.parsing import MalformedEdxml
from directives.edxml.reading import read_edxml
from directives.edxml.writing import write_edxml
from directives.letters import Letter

__all__ = [
    "DOCUMENT_TYPES",
    "About",
    "Act",
    "Affected",
    "Agency",
    "Answered",
    "DocumentType",
    "File",
    "MalformedEdxml",
    "Message",
    "Priority",
    "Signer",
    "Staff",
    "Trace",
    "document_id",
    "edxml",
    "message_of",
    "read_document_types",
    "read_edxml",
    "write_edxml",
]


def edxml(letter: Letter, *, about: About) -> bytes:
    """One file with header, traces and files. The same letter and ``about`` give the same bytes.

    Raises Refused: ``edxml-not-issued``, ``edxml-no-receiver``, ``edxml-no-file``, ``edxml-no-type``.
    """
    return write_edxml(message_of(letter, about))
