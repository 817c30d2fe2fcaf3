"""Papers as PDF: what they are (``document``, ``boxes``), and how they come out of a pool of capped processes."""

from antt_portal.core.documents.boxes import CopiesTo, Letterhead, PaperDate, PaperNumber, Signature, lines
from antt_portal.core.documents.document import Document, printable
from antt_portal.core.documents.places import Place, Rendered
from antt_portal.core.documents.press import PoolBusy, RenderFailed
from antt_portal.core.documents.rendering import html_of, render_pdf, render_placed

__all__ = [
    "CopiesTo",
    "Document",
    "Letterhead",
    "PaperDate",
    "PaperNumber",
    "Place",
    "PoolBusy",
    "RenderFailed",
    "Rendered",
    "Signature",
    "html_of",
    "lines",
    "printable",
    "render_pdf",
    "render_placed",
]
