"""Reading one XML part of an office package as a stream: well formed, no DTD, every element shown once."""

import re
from collections.abc import Iterable
from xml.parsers import expat

from .unfit import Unfit

Attributes = dict[str, str]
DECLARATION = re.compile(rb"<\s*!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
HEAD_BYTES = 4096


class Reader:
    """Sees the elements of a part in order. A name reads "namespace}name", whatever prefix the part chose."""

    def element(self, name: str, attributes: Attributes) -> None: ...

    def text(self, text: str) -> None: ...

    def done(self) -> None: ...


def refuse_declaration(*_declared: object) -> None:
    raise Unfit("xml_entity")


def read(content: Iterable[bytes], reader: Reader | None) -> None:
    """Feed ``content`` to ``reader``; without one only check its form. Raises Unfit."""
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse_declaration
    parser.EntityDeclHandler = refuse_declaration
    if reader is not None:
        parser.StartElementHandler = reader.element
        parser.CharacterDataHandler = reader.text
    try:
        for chunk in content:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError):  # ValueError: an encoding expat cannot use
        raise Unfit("unreadable") from None
    if reader is not None:
        reader.done()


def scan_loose(content: Iterable[bytes]) -> None:
    """For VML, which Excel itself writes with unclosed <br> tags: only look for a DTD, of any width."""
    kept = b""
    for chunk in content:
        window = (kept + chunk).replace(b"\0", b"")
        if DECLARATION.search(window):
            raise Unfit("xml_entity")
        kept = window[-64:]
