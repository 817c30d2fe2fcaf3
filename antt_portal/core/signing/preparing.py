"""Giving a finished paper its fields: blanks to be filled after the person's signature, and places for signatures.

Everything is there before the first signature: later steps only give values, so that no signature is disturbed.
"""

import io
from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from antt_portal.core.signing.digits import DIGITS, digits, drawing
from antt_portal.core.signing.places import Face, Place

PRINTED = 4  # flag of an annotation; PDF/A asks for it
SIGNATURES_EXIST_APPEND_ONLY = 3
NOT_SYMBOLIC, ITALIC = 32, 64
ALL_FIELDS = "/All"


def prepare(pdf: bytes, *, blanks: Sequence[Place], signatures: Sequence[Place]) -> bytes:
    """``pdf`` with an empty text field for each of ``blanks`` and a signature field for each of ``signatures``.

    The last signature closes the paper: once it is given, no field may change any more. The same arguments give the
    same bytes. Raises ValueError for two fields of one name or a page that is not there.
    """
    names = [place.name for place in (*blanks, *signatures)]
    if len(set(names)) != len(names):
        raise ValueError(f"two fields of one name: {names}")
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        if any(not 0 <= place.page < len(opened.pages) for place in (*blanks, *signatures)):
            raise ValueError(f"a field on a page that is not there: {len(opened.pages)} pages")
        _add_form(opened, blanks, signatures)
        out = io.BytesIO()
        # Objects one by one: whoever verifies reads each of them, and a packed one costs twenty times as much.
        opened.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def _add_form(pdf: Pdf, blanks: Sequence[Place], signatures: Sequence[Place]) -> None:
    faces: list[Face] = sorted({place.face for place in blanks})
    fonts = Dictionary({f"/{face}": pdf.make_indirect(_font(pdf, face)) for face in faces})
    fields = [(place, _blank(pdf, place, fonts)) for place in blanks]
    fields += [(place, _signature(pdf, place)) for place in signatures]
    if signatures:
        fields[-1][1].Lock = pdf.make_indirect(Dictionary(Type=Name.SigFieldLock, Action=Name(ALL_FIELDS)))
    form = Dictionary(Fields=Array([field for _place, field in fields]), SigFlags=SIGNATURES_EXIST_APPEND_ONLY)
    if fonts:
        form.DR = Dictionary(Font=fonts)
    pdf.Root.AcroForm = pdf.make_indirect(form)
    for place, field in fields:
        _put_on_page(pdf, place, field)
        _tag(pdf, place, field)


def _font(pdf: Pdf, face: Face) -> Dictionary:
    font = digits(face)
    program = Stream(pdf, font.program, Length1=len(font.program))
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name(f"/{font.name}"),
        Flags=NOT_SYMBOLIC | (ITALIC if face == "italic" else 0),
        FontBBox=Array(font.box),
        ItalicAngle=font.italic_angle,
        Ascent=font.ascent,
        Descent=font.descent,
        CapHeight=font.ascent,
        StemV=80,
        FontFile2=program,
    )
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.TrueType,
        BaseFont=Name(f"/{font.name}"),
        Encoding=Name.WinAnsiEncoding,
        FirstChar=ord(DIGITS[0]),
        LastChar=ord(DIGITS[-1]),
        Widths=Array([font.advance] * len(DIGITS)),
        FontDescriptor=pdf.make_indirect(descriptor),
    )


def _blank(pdf: Pdf, place: Place, fonts: Dictionary) -> Object:
    empty = drawing("", face=place.face, size=place.size, width=place.width, height=place.height)
    field = _widget(pdf, place, empty)
    field.FT = Name.Tx
    field.DA = String(f"/{place.face} {place.size:g} Tf 0 g")
    field.AP.N.Resources = Dictionary(Font=fonts)
    return field


def _signature(pdf: Pdf, place: Place) -> Object:
    field = _widget(pdf, place, b"")
    field.FT = Name.Sig
    return field


def _widget(pdf: Pdf, place: Place, content: bytes) -> Object:
    """A field and the annotation that shows it, in one, with an appearance that shows ``content``."""
    box = Array([0, 0, round(place.width, 3), round(place.height, 3)])
    appearance = Stream(pdf, content, Type=Name.XObject, Subtype=Name.Form, BBox=box, Resources=Dictionary())
    field = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        T=String(place.name),
        TU=String(place.label or place.name),
        Rect=Array(place.box),
        F=PRINTED,
        P=pdf.pages[place.page].obj,
        AP=Dictionary(N=appearance),
    )
    return pdf.make_indirect(field)


def _put_on_page(pdf: Pdf, place: Place, field: Object) -> None:
    page = pdf.pages[place.page].obj
    page.Annots = Array([*page.get("/Annots", Array()), field])


def _tag(pdf: Pdf, place: Place, field: Object) -> None:
    """Name ``field`` in the tree that screen readers follow, and the tree in the field: level a asks for both."""
    tree = pdf.Root.StructTreeRoot
    numbers = tree.ParentTree.Nums
    key = max((int(number) for number in list(numbers)[::2]), default=-1) + 1
    document = tree.K[0] if isinstance(tree.K, Array) else tree.K
    page = pdf.pages[place.page].obj
    element = pdf.make_indirect(
        Dictionary(
            Type=Name.StructElem,
            S=Name.Form,
            P=document,
            Pg=page,
            Alt=String(place.label or place.name),
            K=Dictionary(Type=Name.OBJR, Obj=field, Pg=page),
        )
    )
    document.K = Array([*document.K, element])
    numbers.append(key)
    numbers.append(element)
    tree.ParentTreeNextKey = key + 1
    field.StructParent = key
