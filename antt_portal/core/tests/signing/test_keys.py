from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from antt_portal.core.signing import KeyUnavailable, opened
from antt_portal.core.signing import keys as keys_module
from antt_portal.core.tests.signing.authority import PASSPHRASE, UNTIL
from antt_portal.core.tests.signing.conftest import AT


@pytest.fixture
def refusal(settings, tmp_path):
    """The refusal of a key with this file and passphrase."""

    def refuse(content=None, *, at=AT, passphrase=PASSPHRASE):
        path = tmp_path / "key.p12"
        if content is not None:
            path.write_bytes(content)
        settings.SIGNING_KEYS = {"khoa": {"file": str(path), "passphrase": passphrase}}
        with pytest.raises(KeyUnavailable) as refused, opened("khoa", at=at):
            pass
        assert "khoa" in str(refused.value)
        return refused.value

    return refuse


def test_a_key_says_whose_it_is(keys):
    with opened("person", at=AT) as key:
        assert (key.holder, key.organisation) == ("Nguyễn Văn Mẫu", "Cơ quan thử nghiệm")
        assert key.valid_until == UNTIL


def test_a_key_brings_its_issuer_and_not_the_root(keys, authority):
    with opened("person", at=AT) as key:
        carried = [certificate.dump() for certificate in key.signer.cert_registry]
    assert carried == [authority.issuer.certificate.public_bytes(Encoding.DER)]


def test_a_key_nobody_configured_is_named(settings):
    settings.SIGNING_KEYS = {}
    with pytest.raises(KeyUnavailable, match="Chưa cấu hình khóa ký “giam-doc”"), opened("giam-doc", at=AT):
        pass


def test_a_missing_file_is_named(refusal):
    assert refusal().code == "key-file"


@pytest.mark.parametrize("content", [b"", b"not a key", b"0\x03\x02\x01\x03"])
def test_a_damaged_file_is_not_taken_for_a_wrong_passphrase(content, refusal):
    assert refusal(content).code == "key-damaged"


def test_a_wrong_passphrase_is_named(refusal, key_folder):
    content = (key_folder / "person.p12").read_bytes()
    assert refusal(content, passphrase="sai").code == "key-passphrase"
    assert "Sai mật khẩu" in str(refusal(content, passphrase=""))


def test_an_expired_certificate_cannot_sign(refusal, key_folder):
    content = (key_folder / "person.p12").read_bytes()
    refused = refusal(content, at=datetime(2041, 1, 1, tzinfo=UTC))
    assert refused.code == "key-expired"
    assert "01/01/2040" in str(refused)


def test_a_certificate_cannot_sign_before_its_time(refusal, key_folder):
    content = (key_folder / "person.p12").read_bytes()
    assert refusal(content, at=datetime(2019, 1, 1, tzinfo=UTC)).code == "key-not-yet-valid"


def test_a_certificate_for_something_else_cannot_sign(refusal, authority):
    assert refusal(authority.holder("Máy chủ", signs=False).pkcs12()).code == "key-not-for-signing"


def test_a_key_that_could_be_computed_cannot_sign(refusal, authority):
    assert refusal(authority.holder("Khóa ngắn", bits=1024).pkcs12()).code == "key-weak"


def test_a_kind_of_key_nobody_issues_cannot_sign(refusal, key_folder, monkeypatch):
    monkeypatch.setattr(keys_module, "FEWEST_BITS", {"ec": 256})
    assert refusal((key_folder / "person.p12").read_bytes()).code == "key-weak"
