"""The papers of a letter: files of its steps, their pages as pictures, Word, edXML."""

import io
from uuid import UUID

from django.core.cache import cache
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from antt_portal.core import blobs
from antt_portal.core.documents.pictures import picture
from antt_portal.core.file_responses import file_response, guarded
from antt_portal.core.folding import ascii_name
from antt_portal.core.models import Blob
from antt_portal.core.web import explain_refusal
from directives.models import LetterFile, OfficialLetter
from directives.views.letter_loading import seen_letter
from directives.word import word_file
from directives.writing.handing_over import edxml_of
from enterprises.middleware import PortalRequest

WIDTH_PX = 1000
KEEP_SECONDS = 3600
EDXML = "application/xml"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def name_of(letter: OfficialLetter) -> str:
    """Number, symbol, subject, in ASCII, at most 50 characters."""
    number = "" if letter.number is None else letter.number_text
    return ascii_name(f"{number} {letter.symbol} {letter.subject}")


def _file(request: PortalRequest, public_id: UUID, file_id: UUID) -> LetterFile:
    found = seen_letter(request, public_id)
    return get_object_or_404(found.files.select_related("blob", "letter"), public_id=file_id)


@require_GET
def file(request: PortalRequest, public_id: UUID, file_id: UUID) -> HttpResponseBase:
    """The very bytes that were signed, sealed or scanned."""
    found = _file(request, public_id, file_id)
    return file_response(request, found.blob, f"{name_of(found.letter)}-{found.stage}.pdf")


@require_GET
def file_page(request: PortalRequest, public_id: UUID, file_id: UUID, number: int) -> HttpResponseBase:
    """One page of the file as a picture."""
    drawn = _drawn(_file(request, public_id, file_id).blob, number)
    if drawn is None:
        raise Http404(_("Văn bản không có trang này."))
    return guarded(HttpResponse(drawn, content_type="image/png"))


def _drawn(blob: Blob, number: int) -> bytes | None:
    key = f"letter-file-page:{blob.sha256}:{number}"
    drawn: bytes | None = cache.get(key)
    if drawn is None:
        try:
            with blobs.open_blob(blob) as stored:
                drawn = picture(stored.read(), number, width_px=WIDTH_PX)
        except FileNotFoundError:
            raise Http404(_("Tệp không còn trong kho lưu trữ.")) from None
        if drawn is not None:
            cache.set(key, drawn, KEEP_SECONDS)
    return drawn


@require_GET
def word(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    found = seen_letter(request, public_id)
    return _download(word_file(found.letter), f"{name_of(found)}.docx", DOCX)


@require_GET
@explain_refusal(back_to="directives:letter")
def edxml(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    """The issued letter with its files, for the board's own document system."""
    found = seen_letter(request, public_id)
    return _download(edxml_of(found), f"{name_of(found)}.edxml", EDXML)


def _download(content: bytes, file_name: str, media_type: str) -> HttpResponseBase:
    response = FileResponse(io.BytesIO(content), as_attachment=True, filename=file_name, content_type=media_type)
    return guarded(response)
