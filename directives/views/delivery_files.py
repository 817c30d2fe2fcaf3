"""The files of a bundle as it was frozen at issue, and the proof that it was acknowledged."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from antt_portal.core import clock
from antt_portal.core.examination_responses import examination_response
from antt_portal.core.file_responses import file_response
from antt_portal.core.models import Blob, Paper
from antt_portal.core.paper_responses import paper_response
from antt_portal.core.papers import PDF
from antt_portal.core.web import explain_refusal
from directives.arriving.acknowledgement_papers import KIND as PROOF
from directives.asking.bundles import blob_of
from directives.models import Acknowledgement, Delivery, SignedOn
from directives.views.delivery_loading import seen_delivery
from enterprises.middleware import PortalRequest

LETTER = "letter"


@dataclass(frozen=True)
class Listed:
    """One file of a bundle as a page shows it."""

    title: str
    kind: str
    size: int
    sha256: str
    url: str
    check_url: str


def bundle_of(delivery: Delivery) -> list[Listed]:
    return [_listed(delivery, entry) for entry in delivery.directive.manifest["files"]]


def _listed(delivery: Delivery, entry: dict[str, Any]) -> Listed:
    args = [delivery.public_id, entry["key"]]
    is_pdf = entry["media_type"] == PDF
    return Listed(
        title=entry["title"],
        kind=entry["file_name"].rpartition(".")[2].upper()[:4],
        size=entry["size"],
        sha256=entry["sha256"],
        url=reverse("directives:delivery-file", args=args),
        check_url=reverse("directives:delivery-file-signatures", args=args) if is_pdf else "",
    )


def _file(request: PortalRequest, public_id: UUID, key: str) -> tuple[Delivery, dict[str, Any], Blob]:
    delivery = seen_delivery(request, public_id)
    found = blob_of(delivery.directive, key)
    if found is None:
        raise Http404(_("Gói văn bản không có tệp này."))
    return delivery, *found


@require_GET
def file(request: PortalRequest, public_id: UUID, key: str) -> HttpResponseBase:
    """The very bytes that were issued."""
    _delivery, entry, blob = _file(request, public_id, key)
    return file_response(request, blob, entry["file_name"])


@require_GET
def file_signatures(request: PortalRequest, public_id: UUID, key: str) -> HttpResponse:
    delivery, entry, blob = _file(request, public_id, key)
    return examination_response(
        request,
        blob,
        name=entry["title"],
        file_url=reverse("directives:delivery-file", args=[public_id, key]),
        back_url=delivery.get_absolute_url(),
        at=clock.now(),
        is_scan=key == LETTER and delivery.directive.letter.signed_on == SignedOn.PAPER,
    )


@require_GET
@explain_refusal(back_to="directives:delivery")
def proof(request: PortalRequest, public_id: UUID) -> HttpResponseBase:
    delivery = seen_delivery(request, public_id)
    made = get_object_or_404(Acknowledgement, delivery=delivery)
    paper = get_object_or_404(Paper.objects.about(made._meta.label_lower, made.public_id), kind=PROOF)
    return paper_response(paper, at=clock.now())
