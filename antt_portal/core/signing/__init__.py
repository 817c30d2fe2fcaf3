"""Digital signatures (PAdES): bytes in, bytes out. It knows no database, and no network but a timestamp authority.

The order is prepare (fields), sign (the person), fill (number and date), seal (the agency). ``verify`` reads any PDF.
"""

from antt_portal.core.signing.filling import fill
from antt_portal.core.signing.images import image_page
from antt_portal.core.signing.keys import Key, opened
from antt_portal.core.signing.places import Face, Place, seal_beside
from antt_portal.core.signing.preparing import prepare
from antt_portal.core.signing.reports import Chain, Signature, SignatureReport, Verdict
from antt_portal.core.signing.scans import Scan, check_scan
from antt_portal.core.signing.signatures import seal, sign
from antt_portal.core.signing.unavailable import KeyUnavailable
from antt_portal.core.signing.verifying import trust_roots, verify

__all__ = [
    "Chain",
    "Face",
    "Key",
    "KeyUnavailable",
    "Place",
    "Scan",
    "Signature",
    "SignatureReport",
    "Verdict",
    "check_scan",
    "fill",
    "image_page",
    "opened",
    "prepare",
    "seal",
    "seal_beside",
    "sign",
    "trust_roots",
    "verify",
]
