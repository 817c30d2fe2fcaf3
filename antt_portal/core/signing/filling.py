"""Number and date, given after the person has signed: a change that a certification of level 2 permits."""

from collections.abc import Mapping

from pyhanko.pdf_utils.form_tools import enumerate_fields_in
from pyhanko.pdf_utils.generic import DictionaryObject, NumberObject, StreamObject, TextStringObject, pdf_name

from antt_portal.core.signing.digits import DIGITS, drawing
from antt_portal.core.signing.places import Face
from antt_portal.core.signing.update import Update

READ_ONLY = 1


def fill(pdf: bytes, values: Mapping[str, str]) -> bytes:
    """``pdf`` with its blanks filled by ``values``; what is filled can be read only.

    Raises ValueError for a blank that is not there, is filled already or is to hold anything but digits.
    """
    if wrong := [name for name, value in values.items() if not value or set(value) - set(DIGITS)]:
        raise ValueError(f"not digits: {wrong}")
    update = Update(pdf)
    blanks = _blanks(update)
    if missing := sorted(values.keys() - blanks.keys()):
        raise ValueError(f"no blank of this name, or one that is filled already: {missing}")
    for name, value in values.items():
        _fill(update, blanks[name], value)
    return update.written()


def _blanks(update: Update) -> dict[str, DictionaryObject]:
    if "/AcroForm" not in update.root:
        return {}
    given = update.root["/AcroForm"]["/Fields"]
    fields = enumerate_fields_in(given, target_field_type="/Tx", filled_status=False, refs_seen=set())
    return {str(name): reference.get_object() for name, _value, reference in fields}


def _fill(update: Update, field: DictionaryObject, value: str) -> None:
    name, size = str(field["/DA"]).split()[:2]
    faces: dict[str, Face] = {"/regular": "regular", "/italic": "italic"}
    before = field["/AP"]["/N"]
    _left, _bottom, width, height = map(float, before["/BBox"])
    content = drawing(value, face=faces[name], size=float(size), width=width, height=height)
    appearance = StreamObject(
        {pdf_name(key): before.raw_get(key) for key in ("/Type", "/Subtype", "/BBox", "/Resources")},
        stream_data=content,
    )
    field["/V"] = TextStringObject(value)
    field["/AP"] = DictionaryObject({pdf_name("/N"): update.add_object(appearance)})
    field["/Ff"] = NumberObject(READ_ONLY)
    update.update_container(field)
