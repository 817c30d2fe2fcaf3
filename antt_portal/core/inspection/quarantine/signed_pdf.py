"""Examining the signatures of a PDF: who signed, is it intact, what came after. Facts only; words are made outside.

Nothing is fetched from anywhere: whether a certificate was revoked is not looked up.
"""

import io
import json
import logging
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature, validate_pdf_timestamp
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import DocumentTimestampStatus, PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from .changes import POLICY
from .program import serve
from .signature_container import is_sound
from .unfit import Unfit

MAX_SIGNATURES = 50
MAX_REVISIONS = 200
LONGEST_TEXT = 300
TIMESTAMP = "/DocTimeStamp"
# Vietnamese authorities set either or both.
SIGNING = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"})
CHAINS = {
    AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND: "unknown_root",
    AdESIndeterminate.EXPIRED: "expired",
    AdESIndeterminate.OUT_OF_BOUNDS_NO_POE: "expired",
    AdESIndeterminate.OUT_OF_BOUNDS_NOT_REVOKED: "expired",
    AdESIndeterminate.NOT_YET_VALID: "not_yet_valid",
    AdESFailure.NOT_YET_VALID: "not_yet_valid",
    AdESIndeterminate.REVOKED_NO_POE: "revoked",
    AdESIndeterminate.REVOKED_CA_NO_POE: "revoked",
    AdESFailure.REVOKED: "revoked",
}
Facts = dict[str, Any]
Status = PdfSignatureStatus | DocumentTimestampStatus


def check(file: BinaryIO, at: str, *roots: str) -> bytes:
    """``at``: the instant to judge certificates at; ``roots``: PEM files of what is trusted. JSON. Raises Unfit."""
    trusted = [certificate for path in roots for certificate in certificates(Path(path).read_bytes())]
    return json.dumps(examine(file.read(), datetime.fromisoformat(at), trusted)).encode()


def certificates(content: bytes) -> list[x509.Certificate]:
    return [x509.Certificate.load(der) for _kind, _headers, der in pem.unarmor(content, multiple=True)]


def examine(data: bytes, at: datetime, trusted: list[x509.Certificate]) -> Facts:
    try:
        reader = reader_of(data)
        fields = [] if reader.encrypted else list(enumerate_sig_fields(reader))
        before = set() if reader.encrypted else once_signed(reader)
        called = {} if reader.encrypted else labels(reader)
    except (MemoryError, Unfit):
        raise
    except Exception:  # noqa: BLE001 - of a damaged file a library may say anything
        raise Unfit("unreadable") from None
    if reader.encrypted:
        raise Unfit("encrypted")
    if len(fields) > MAX_SIGNATURES:
        raise Unfit("too_complex")
    signed = [Signed(reader, field.get_object(), name) for name, value, field in fields if value]
    return {
        "signatures": [one.facts(at, trusted) for one in sorted(signed, key=lambda one: one.order)],
        "empty": [short(name) for name, value, _field in fields if not value],
        "labels": called,
        "removed": [short(name) for name in sorted(before - {name for name, value, _field in fields if value})],
    }


def reader_of(data: bytes) -> PdfFileReader:
    """Strict, except with two tables of one version side by side: Word writes them, and both lie in what was signed."""
    reader = PdfFileReader(io.BytesIO(data))
    if reader.xrefs.hybrid_xrefs_present:
        return PdfFileReader(io.BytesIO(data), strict=False)
    return reader


def labels(reader: PdfFileReader) -> dict[str, str]:
    """What a reader calls each field, where the file says so."""
    named = [field.get_object() for field in reader.root["/AcroForm"]["/Fields"]] if "/AcroForm" in reader.root else []
    return {short(field["/T"]): short(field["/TU"]) for field in named if {"/T", "/TU"} <= field.keys()}


def once_signed(reader: PdfFileReader) -> set[str]:
    """Fields that bore a signature in some version of the file."""
    if reader.xrefs.total_revisions > MAX_REVISIONS:
        raise Unfit("too_complex")
    versions = map(reader.get_historical_resolver, range(reader.xrefs.total_revisions))
    return {name for version in versions for name, _value, _field in enumerate_sig_fields(version, filled_status=True)}


