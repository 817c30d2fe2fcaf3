"""Papers as PDF: what they are (``document``, ``boxes``), and how they come out of a pool of capped processes."""

from antt_portal.core.documents.boxes import CopiesTo, Letterhead, PaperDate, PaperNumber, Signature, lines
from antt_portal.core.documents.document import Document, printable
from antt_portal.core.documents.press import PoolBusy, RenderFailed
from antt_portal.core.documents.rendering import html_of, render_pdf

__all__ = [
    "CopiesTo",
    "Document",
    "Letterhead",
    "PaperDate",
    "PaperNumber",
    "PoolBusy",
    "RenderFailed",
    "Signature",
    "html_of",
    "lines",
    "printable",
    "render_pdf",
]
