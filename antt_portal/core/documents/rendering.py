"""From a document to its PDF."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from antt_portal.core.documents.document import Document, printable
from antt_portal.core.documents.places import Rendered
from antt_portal.core.documents.pool import pool


def html_of(document: Document) -> str:
    """Papers are in Vietnamese, whatever the language of the person who asks, and in NFC, however they were typed."""
    with translation.override("vi"):
        context = {"paper": printable(document), "mark": settings.PAPER_MARK}
        return render_to_string(document.template_name, context)


def render_pdf(document: Document) -> bytes:
    """The same document gives the same bytes. Takes from a tenth of a second to the limits of the pool.

    Never call it inside a transaction. Raises RenderFailed.
    """
    return render_placed(document).pdf


def render_placed(document: Document) -> Rendered:
    """The PDF, and where on it number, date, signature and seal belong."""
    return pool().placed(html_of(document))
