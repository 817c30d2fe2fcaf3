"""A PDF with a ruler laid on it: lengths in millimetres from the top left corner of a page."""

import io
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from unicodedata import normalize

import pdfplumber

MM = 72 / 25.4
# Half a millimetre: what no eye and no clerk's ruler tells apart.
TOLERANCE = 0.5
MARK_SIZE = 40
TOP_MARGIN = 20


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
        self.characters = [char for char in page.chars if char["text"].strip()]
        self.strokes = [_span(line) for line in page.lines]
        self.rules = [_span(line) for line in (*page.lines, *page.rects)]
        self.red_boxes = [_span(rect) for rect in page.rects if _is_red(rect["non_stroking_color"])]
        self._page = page

    @cached_property
    def text(self) -> str:
        text: str = self._page.extract_text()
        return text

    def line(self, beginning: str) -> Span:
        """The whole line of text that starts with, or in a box of its own is, ``beginning``."""
        return _span(self._found(beginning))

    def font_of(self, beginning: str) -> tuple[str, float]:
        """The face ("Bold", "Italic", "BoldItalic" or "") and the size in points of a line's first letter."""
        return _font(self._found(beginning)["chars"][0])

    @cached_property
    def _text_lines(self) -> list[dict[str, Any]]:
        lines: list[dict[str, Any]] = self._page.extract_text_lines()
        return lines

    def _found(self, beginning: str) -> dict[str, Any]:
        return _part(next(line for line in self._text_lines if beginning in line["text"]), beginning)

    @property
    def ink(self) -> Span:
        """The box around every letter of the page, but for the mark that runs across a preview."""
        return _around([char for char in self.characters if char["size"] < MARK_SIZE])


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


@dataclass(frozen=True)
class Run:
    """Some text of a paper: its letters, one after another as the file holds them, and the page they begin on."""

    page: int
    characters: list[dict[str, Any]]
    position: int

    @property
    def fonts(self) -> set[tuple[str, float]]:
        """Faces and sizes as ``Page.font_of`` has them."""
        return {_font(char) for char in self.characters}

    @property
    def colours(self) -> set[tuple[float, ...]]:
        return {char["non_stroking_color"] for char in self.characters}

    @property
    def is_red(self) -> bool:
        return all(_is_red(colour) for colour in self.colours)

    @property
    def lines(self) -> list[Span]:
        """Its lines on the page it begins on, from the top."""
        here = [char for char in self.characters if char["page_number"] == self.page + 1]
        tops = sorted({round(char["bottom"]) for char in here})
        return [_around([char for char in here if round(char["bottom"]) == top]) for top in tops]

    @property
    def all_lines(self) -> int:
        return len({(char["page_number"], round(char["bottom"])) for char in self.characters})


class Printed:
    """A paper: its bytes, its pages, and all of its letters, NFC and without white space."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf
        with pdfplumber.open(io.BytesIO(pdf)) as opened:
            self.pages = [Page(page) for page in opened.pages]

    @cached_property
    def letters(self) -> str:
        return squeezed("".join(page.text for page in self.pages))

    @cached_property
    def flow(self) -> list[dict[str, Any]]:
        """Every letter in the order of the file, which is that of copying and of reading aloud; no page numbers."""
        letters = (char for page in self.pages for char in page.characters if char["size"] < MARK_SIZE)
        return [char for char in letters if char["top"] / MM > TOP_MARGIN - 1]

    @cached_property
    def reading(self) -> str:
        """The letters of ``flow``."""
        return "".join(char["text"] for char in self.flow)

    def find(self, text: str, *, after: int = 0) -> Run:
        """The first place at or after ``after`` in ``reading`` where ``text`` stands."""
        wanted = squeezed(text)
        position = self.reading.index(wanted, after)
        found = self.flow[position : position + len(wanted)]
        return Run(found[0]["page_number"] - 1, found, position)


def _is_red(colour: tuple[float, ...]) -> bool:
    return len(colour) == len("RGB") and colour[0] > 0.5 and max(colour[1:]) < 0.2


def _around(characters: list[dict[str, Any]]) -> Span:
    spans = [_span(char) for char in characters]
    return Span(
        min(one.left for one in spans),
        max(one.right for one in spans),
        min(one.top for one in spans),
        max(one.bottom for one in spans),
    )


def _font(character: dict[str, Any]) -> tuple[str, float]:
    return character["fontname"].partition("Paper")[2].replace("-", ""), round(character["size"], 1)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", normalize("NFC", text))