class Signed:
    """One signature field with a value, however damaged."""

    def __init__(self, reader: PdfFileReader, field: Any, name: str) -> None:
        self.reader = reader
        self.name = short(name)
        self.embedded: EmbeddedPdfSignature | None = None
        try:
            self.embedded = EmbeddedPdfSignature(reader, field, name)
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - as above
            return

    @property
    def order(self) -> int:
        return -1 if self.embedded is None else int(self.embedded.signed_revision)

    def facts(self, at: datetime, trusted: list[x509.Certificate]) -> Facts:
        if self.embedded is None:
            return {"field": self.name, "sound": False}
        try:
            return self._facts(self.embedded, at, trusted)
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - as above
            return {"field": self.name, "sound": False}

    def _facts(self, embedded: EmbeddedPdfSignature, at: datetime, trusted: list[x509.Certificate]) -> Facts:
        status = judged(embedded, at, trusted)
        moment = timestamp_of(status)
        if moment is not None and chain_of(status, at) == "expired":
            status = judged(embedded, at, trusted, signed_at=moment)
        return {
            "field": self.name,
            "sound": bool(status.intact and status.valid) and is_sound(embedded),
            "bottom_line": bool(status.bottom_line) if isinstance(status, PdfSignatureStatus) else status.trusted,
            "timestamp_only": isinstance(status, DocumentTimestampStatus),
            "chain": chain_of(status, at),
            "permitted": bool(status.docmdp_ok),
            "closing": status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
            "maintained": is_maintained(status, self.reader, embedded),
            "changed": sorted(changed_fields(status)),
            "claimed_at": iso(embedded.self_reported_timestamp),
            "stamped_at": iso(moment),
            **holder(status.signing_cert),
        }


def judged(
    embedded: EmbeddedPdfSignature, at: datetime, trusted: list[x509.Certificate], *, signed_at: datetime | None = None
) -> Status:
    """``signed_at``: what a timestamp proves, for a certificate that has expired since."""
    if embedded.sig_object_type == TIMESTAMP:
        return validate_pdf_timestamp(embedded, context(at, trusted), diff_policy=POLICY)
    return validate_pdf_signature(
        embedded,
        signer_validation_context=context(signed_at or at, trusted),
        ts_validation_context=context(at, trusted),
        key_usage_settings=SIGNING,
        diff_policy=POLICY,
    )


def context(at: datetime, trusted: list[x509.Certificate]) -> ValidationContext:
    return ValidationContext(trust_roots=trusted, moment=at, allow_fetching=False, revocation_mode="soft-fail")


def chain_of(status: Status, at: datetime) -> str:
    if status.trusted:
        return "trusted"
    certificate = status.signing_cert
    if not certificate.not_valid_before <= at <= certificate.not_valid_after:
        return "expired" if at > certificate.not_valid_after else "not_yet_valid"
    if status.trust_problem_indic is None:  # the signature itself is broken: the chain was not looked at
        return "unknown_root" if status.validation_path is None else "trusted"
    return CHAINS.get(status.trust_problem_indic, "untrusted")


def is_maintained(status: Status, reader: PdfFileReader, embedded: EmbeddedPdfSignature) -> bool:
    """Something follows that no signature covers, but only proofs for later checks (PAdES B-LT)."""
    followed = int(embedded.signed_revision) + 1 < reader.xrefs.total_revisions
    return followed and status.modification_level == ModificationLevel.LTA_UPDATES


def changed_fields(status: Status) -> set[str]:
    return {short(name) for name in getattr(status.diff_result, "changed_form_fields", ())}


def timestamp_of(status: Status) -> datetime | None:
    """The proven time; None where there is no timestamp or one that proves nothing."""
    if isinstance(status, DocumentTimestampStatus):
        return status.timestamp if status.trusted else None
    stamp = status.timestamp_validity
    return stamp.timestamp if stamp is not None and stamp.trusted else None


def iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def holder(certificate: x509.Certificate) -> Facts:
    subject, issuer = certificate.subject.native, certificate.issuer.native
    return {
        "holder": text(subject.get("common_name")),
        "organisation": text(subject.get("organization_name")),
        "issuer": text(issuer.get("common_name") or issuer.get("organization_name")),
        "valid_from": iso(certificate.not_valid_before),
        "valid_until": iso(certificate.not_valid_after),
        "fingerprint": certificate.sha256.hex(),
    }


def text(value: Any) -> str:
    """A part of a name, which may come several times."""
    parts = value if isinstance(value, list) else [value or ""]
    return short(", ".join(map(str, parts)))


def short(text: str) -> str:
    return str(text)[:LONGEST_TEXT]


if __name__ == "__main__":
    logging.disable()  # it tells of every step of every doubt
    serve(check)
