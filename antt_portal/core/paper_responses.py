"""Handing a PDF to a browser. Who may have it is for the view to say, before it calls here."""

import io
from datetime import datetime
from urllib.parse import quote

from django.http import FileResponse
from django.utils.translation import gettext_lazy as _

from antt_portal.core import blobs, papers
from antt_portal.core.documents import Document, RenderFailed, render_pdf
from antt_portal.core.folding import ascii_name
from antt_portal.core.models import Paper
from antt_portal.core.refusal import Refused


def paper_response(paper: Paper, *, at: datetime) -> FileResponse:
    """The paper as kept; rendered now where that has not happened yet. Raises Refused("paper-not-ready")."""
    try:
        ready = papers.render(paper, at=at)
    except RenderFailed as error:
        raise _not_ready() from error
    if ready.blob is None:
        raise _not_ready()
    return _pdf(FileResponse(blobs.open_blob(ready.blob), content_type=papers.PDF), ready.file_name)


def preview_response(document: Document, file_name: str) -> FileResponse:
    """A paper that is not kept. Raises Refused("paper-not-ready")."""
    try:
        content = render_pdf(document)
    except RenderFailed as error:
        raise _not_ready() from error
    response = _pdf(FileResponse(io.BytesIO(content), content_type=papers.PDF), file_name)
    response["Cache-Control"] = "private, no-store"
    return response


def _not_ready() -> Refused:
    return Refused(
        "paper-not-ready",
        _("Văn bản chưa tạo được. Dữ liệu vẫn còn nguyên; mở lại sau vài phút, hoặc báo cho Ban Quản lý."),
    )


def _pdf(response: FileResponse, file_name: str) -> FileResponse:
    response["Content-Disposition"] = _inline(file_name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private"
    return response


def _inline(file_name: str) -> str:
    """Shown in the browser; saved under its name, in ASCII where a browser knows no better (RFC 6266)."""
    stem = file_name.removesuffix(".pdf")
    return f"inline; filename=\"{ascii_name(stem)}.pdf\"; filename*=UTF-8''{quote(stem, safe='')}.pdf"
