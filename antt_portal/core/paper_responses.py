"""Handing a PDF to a browser. Who may have it is for the view to say, before it calls here."""

import io
from datetime import datetime

from django.http import FileResponse, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from antt_portal.core import papers
from antt_portal.core.documents import Document, RenderFailed, render_pdf
from antt_portal.core.file_responses import disposition, private, stored
from antt_portal.core.models import Paper
from antt_portal.core.refusal import Refused


def paper_response(paper: Paper, *, at: datetime) -> HttpResponseBase:
    """The paper as kept; rendered now where that has not happened yet. Raises Refused("paper-not-ready"), and as
    ``stored`` does."""
    try:
        ready = papers.render(paper, at=at)
    except RenderFailed as error:
        raise _not_ready() from error
    if ready.blob is None:
        raise _not_ready()
    return stored(ready.blob, ready.file_name, is_own=True)


def preview_response(document: Document, file_name: str) -> HttpResponseBase:
    """A paper that is not kept. Raises Refused("paper-not-ready")."""
    try:
        content = render_pdf(document)
    except RenderFailed as error:
        raise _not_ready() from error
    response = private(FileResponse(io.BytesIO(content), content_type=papers.PDF))
    response["Content-Disposition"] = disposition(f"{file_name.removesuffix('.pdf')}.pdf", inline=True)
    return response


def _not_ready() -> Refused:
    return Refused(
        "paper-not-ready",
        _("Văn bản chưa tạo được. Dữ liệu vẫn còn nguyên; mở lại sau vài phút, hoặc báo cho Ban Quản lý."),
    )
