"""What somebody with a PDF program could do to a signed file."""

import io
import re
from random import Random

import pikepdf
from pyhanko.pdf_utils.generic import NameObject, NumberObject, StreamObject, TextStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

MARKS = (b" obj", b"endobj", b"stream", b"endstream", b"xref", b"trailer", b"startxref", b"%%EOF", b"/Contents <")
MARKS += (
    b"/ByteRange",
    b"/Annot",
    b"/AcroForm",
    b"/Page",
    b"/Fields",
    b"/ObjStm",
    b"/XRef",
    b"/FontFile2",
    b"/StructElem",
)


def flipped(pdf, at, bit=0):
    return pdf[:at] + bytes([pdf[at] ^ (1 << bit)]) + pdf[at + 1 :]


def positions(pdf, count):
    """Where to flip: at and behind every kind of mark, the first and last byte, and all over the file."""
    chance = Random(30)
    found = {0, len(pdf) - 1, len(pdf) // 2}
    for mark in MARKS:
        places = [match.start() for match in re.finditer(re.escape(mark), pdf)]
        for place in places[:1] + places[-2:]:
            found |= {place, min(place + len(mark) + 3, len(pdf) - 1)}
    while len(found) < count:
        found.add(chance.randrange(len(pdf)))
    return sorted(found)


def update(pdf):
    return IncrementalPdfFileWriter(io.BytesIO(pdf))


def written(writer):
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def swap_content(pdf):
    writer = update(pdf)
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    page[NameObject("/Contents")] = writer.add_object(StreamObject(stream_data=b"BT (Noi dung khac) Tj ET"))
    writer.update_container(page)
    return written(writer)


def swap_page(pdf):
    writer = update(pdf)
    pages = writer.root["/Pages"]
    kids = pages["/Kids"]
    kids[0], kids[1] = kids.raw_get(1), kids.raw_get(0)
    writer.update_container(pages)
    return written(writer)


def overwrite_value(pdf):
    writer = update(pdf)
    field = field_of(writer, "number")
    field[NameObject("/V")] = TextStringObject("99")
    writer.update_container(field)
    return written(writer)


def redraw_value(pdf):
    """The number shown, while the value stays."""
    writer = update(pdf)
    field = field_of(writer, "number")
    shown = field["/AP"]["/N"]
    copy = StreamObject({key: shown.raw_get(key) for key in ("/BBox", "/Resources", "/Subtype")}, stream_data=b"BT ET")
    field["/AP"][NameObject("/N")] = writer.add_object(copy)
    writer.update_container(field)
    return written(writer)


def move_seal(pdf):
    writer = update(pdf)
    field = field_of(writer, "seal")
    field["/Rect"][0] = NumberObject(1)
    writer.update_container(field)
    return written(writer)


def remove_value(pdf, name):
    writer = update(pdf)
    field = field_of(writer, name)
    del field["/V"]
    writer.update_container(field)
    return written(writer)


def remove_form(pdf):
    writer = update(pdf)
    del writer.root["/AcroForm"]
    writer.update_root()
    return written(writer)


def add_nothing(pdf):
    writer = update(pdf)
    writer.add_object(StreamObject(stream_data=b"to be shown later"))
    return written(writer)


def field_of(writer, name):
    fields = (field.get_object() for field in writer.root["/AcroForm"]["/Fields"])
    return next(field for field in fields if field["/T"] == name)


def saved_again(pdf):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(out)
    return out.getvalue()


def page_replaced_and_saved(pdf):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        del opened.pages[1]
        opened.add_blank_page()
        opened.save(out)
    return out.getvalue()
