"""Verifying the signatures of any PDF, ours or a stranger's. The file is read and nothing else."""

import io
import json
import tempfile
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from antt_portal.core.inspection import MAX_BYTES, isolated
from antt_portal.core.inspection.quarantine.unfit import Unfit
from antt_portal.core.inspection.spool import take
from antt_portal.core.signing.reports import Chain, Signature, SignatureReport, Verdict

PARSER = "signed_pdf"
PROBLEMS = {
    "encrypted": _("Tệp đặt mật khẩu nên không đọc được chữ ký. Đề nghị bên gửi cung cấp tệp không đặt mật khẩu."),
    "unreadable": _("Tệp không phải PDF, bị hỏng hoặc tải chưa trọn vẹn."),
    "too_complex": _("Tệp quá phức tạp, không kiểm tra xong trong giới hạn cho phép."),
    "too_large": _("Tệp quá lớn."),
}


def trust_roots() -> tuple[Path, ...]:
    """The files of trusted roots that the settings name."""
    return tuple(Path(path) for path in settings.SIGNING_TRUST)


def verify(
    pdf: bytes | BinaryIO, *, at: datetime, trust: Sequence[Path] | None = None, expected: Collection[str] | None = None
) -> SignatureReport:
    """Who signed ``pdf`` and what happened since; certificates are judged at ``at``.

    ``trust`` are PEM files (by default those of the settings). ``expected`` are the fields that must be signed; without
    it a signature field left empty beside a signed one counts as missing. Never raises for what is in the file: it is
    read in a process of its own, with limits. Takes about a second.
    """
    roots = trust_roots() if trust is None else trust
    try:
        with tempfile.TemporaryFile() as file:
            stream = io.BytesIO(pdf) if isinstance(pdf, bytes) else pdf
            if take(stream, file, limit=MAX_BYTES).size > MAX_BYTES:
                raise Unfit("too_large")
            facts = json.loads(isolated.run(PARSER, file, at.isoformat(), *map(str, roots)))
    except Unfit as unfit:
        return unreadable(unfit)
    return report_of(facts, expected)


def unreadable(unfit: Unfit) -> SignatureReport:
    return SignatureReport(Verdict.UNREADABLE, problem=str(PROBLEMS[unfit.code]))


def report_of(facts: Mapping[str, Any], expected: Collection[str] | None = None) -> SignatureReport:
    """The report on what ``quarantine.signed_pdf`` found."""
    fields = {one["field"] for one in facts["signatures"]}
    signatures = tuple(_signature(one, fields, facts["labels"]) for one in facts["signatures"])
    wanted = expected if expected is not None else (facts["empty"] if signatures else ())
    missing = tuple(sorted((set(wanted) - fields) | set(facts["removed"])))
    return SignatureReport(_verdict(signatures, missing, has_removed=bool(facts["removed"])), signatures, missing)


def _verdict(signatures: Sequence[Signature], missing: Sequence[str], *, has_removed: bool) -> Verdict:
    if has_removed or not all(one.is_sound and one.is_permitted for one in signatures):
        return Verdict.ALTERED
    if missing:
        return Verdict.MISSING
    if not signatures:
        return Verdict.UNSIGNED
    last = signatures[-1]
    if not last.is_closing:
        return Verdict.EXTENDED
    if not all(one.bottom_line and one.chain == Chain.TRUSTED for one in signatures):
        return Verdict.UNCONFIRMED
    return Verdict.VALID


def _signature(facts: Mapping[str, Any], signed: set[str], labels: Mapping[str, str]) -> Signature:
    if len(facts) == len(("field", "sound")):
        return Signature(facts["field"], is_sound=False)
    changed = facts["changed"]
    return Signature(
        field=facts["field"],
        is_sound=facts["sound"],
        bottom_line=facts["sound"] and facts["bottom_line"],
        is_permitted=facts["permitted"],
        is_closing=facts["closing"],
        chain=Chain(facts["chain"]),
        holder=facts["holder"],
        organisation=facts["organisation"],
        issuer=facts["issuer"],
        fingerprint=facts["fingerprint"],
        claimed_at=_instant(facts["claimed_at"]),
        stamped_at=_instant(facts["stamped_at"]),
        valid_until=_instant(facts["valid_until"]),
        filled=tuple(labels.get(name, name) for name in changed if name not in signed),
        then_signed=tuple(labels.get(name, name) for name in changed if name in signed),
    )


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
