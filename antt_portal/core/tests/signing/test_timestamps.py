"""A timestamp authority on this machine: what it vouches for outlives the signer's certificate."""

from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from asn1crypto import keys as asn1_keys
from asn1crypto import tsp, x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from antt_portal.core.refusal import Refused
from antt_portal.core.signing import Chain, Verdict, opened, sign
from antt_portal.core.tests.signing.authority import PASSPHRASE
from antt_portal.core.tests.signing.conftest import AT

EXPIRES = datetime(2027, 1, 1, tzinfo=UTC)
AFTERWARDS = datetime(2030, 1, 1, tzinfo=UTC)


def as_asn1(certificate):
    return x509.Certificate.load(certificate.public_bytes(Encoding.DER))


@pytest.fixture
def served(authority, settings):
    """The settings name an authority that stamps with the time of the signature."""
    holder = authority.holder("Dấu thời gian thử nghiệm", stamps=True)
    secret = holder.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    chain = SimpleCertificateStore.from_certs([as_asn1(authority.issuer.certificate)])
    stamper = DummyTimeStamper(
        as_asn1(holder.certificate), asn1_keys.PrivateKeyInfo.load(secret), certs_to_embed=chain, fixed_dt=AT
    )

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self):
            question = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            answer = stamper.request_tsa_response(question).dump()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_arguments):
            pass

    with HTTPServer(("127.0.0.1", 0), Answering) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        settings.SIGNING_TIMESTAMP_URL = f"http://127.0.0.1:{server.server_port}/"
        yield
        server.shutdown()


@pytest.fixture
def short_lived(settings, tmp_path, authority):
    path = tmp_path / "short.p12"
    path.write_bytes(authority.holder("Lê Văn Mẫu", until=EXPIRES).pkcs12())
    settings.SIGNING_KEYS = {"short": {"file": str(path), "passphrase": PASSPHRASE}}


def signed_with(prepared):
    with opened("short", at=AT) as key:
        return sign(prepared, key, field="person", at=AT)


def test_without_a_timestamp_an_expired_certificate_proves_nothing(prepared, short_lived, verified):
    report = verified(signed_with(prepared), expected=("person",), at=AFTERWARDS)
    assert report.verdict == Verdict.UNCONFIRMED
    assert report.signatures[0].chain == Chain.EXPIRED
    assert "không có dấu thời gian" in report.signatures[0].time_text


def test_a_timestamp_proves_that_the_certificate_was_good_then(prepared, short_lived, served, verified):
    report = verified(signed_with(prepared), expected=("person",), at=AFTERWARDS)
    assert report.is_valid
    assert report.signatures[0].stamped_at == AT
    assert report.signatures[0].time_text == "Ký trước 01/03/2026 10:00, theo dấu thời gian."


def test_an_authority_that_does_not_answer_stops_the_signature(prepared, short_lived, settings):
    settings.SIGNING_TIMESTAMP_URL = "http://127.0.0.1:9/"
    with pytest.raises(Refused, match="Máy chủ cấp dấu thời gian không trả lời"):
        signed_with(prepared)
