"""Opening a PDF: whole, readable without a password, nothing in it that runs, nothing carried inside."""

import io
import re
from collections.abc import Iterator
from typing import BinaryIO

import pikepdf
from pikepdf.settings import set_qpdf_limits

from .program import serve
from .signatures import MARKUP, has_zip_at_end
from .unfit import Unfit

MAX_OBJECTS = 300_000
MAX_STREAM_BYTES = 128 * 1024 * 1024  # of one unpacked object stream or attachment
END_WINDOW = 1024  # readers look for the end mark in the last 1,024 bytes
# Cheap first look at an object as qpdf writes it, with every escape (/J#53) already undone.
SUSPECT = re.compile(rb"/(?:JS|JavaScript|Launch|ImportData|XFA|RichMedia\w*|EF)(?!\w)")
RUNNING_ACTIONS = frozenset({"/JavaScript", "/Launch", "/ImportData"})
RUNNING_KEYS = frozenset({"/JS", "/JavaScript", "/XFA", "/RichMediaContent"})
PAGE_BEHIND = re.compile(MARKUP)
XML_START = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<")


def check(file: BinaryIO, _extension: str) -> bytes:
    """Raises Unfit. A mere owner password (no printing, say) is accepted: everybody can open such a file."""
    data = file.read()
    if has_zip_at_end(data):
        raise Unfit("foreign_data", found="zip")
    if b"%%EOF" not in data.rstrip(b"\0\t\n\r ")[-END_WINDOW:]:
        raise Unfit("unreadable")  # cut off in transit: qpdf would rebuild what is left of it
    if PAGE_BEHIND.search(data, data.rfind(b"%%EOF")):
        raise Unfit("foreign_data", found="html")
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:  # several times faster than the file itself
            look_through(pdf)
    except pikepdf.PasswordError:
        raise Unfit("encrypted") from None
    except UnicodeDecodeError:  # a suspect object whose other names are no UTF-8
        raise Unfit("unreadable") from None
    except pikepdf.PikepdfError as error:
        raise Unfit("encrypted" if "encrypt" in str(error).lower() else "unreadable") from None
    return b""


def look_through(pdf: pikepdf.Pdf) -> None:
    """Every object of the file, reachable or not: what no page refers to may still be run by some reader."""
    things = pdf.objects
    if len(things) > MAX_OBJECTS:
        raise Unfit("too_complex")
    if not len(pdf.pages):
        raise Unfit("unreadable")
    for thing in things:
        if isinstance(thing, pikepdf.Stream):
            refuse_unreadable_objects(thing)
            refuse_active(thing.stream_dict)
        elif isinstance(thing, pikepdf.Object):  # numbers and nulls come as Python's own
            refuse_active(thing)


def refuse_unreadable_objects(stream: pikepdf.Stream) -> None:
    """An object stream must unpack: qpdf takes objects it cannot reach for nulls, another reader may reach them."""
    if "/N" in stream and "/First" in stream:
        stream.read_bytes()


def refuse_active(owner: pikepdf.Object) -> None:
    if not SUSPECT.search(owner.unparse(resolved=True)):
        return
    if isinstance(owner, pikepdf.Name) and str(owner) in RUNNING_ACTIONS:
        raise Unfit("active_content")  # the type of an action, kept in an object of its own
    for dictionary in dictionaries(owner):
        keys = dictionary.keys()
        if keys & RUNNING_KEYS or str(dictionary.get("/S", "")) in RUNNING_ACTIONS:
            raise Unfit("active_content")
        if "/EF" in keys:
            refuse_attachment(dictionary)


def dictionaries(owner: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """``owner`` and what is written inside it; not what it refers to, whose turn comes by itself."""
    waiting = [owner]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, pikepdf.Dictionary):
            yield thing
            waiting.extend(value for value in thing.values() if not value_is_elsewhere(value))
        elif isinstance(thing, pikepdf.Array):
            waiting.extend(value for value in thing if not value_is_elsewhere(value))


def value_is_elsewhere(value: object) -> bool:
    return not isinstance(value, pikepdf.Object) or value.is_indirect


def refuse_attachment(specification: pikepdf.Object) -> None:
    """Only XML may be attached, as invoices do: anything else must be uploaded, and seen, by itself."""
    name = str(specification.get("/UF", specification.get("/F", "")))
    carried = specification.get("/EF", pikepdf.Dictionary())
    streams = list(carried.values()) if isinstance(carried, pikepdf.Dictionary) else []
    for stream in streams:
        is_stream = isinstance(stream, pikepdf.Stream)
        if not (name.lower().endswith(".xml") and is_stream and XML_START.match(stream.read_bytes())):
            raise Unfit("embedded_file")


if __name__ == "__main__":
    set_qpdf_limits(
        flate_max_memory=MAX_STREAM_BYTES,
        run_length_max_memory=MAX_STREAM_BYTES,
        png_max_memory=MAX_STREAM_BYTES,
        tiff_max_memory=MAX_STREAM_BYTES,
    )
    serve(check)
