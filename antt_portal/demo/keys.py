"""Keys of the demonstration, made on this machine at its first start; every certificate says that it is a trial.

On an elliptic curve: some forty papers are signed while the demonstration is loaded, and an RSA key takes four times as
long to open and sign.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID
from django.conf import settings

TRIAL = "BẢN THỬ NGHIỆM"
SINCE = datetime(2019, 1, 1, tzinfo=UTC)  # before the oldest paper of the demonstration
LASTS = timedelta(days=3650)
AUTHORITY = "Tổ chức chứng thực của cổng"
THAI_BINH, HAI_PHONG = "Ban Quản lý (Thái Bình)", "Ban Quản lý (Hải Phòng)"
INVESTOR = "Hạ tầng Ví Dụ Sông Xanh"
# By the name in the settings: leaders by their mailbox, agencies by the code of their board. Holder, organisation.
HOLDERS = {
    "lanhdao": ("Phạm Thị Minh Họa", THAI_BINH),
    "thai-binh": (THAI_BINH, THAI_BINH),
    "lanhdao.hp": ("Ngô Thị Ví Dụ", HAI_PHONG),
    "hai-phong": (HAI_PHONG, HAI_PHONG),
    "chudautu": ("Người đứng đầu chủ đầu tư", INVESTOR),
    "song-xanh": (INVESTOR, INVESTOR),
}


# The first versions made RSA keys: what they made goes on.
SigningKey = EllipticCurvePrivateKey | RSAPrivateKey


@dataclass(frozen=True)
class Issuer:
    key: SigningKey
    certificate: x509.Certificate


def make_missing(*, at: datetime) -> int:
    """Make the key files that the settings name and nobody has made yet; returns how many."""
    missing = [name for name, source in settings.SIGNING_KEYS.items() if not Path(source["file"]).exists()]
    if missing:
        issuer = _issuer(Path(settings.SIGNING_TRUST[0]), at=at)
        for name in missing:
            source = settings.SIGNING_KEYS[name]
            key, certificate = _certified(*HOLDERS[name], issuer, at=at)
            _keep(Path(source["file"]), _packed(name, key, certificate, source["passphrase"]))
    return len(missing)


def _issuer(root: Path, *, at: datetime) -> Issuer:
    """The authority of this machine, whose own key lies beside its certificate."""
    store = root.with_suffix(".p12")
    if not (root.exists() and store.exists()):
        key, certificate = _certified(AUTHORITY, AUTHORITY, None, at=at)
        _keep(store, _packed(AUTHORITY, key, certificate, TRIAL))
        _keep(root, certificate.public_bytes(Encoding.PEM))
    kept = pkcs12.load_pkcs12(store.read_bytes(), TRIAL.encode())
    if kept.cert is None or not isinstance(kept.key, SigningKey):
        raise ValueError(f"no key and certificate in {store}")
    return Issuer(kept.key, kept.cert.certificate)


def _certified(
    holder: str, organisation: str, issuer: Issuer | None, *, at: datetime
) -> tuple[EllipticCurvePrivateKey, x509.Certificate]:
    """A new key with its certificate; without an issuer one that certifies itself and others."""
    key = generate_private_key(SECP256R1())
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, f"{TRIAL} - {organisation}"),
            x509.NameAttribute(NameOID.COMMON_NAME, f"{TRIAL} - {holder}"),
        ]
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(SINCE)
        .not_valid_after(at + LASTS)
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .add_extension(_usage(issues=issuer is None), critical=True)
    )
    return key, builder.sign(issuer.key if issuer else key, SHA256())


def _usage(*, issues: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not issues,
        content_commitment=not issues,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=issues,
        crl_sign=issues,
        encipher_only=False,
        decipher_only=False,
    )


def _packed(name: str, key: EllipticCurvePrivateKey, certificate: x509.Certificate, passphrase: str) -> bytes:
    lock = BestAvailableEncryption(passphrase.encode())
    return pkcs12.serialize_key_and_certificates(name.encode(), key, certificate, None, lock)


def _keep(path: Path, content: bytes) -> None:
    """Whole or not at all, and for nobody else's eyes."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.new")
    unfinished.touch(mode=0o600)
    unfinished.write_bytes(content)
    unfinished.replace(path)
