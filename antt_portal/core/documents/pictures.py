"""A PDF of our own as pictures of its pages, and where on them words stand: for screens that show no PDF.

PDFium is not safe in threads, so one page at a time is drawn.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

import pypdfium2
from PIL.Image import Quantize

# A printed page has few shades; so many keep the red of a stamp, the blue of a signature and the grey of a mark across
# the page, and cost a third of the bytes of true colour.
SHADES = 48
_one_at_a_time = Lock()


@dataclass(frozen=True)
class Spot:
    """Where words stand: ``page`` from 1; points from the upper left corner of the page."""

    page: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Words:
    """``text`` to be found; ``around`` is the longer text it stands in, which tells it from others like it."""

    text: str
    around: str = ""


@contextmanager
def _opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    with _one_at_a_time:
        document = pypdfium2.PdfDocument(pdf)
        document.init_forms()  # number, date and signatures are fields of a form
        try:
            yield document
        finally:
            document.close()


def page_count(pdf: bytes) -> int:
    with _opened(pdf) as document:
        return len(document)


def picture(pdf: bytes, number: int, *, width_px: int) -> bytes | None:
    """PNG of page ``number`` (from 1); None when there is no such page."""
    with _opened(pdf) as document:
        if not 1 <= number <= len(document):
            return None
        page = document[number - 1]
        drawn = page.render(scale=width_px / page.get_width()).to_pil()
        page.close()
    content = io.BytesIO()
    drawn.quantize(SHADES, Quantize.FASTOCTREE).save(content, "PNG")
    return content.getvalue()


def find(pdf: bytes, wanted: list[Words]) -> list[tuple[Spot, ...]]:
    """For each of ``wanted`` the lines it covers, where it is first found; empty when it is not there."""
    with _opened(pdf) as document:
        pages = [_Page(document[index], index + 1) for index in range(len(document))]
        found = [_first(pages, words) for words in wanted]
        for page in pages:
            page.close()
    return found


def _first(pages: list["_Page"], words: Words) -> tuple[Spot, ...]:
    for page in pages:
        for start, length in page.matches(words.around) if words.around else ():
            inside = [one for one in page.matches(words.text) if start <= one[0] < start + length]
            if inside:
                return page.spots(*inside[0])
    matches = [(page, match) for page in pages for match in page.matches(words.text)[:1]]
    return matches[0][0].spots(*matches[0][1]) if matches else ()


class _Page:
    def __init__(self, page: pypdfium2.PdfPage, number: int) -> None:
        self._page, self._number = page, number
        self._text = page.get_textpage()
        self._height = page.get_height()

    def matches(self, text: str) -> list[tuple[int, int]]:
        """(index of the first character, how many) of every place of ``text``; lines may break in it."""
        searcher = self._text.search(text, match_case=True) if text.strip() else None
        found = []
        while searcher and (match := searcher.get_next()):
            found.append(match)
        if searcher:
            searcher.close()
        return found

    def spots(self, start: int, length: int) -> tuple[Spot, ...]:
        rectangles = [self._text.get_rect(index) for index in range(self._text.count_rects(start, length))]
        return tuple(
            Spot(self._number, left, self._height - top, right - left, top - bottom)
            for left, bottom, right, top in rectangles
        )

    def close(self) -> None:
        self._text.close()
        self._page.close()
