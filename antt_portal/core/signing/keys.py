"""The keys that sign: named in the settings, kept in a PKCS#12 file or on a PKCS#11 token.

``SIGNING_KEYS`` maps a name to ``{"file", "passphrase"}`` or to ``{"module", "token", "key", "pin"}`` and, where the
token does not hold them, ``"chain"``: a PEM file of the certificates between the key's and the root.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from asn1crypto import pem, pkcs12, x509
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from pyhanko.sign.signers import Signer, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from antt_portal.core.formats import vn_date
from antt_portal.core.signing.tokens import on_token
from antt_portal.core.signing.unavailable import KeyUnavailable

SIGNING_USES = {"digital_signature", "non_repudiation"}
# The least that authorities in Vietnam may issue for (Thông tư 06/2015/TT-BTTTT); other kinds of keys do not sign.
FEWEST_BITS = {"rsa": 2048, "rsassa_pss": 2048, "ec": 256}


@dataclass(frozen=True)
class Key:
    """A key ready to sign. ``holder`` and ``organisation`` are what its certificate says."""

    name: str
    holder: str
    organisation: str
    valid_from: datetime
    valid_until: datetime
    signer: Signer


@contextmanager
def opened(name: str, *, at: datetime) -> Iterator[Key]:
    """The key of this name, as long as the block lasts: a token is asked for its PIN once and let go afterwards.

    Raises KeyUnavailable, which says in words what is wrong and what to do.
    """
    if name not in settings.SIGNING_KEYS:
        raise KeyUnavailable("key-unknown", _("Chưa cấu hình khóa ký “%(name)s”. Báo quản trị hệ thống."), name=name)
    source: Mapping[str, str] = settings.SIGNING_KEYS[name]
    if "file" in source:
        yield _checked(name, _from_file(name, source), at=at)
        return
    with on_token(name, source, _chain(name, source)) as signer:
        yield _checked(name, signer, at=at)


def _from_file(name: str, source: Mapping[str, str]) -> SimpleSigner:
    content = read(name, source["file"])
    try:
        pkcs12.Pfx.load(content, strict=True).native  # noqa: B018 - reading it is the test of its form
    except (TypeError, ValueError) as error:
        raise KeyUnavailable(
            "key-damaged", _("Tệp khóa “%(name)s” hỏng hoặc không phải PKCS#12."), name=name
        ) from error
    try:
        signer = SimpleSigner.load_pkcs12_data(content, (), source.get("passphrase", "").encode())
    except ValueError as error:
        raise KeyUnavailable("key-passphrase", _("Sai mật khẩu của tệp khóa “%(name)s”."), name=name) from error
    if signer.signing_cert is None or signer.signing_key is None:
        raise KeyUnavailable("key-damaged", _("Tệp khóa “%(name)s” không có khóa và chứng thư."), name=name)
    return SimpleSigner(
        signer.signing_cert,
        signer.signing_key,
        SimpleCertificateStore.from_certs(_issuers(signer.signing_cert, list(signer.cert_registry))),
        embed_roots=False,
    )


def read(name: str, path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        text = _("Không đọc được tệp của khóa “%(name)s”: tệp không có hoặc cổng không có quyền đọc.")
        raise KeyUnavailable("key-file", text, name=name) from error


def _chain(name: str, source: Mapping[str, str]) -> list[x509.Certificate]:
    if "chain" not in source:
        return []
    content = read(name, source["chain"])
    return [x509.Certificate.load(der) for _type, _headers, der in pem.unarmor(content, multiple=True)]


def _issuers(certificate: x509.Certificate, others: list[x509.Certificate]) -> list[x509.Certificate]:
    """What stands between a certificate and its root: a signed file carries nothing that nobody checks."""
    chain: list[x509.Certificate] = []
    lowest = certificate
    while issuer := next((other for other in others if other.subject == lowest.issuer and other not in chain), None):
        if issuer.subject == issuer.issuer:
            break
        chain.append(issuer)
        lowest = issuer
    return chain


def _checked(name: str, signer: Signer, *, at: datetime) -> Key:
    certificate = signer.signing_cert
    if certificate is None:
        raise KeyUnavailable("key-damaged", _("Khóa “%(name)s” không có chứng thư."), name=name)
    first, last = certificate.not_valid_before, certificate.not_valid_after
    if at > last:
        text = _("Chứng thư của khóa “%(name)s” đã hết hạn ngày %(day)s. Gia hạn hoặc thay khóa rồi ký lại.")
        raise KeyUnavailable("key-expired", text, name=name, day=vn_date(last))
    if at < first:
        text = _("Chứng thư của khóa “%(name)s” chỉ có hiệu lực từ ngày %(day)s.")
        raise KeyUnavailable("key-not-yet-valid", text, name=name, day=vn_date(first))
    uses = certificate.key_usage_value
    if uses is not None and not SIGNING_USES & uses.native:
        text = _("Chứng thư của khóa “%(name)s” không dùng để ký văn bản.")
        raise KeyUnavailable("key-not-for-signing", text, name=name)
    key = certificate.public_key
    if key.algorithm not in FEWEST_BITS or key.bit_size < FEWEST_BITS[key.algorithm]:
        text = _("Khóa “%(name)s” quá yếu: cần RSA từ 2048 bit hoặc ECDSA từ 256 bit. Xin cấp khóa mới rồi ký lại.")
        raise KeyUnavailable("key-weak", text, name=name)
    subject = certificate.subject.native
    return Key(name, _text(subject, "common_name"), _text(subject, "organization_name"), first, last, signer)


def _text(subject: Mapping[str, str | list[str]], part: str) -> str:
    value = subject.get(part, "")
    return value if isinstance(value, str) else ", ".join(value)
