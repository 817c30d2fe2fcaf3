"""Adding to a PDF without touching a byte of what is there."""

import hashlib
import io

from pyhanko.pdf_utils.generic import ArrayObject, ByteStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader


class Update(IncrementalPdfFileWriter):
    """An incremental update that depends on nothing but what it is given: no clock, no chance.

    pyHanko would write the time of the machine into the metadata, which the paper's title and date do not change
    with, and a random identifier; neither can be had otherwise in 0.38.
    """

    def __init__(self, pdf: bytes) -> None:
        super().__init__(io.BytesIO(pdf))

    @classmethod
    def _handle_id(cls, prev: PdfFileReader) -> ArrayObject:
        """The paper's lasting identifier, and one of this version: a digest of the version before."""
        prev.stream.seek(0)
        version = hashlib.sha256(prev.stream.read()).digest()[:16]
        lasting = prev.trailer["/ID"][0].original_bytes if "/ID" in prev.trailer else version
        return ArrayObject([ByteStringObject(lasting), ByteStringObject(version)])

    def _update_meta(self) -> None:
        """Title, author and date of the paper stay what they were when it was set."""

    def written(self) -> bytes:
        out = io.BytesIO()
        IncrementalPdfFileWriter.write(self, out)
        return out.getvalue()
