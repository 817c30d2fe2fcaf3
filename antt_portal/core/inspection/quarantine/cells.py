"""Formulas of a sheet that start another program (``=cmd|'/c calc'!A0``), found without reading every cell."""

import re
from collections.abc import Iterable, Iterator

from .unfit import Unfit

# A bar occurs in no formula of Excel's own outside quotation marks; it may be written as a reference.
BAR = rb"(?:\||&\#0*124;|&\#[xX]0*7[cC];)"
WITH_BAR = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?>([^<]*" + BAR + rb"[^<]*)<")
QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")
OUTSIDE = re.compile(BAR)
LONGEST_FORMULA = 16_384  # bytes kept from one chunk to the next: Excel allows half as many characters


def without_dde(content: Iterable[bytes]) -> Iterator[bytes]:
    """The same chunks. Raises Unfit for a formula that calls another program."""
    kept = b""
    for chunk in content:
        window = kept + chunk.replace(b"\0", b"")
        if any(OUTSIDE.search(QUOTED.sub(b"", plain(found))) for found in WITH_BAR.findall(window)):
            raise Unfit("active_content")
        kept = window[-LONGEST_FORMULA:]
        yield chunk


def plain(formula: bytes) -> bytes:
    return formula.replace(b"&quot;", b'"').replace(b"&apos;", b"'").replace(b"&#34;", b'"').replace(b"&#39;", b"'")
