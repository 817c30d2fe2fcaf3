"""Signing a prepared paper: first the person, then the agency. PAdES, nothing fetched from anywhere."""

import asyncio
import io
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.stamp import StaticStampStyle

from antt_portal.core.clock import VIETNAM
from antt_portal.core.signing.keys import Key
from antt_portal.core.signing.timestamps import stamper
from antt_portal.core.signing.update import Update

DIGEST = "sha256"
FILLING_THE_BOX = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID, margins=Margins(0, 0, 0, 0))


class OnePage(PdfContent):
    """The first page of a PDF, drawn into a signature field."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__()
        self._pdf = pdf

    def render(self) -> bytes:
        page = self._ensure_writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self._pdf)))
        self.resources.xobject["/Image"] = page
        left, bottom, right, top = page.get_object()["/BBox"]
        self.box = BoxConstraints(width=abs(right - left), height=abs(top - bottom))
        return b"/Image Do"


def sign(
    pdf: bytes,
    key: Key,
    *,
    field: str,
    at: datetime,
    appearance: bytes | None = None,
    reason: str = "",
    location: str = "",
) -> bytes:
    """The first signature: afterwards blanks may be filled and others may sign, and nothing else may happen.

    ``appearance`` is a PDF of one page; without one the signature cannot be seen. ``at`` is the time claimed.
    Same bytes, key, time and appearance give the same bytes (RSA, no timestamp). Raises KeyUnavailable.
    """
    return _signed(pdf, key, _metadata(field, reason, location, certify=True), at=at, appearance=appearance)


def seal(pdf: bytes, key: Key, *, field: str, at: datetime, appearance: bytes | None = None, reason: str = "") -> bytes:
    """The agency's signature, which leaves the person's valid. As the last one it locks every field."""
    return _signed(pdf, key, _metadata(field, reason, "", certify=False), at=at, appearance=appearance)


def _metadata(field: str, reason: str, location: str, *, certify: bool) -> PdfSignatureMetadata:
    return PdfSignatureMetadata(
        field_name=field,
        md_algorithm=DIGEST,
        reason=reason or None,
        location=location or None,
        subfilter=SigSeedSubFilter.PADES,
        certify=certify,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )


def _signed(pdf: bytes, key: Key, metadata: PdfSignatureMetadata, *, at: datetime, appearance: bytes | None) -> bytes:
    signer = PdfSigner(
        metadata,
        key.signer,
        timestamper=stamper(),
        stamp_style=StaticStampStyle(
            border_width=0,
            background=OnePage(appearance) if appearance else None,
            background_layout=FILLING_THE_BOX,
        ),
    )
    # In a thread of its own: the caller's may run an event loop already.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, _perform(signer, Update(pdf), at)).result()


async def _perform(signer: PdfSigner, update: Update, at: datetime) -> bytes:
    """What ``PdfSigner.sign_pdf`` does, with the time we say instead of the machine's."""
    session = signer.init_signing_session(update, existing_fields_only=True)
    session.system_time = at.astimezone(VIETNAM)
    reserved = await session.estimate_signature_container_size(None, tight=False)
    document = session.prepare_tbs_document(None, reserved)
    out = io.BytesIO()
    prepared, _out = document.digest_tbs_document(output=out)
    attributes = PdfCMSSignedAttributes(signing_time=session.system_time)
    await document.perform_signature(prepared.document_digest, attributes)
    return out.getvalue()
