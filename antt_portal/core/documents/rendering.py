"""From a document to its PDF."""

from django.template.loader import render_to_string
from django.utils import translation

from antt_portal.core.documents.document import Document
from antt_portal.core.documents.pool import pool


def html_of(document: Document) -> str:
    """Papers are in Vietnamese, whatever the language of the person who asks."""
    with translation.override("vi"):
        return render_to_string(document.template_name, {"paper": document})


def render_pdf(document: Document) -> bytes:
    """The same document gives the same bytes. Takes from a quarter of a second to the limits of the pool.

    Never call it inside a transaction. Raises RenderFailed.
    """
    return pool().pdf(html_of(document))
