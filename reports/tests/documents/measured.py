"""A PDF with a ruler laid on it: lengths in millimetres from the top left corner of a page."""

import io
import re
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

import pdfplumber

MM = 72 / 25.4
# Half a millimetre: what no eye and no clerk's ruler tells apart.
TOLERANCE = 0.5
MARK_SIZE = 40


@dataclass(frozen=True)
class Span:
    left: float
    right: float
    top: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


class Page:
    def __init__(self, page: Any) -> None:
        self.width, self.height = page.width / MM, page.height / MM
        self.text: str = page.extract_text()
        self.characters = [char for char in page.chars if char["text"].strip()]
        self.strokes = [_span(line) for line in page.lines]
        self.rules = [_span(line) for line in (*page.lines, *page.rects)]
        self._lines = page.extract_text_lines()

    def line(self, beginning: str) -> Span:
        """The whole line of text that starts with, or in a box of its own is, ``beginning``."""
        return _span(self._found(beginning))

    def font_of(self, beginning: str) -> tuple[str, float]:
        """The face ("Bold", "Italic", "BoldItalic" or "") and the size in points of a line's first letter."""
        first = self._found(beginning)["chars"][0]
        return first["fontname"].partition("Paper")[2].replace("-", ""), round(first["size"], 1)

    def _found(self, beginning: str) -> dict[str, Any]:
        return _part(next(line for line in self._lines if beginning in line["text"]), beginning)

    @property
    def ink(self) -> Span:
        """The box around every letter of the page, but for the mark that runs across a preview."""
        spans = [_span(char) for char in self.characters if char["size"] < MARK_SIZE]
        lefts, rights = [one.left for one in spans], [one.right for one in spans]
        return Span(min(lefts), max(rights), min(one.top for one in spans), max(one.bottom for one in spans))


def _part(line: dict[str, Any], text: str) -> dict[str, Any]:
    """The characters of ``text`` within a line: the two columns of a letterhead share their lines."""
    letters = [char for char in line["chars"] if char["text"].strip()]
    wanted = re.sub(r"\s", "", text)
    start = "".join(char["text"] for char in letters).find(wanted)
    part = letters[start : start + len(wanted)]
    box = {"x0": part[0]["x0"], "x1": part[-1]["x1"], "top": part[0]["top"], "bottom": part[0]["bottom"]}
    return {**box, "chars": part}


def _span(box: dict[str, Any]) -> Span:
    return Span(box["x0"] / MM, box["x1"] / MM, box["top"] / MM, box["bottom"] / MM)


class Printed:
    """A paper: its bytes, its pages, and all of its letters, NFC and without white space."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf
        with pdfplumber.open(io.BytesIO(pdf)) as opened:
            self.pages = [Page(page) for page in opened.pages]
        self.letters = squeezed("".join(page.text for page in self.pages))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", normalize("NFC", text))
