"""A certification authority for one test run: a root, an issuer below it, and whoever is to sign."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

PASSPHRASE = "mat-khau-cua-bai-kiem-thu"
FROM, UNTIL = datetime(2020, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)


def named(common_name: str, organisation: str = "Cơ quan thử nghiệm") -> x509.Name:
    parts = ((NameOID.ORGANIZATION_NAME, organisation), (NameOID.COMMON_NAME, common_name))
    return x509.Name([x509.NameAttribute(oid, text) for oid, text in parts])


def usage(*, signs: bool, issues: bool) -> x509.KeyUsage:
    others = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"), False
    )
    return x509.KeyUsage(
        digital_signature=signs, content_commitment=signs, key_cert_sign=issues, crl_sign=issues, **others
    )


@dataclass
class Holder:
    """Somebody with a key pair and a certificate."""

    key: RSAPrivateKey
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...] = ()

    def pkcs12(self, passphrase: str = PASSPHRASE) -> bytes:
        return pkcs12.serialize_key_and_certificates(
            b"khoa", self.key, self.certificate, self.chain, BestAvailableEncryption(passphrase.encode())
        )


@dataclass
class Authority:
    name: str = "CA gốc thử nghiệm"
    _serial: int = field(default=1000, init=False)

    @cached_property
    def root(self) -> Holder:
        return self._issue(self.name, None, issues=True)

    @cached_property
    def issuer(self) -> Holder:
        return self._issue(f"{self.name}: cấp dưới", self.root, issues=True)

    def holder(self, common_name: str, organisation: str = "Cơ quan thử nghiệm", **changes) -> Holder:
        made = self._issue(common_name, self.issuer, issues=False, organisation=organisation, **changes)
        made.chain = (self.issuer.certificate, self.root.certificate)
        return made

    def trusted_in(self, folder: Path) -> Path:
        path = folder / f"goc-{abs(hash(self.name))}.pem"
        path.write_bytes(self.root.certificate.public_bytes(Encoding.PEM))
        return path

    def _issue(
        self,
        common_name,
        issuer,
        *,
        issues,
        organisation="Cơ quan thử nghiệm",
        since=FROM,
        until=UNTIL,
        signs=True,
        stamps=False,
        bits=2048,
    ) -> Holder:
        key = generate_private_key(65537, bits)
        self._serial += 1
        subject = named(common_name, organisation)
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer.certificate.subject if issuer else subject)
            .public_key(key.public_key())
            .serial_number(self._serial)
            .not_valid_before(since)
            .not_valid_after(until)
            .add_extension(x509.BasicConstraints(ca=issues, path_length=None), critical=True)
            .add_extension(usage(signs=signs and not issues, issues=issues or not signs), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        )
        if stamps:
            builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        signed = builder.sign(issuer.key if issuer else key, SHA256())
        return Holder(key, signed)
