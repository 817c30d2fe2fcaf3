"""Elements of WordprocessingML that python-docx has no words for."""

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

TWIPS_PER_MM = 1440 / 25.4


def make(tag: str, **attributes: str | int) -> BaseOxmlElement:
    """``make("w:sz", val=26)`` is ``<w:sz w:val="26"/>``."""
    element: BaseOxmlElement = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    return element


def twips(millimetres: float) -> int:
    return round(millimetres * TWIPS_PER_MM)
