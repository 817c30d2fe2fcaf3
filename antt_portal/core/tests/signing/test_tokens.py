"""Keys on a real PKCS#11 token: SoftHSM2, which ``script/setup --tests`` installs."""

import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pkcs11 import KeyType, ObjectClass, lib
from pkcs11.constants import Attribute
from pkcs11.util.rsa import decode_rsa_private_key
from pkcs11.util.x509 import decode_x509_certificate

from antt_portal.core.signing import KeyUnavailable, opened, sign
from antt_portal.core.tests.signing.conftest import AT

PIN, TOKEN, LABEL = "4321", "thiet-bi-thu-nghiem", "khoa-lanh-dao"
MODULES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib64/pkcs11/libsofthsm2.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
)
MODULE = next((path for path in MODULES if Path(path).exists()), MODULES[0])


@pytest.fixture(scope="module")
def token(tmp_path_factory, authority):
    """A token with one key and its certificate. The library reads where it is once in the life of a process."""
    folder = tmp_path_factory.mktemp("softhsm")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder}/tokens\nlog.level = ERROR\n")
    patch = pytest.MonkeyPatch()
    patch.setenv("SOFTHSM2_CONF", str(folder / "softhsm2.conf"))
    command = ["softhsm2-util", "--init-token", "--free", "--label", TOKEN, "--so-pin", PIN, "--pin", PIN]
    subprocess.run([shutil.which(command[0]), *command[1:]], check=True, capture_output=True)
    holder = authority.holder("Trần Thị Mẫu")
    private = holder.key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    with lib(MODULE).get_token(token_label=TOKEN).open(rw=True, user_pin=PIN) as session:
        named = {Attribute.LABEL: LABEL, Attribute.TOKEN: True}
        session.create_object(
            decode_rsa_private_key(private)
            | named
            | {Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.KEY_TYPE: KeyType.RSA, Attribute.SIGN: True}
        )
        session.create_object(decode_x509_certificate(holder.certificate.public_bytes(Encoding.DER)) | named)
    (folder / "chain.pem").write_bytes(authority.issuer.certificate.public_bytes(Encoding.PEM))
    yield {"module": MODULE, "token": TOKEN, "key": LABEL, "pin": PIN, "chain": str(folder / "chain.pem")}
    patch.undo()


def test_a_key_on_a_token_signs(token, settings, prepared, verified):
    settings.SIGNING_KEYS = {"lanhdao": token}
    with opened("lanhdao", at=AT) as key:
        signed = sign(prepared, key, field="person", at=AT)
    report = verified(signed, expected=("person",))
    assert report.is_valid
    assert report.signatures[0].holder == "Trần Thị Mẫu"


def test_a_token_can_be_used_again_at_once(token, settings):
    settings.SIGNING_KEYS = {"lanhdao": token}
    for _time in range(2):
        with opened("lanhdao", at=AT) as key:
            assert key.holder == "Trần Thị Mẫu"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"pin": "0000"}, "key-pin"),
        ({"token": "khong-co"}, "key-no-token"),
        ({"key": "khong-co"}, "key-not-on-token"),
        ({"module": "/khong/co.so"}, "key-module"),
        ({"chain": "/khong/co.pem"}, "key-file"),
    ],
)
def test_what_is_wrong_with_a_token_is_said(change, code, token, settings):
    settings.SIGNING_KEYS = {"lanhdao": token | change}
    with pytest.raises(KeyUnavailable) as refused, opened("lanhdao", at=AT):
        pass
    assert refused.value.code == code
    assert "lanhdao" in str(refused.value)
