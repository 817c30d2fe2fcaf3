"""What the digital signatures of a letter's files are worth: of its steps, its scan, what goes with it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET

from antt_portal.core import clock
from antt_portal.core.examination_responses import examination_response
from directives.models import Attachment, FileStage, LetterFile
from directives.views.letter_loading import seen_letter
from enterprises.middleware import PortalRequest


@require_GET
def file_signatures(request: PortalRequest, public_id: UUID, file_id: UUID) -> HttpResponse:
    letter = seen_letter(request, public_id)
    file: LetterFile = get_object_or_404(letter.files.select_related("blob"), public_id=file_id)
    return examination_response(
        request,
        file.blob,
        name=f"{letter}: {file.get_stage_display()}",
        file_url=reverse("directives:letter-file", args=[public_id, file_id]),
        back_url=letter.get_absolute_url(),
        at=clock.now(),
        is_scan=file.stage == FileStage.SCAN,
    )


@require_GET
def enclosure_signatures(request: PortalRequest, public_id: UUID, enclosure_id: UUID) -> HttpResponse:
    letter = seen_letter(request, public_id)
    attachment: Attachment = get_object_or_404(letter.enclosures.select_related("blob"), public_id=enclosure_id)
    return examination_response(
        request,
        attachment.blob,
        name=attachment.file_name,
        file_url=reverse("directives:letter-enclosure", args=[public_id, enclosure_id]),
        back_url=letter.get_absolute_url(),
        at=clock.now(),
    )
