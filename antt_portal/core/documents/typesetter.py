"""Turns HTML into PDF, one page after another, in a process of its own. ``press`` starts this file as a script.

It imports neither Django nor the portal and is given no environment of theirs: whatever a page may contain, there is
no secret here for it to reach. It ends when its parent does, because then the line to it ends.

On the line, in: eight bytes of length, so many bytes of HTML. Out: one byte (``DONE`` or ``FAILED``), eight bytes of
length, and then the cause, or the places (eight bytes of length, JSON) and the PDF; and once at the start an empty
answer, which says that it is ready.
"""

import gc
import json
import logging
import os
import resource
import shutil
import socket
import struct
import sys
import tempfile
import traceback
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import BinaryIO

import pydyf
from weasyprint import CSS, HTML
from weasyprint.document import Document, Page
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

LENGTH = struct.Struct(">Q")
DONE, FAILED = b"+", b"-"
FONT_SCHEME = "font:"
IMAGE_SCHEMES = ("data:image/svg+xml", "data:image/png")
VARIANT = "pdf/a-3a"
PLACE_PREFIX = "place-"
POINTS_PER_PIXEL = 0.75


class OnlyOurs(URLFetcher):
    """Serves the vendored fonts (``font:<file name>``) and images written into the page itself.

    Anything else stops the rendering: no page of ours asks for it, so it is an attack or a mistake, and a paper
    with a hole would hide either.
    """

    def __init__(self, fonts: Path) -> None:
        super().__init__(allowed_protocols={"data"}, allow_redirects=False)
        self._fonts = {f"{FONT_SCHEME}{path.name}": path for path in fonts.glob("*.ttf")}

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        if url in self._fonts:
            return URLFetcherResponse(url, self._fonts[url].read_bytes(), {"Content-Type": "font/ttf"})
        if url.startswith(IMAGE_SCHEMES):
            return super().fetch(url, headers)
        raise FatalURLFetchingError(f"a paper may not load {url[:200]!r}")


class Complaints(logging.Handler):
    """WeasyPrint logs what it could not load or draw as an error, and goes on with a hole in the page."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []
        logging.getLogger("weasyprint").addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


class Incomplete(Exception):
    """Something on the page could not be loaded or drawn."""


class Finished(pydyf.Object):
    """An object of a finished PDF as bytes. Left to itself, pydyf writes and compresses each one twice (for the file,
    and for the digest that identifies it), and for 1 % fewer bytes takes twice as long at it.
    """

    def __init__(self, made: pydyf.Object) -> None:
        super().__init__()
        self.number, self.generation = made.number, made.generation
        self._data: bytes = _packed(made) if getattr(made, "compress", False) else made.data
        self._compressible: bool = made.compressible

    @property
    def data(self) -> bytes:
        return self._data

    @property
    def compressible(self) -> bool:
        return self._compressible


def _packed(stream: pydyf.Stream) -> bytes:
    plain: bytes = pydyf.Stream(stream.stream).data
    content = plain.partition(b"\nstream\n")[2].removesuffix(b"\nendstream")
    packed: bytes = pydyf.Stream([zlib.compress(content)], {**stream.extra, "Filter": "/FlateDecode"}).data
    return packed


def finish(_document: Document, pdf: pydyf.PDF) -> None:
    pdf.objects = [one if one.free == "f" else Finished(one) for one in pdf.objects]


class Typesetter:
    """One font configuration and one parsed stylesheet for the life of the process: making them costs half a second."""

    def __init__(self, stylesheet: Path, fonts: Path) -> None:
        self._complaints = Complaints()
        self._fetcher = OnlyOurs(fonts)
        self._fonts = FontConfiguration()
        self._stylesheet = CSS(
            string=stylesheet.read_text(encoding="utf-8"), font_config=self._fonts, url_fetcher=self._fetcher
        )

    def pdf(self, html: str) -> bytes:
        return self.placed(html)[0]

    def placed(self, html: str) -> tuple[bytes, list[dict[str, object]]]:
        """PDF/A-3a: tagged, fonts embedded, its identifier a digest of its content; and the fields of its places
        (``places.Place``). Raises Incomplete."""
        self._complaints.messages.clear()
        document = HTML(string=html, url_fetcher=self._fetcher).render(
            font_config=self._fonts, stylesheets=[self._stylesheet], pdf_variant=VARIANT
        )
        made: bytes = document.write_pdf(pdf_variant=VARIANT, finisher=finish)
        if self._complaints.messages:
            raise Incomplete("; ".join(self._complaints.messages))
        return made, [place for number, page in enumerate(document.pages) for place in _places(number, page)]


def _places(number: int, page: Page) -> Iterator[dict[str, object]]:
    """The elements of a page whose id begins with "place-"; points from the lower left corner."""
    for anchor, (left, top, right, bottom) in page.anchors.items():
        if anchor.startswith(PLACE_PREFIX):
            name, _dash, nth = anchor.removeprefix(PLACE_PREFIX).rpartition("-")
            corner = (left, page.height - bottom, right - left, bottom - top)
            x, y, width, height = (round(length * POINTS_PER_PIXEL, 3) for length in corner)
            yield {"name": name, "nth": int(nth), "page": number, "x": x, "y": y, "width": width, "height": height}


def main(
    line_fd: str,
    stylesheet: str,
    fonts: str,
    memory_bytes: str,
    *,
    make: Callable[[Path, Path], Typesetter] = Typesetter,
) -> None:
    limit = int(memory_bytes)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    line = socket.socket(fileno=int(line_fd))
    pages: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(line.makefile("rb"), pages), daemon=True).start()
    typesetter = make(Path(stylesheet), Path(fonts))
    outcome, content = DONE, b""
    # A page makes half a million objects that live as long as it does. Looking through them in its midst finds nothing
    # and costs a tenth of its time; between pages, and without what stays for good, it is cheap.
    gc.disable()
    gc.freeze()
    while True:
        line.sendall(outcome + LENGTH.pack(len(content)) + content)
        gc.collect()
        outcome, content = _attempt(typesetter, pages.get())


def _listen(requests: BinaryIO, pages: "SimpleQueue[bytes]") -> None:
    """Runs beside the rendering, so that the end of the parent is noticed in the middle of a page."""
    try:
        while header := requests.read(LENGTH.size):
            pages.put(requests.read(*LENGTH.unpack(header)))
    finally:
        shutil.rmtree(tempfile.gettempdir(), ignore_errors=True)
        os._exit(0)


def _attempt(typesetter: Typesetter, page: bytes) -> tuple[bytes, bytes]:
    try:
        pdf, places = typesetter.placed(page.decode())
        found = json.dumps(places).encode()
        return DONE, LENGTH.pack(len(found)) + found + pdf
    except MemoryError:
        return FAILED, b"the page needs more memory than the limit allows"
    except (Exception, FatalURLFetchingError) as error:  # noqa: BLE001 - whatever it is, the parent must hear of it
        traceback.print_exc()
        return FAILED, f"{type(error).__name__}: {error}".encode()


if __name__ == "__main__":
    main(*sys.argv[1:])
