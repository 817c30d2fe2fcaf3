import pytest

from antt_portal.core.signing import checks
from antt_portal.core.signing.checks import readable_roots, usable_keys


@pytest.fixture
def in_production(settings, root):
    settings.PRODUCTION = True
    settings.SIGNING_TRUST = [str(root)]


def test_keys_and_roots_in_order_raise_no_complaint(in_production, keys):
    assert usable_keys() == readable_roots() == []


def test_a_key_that_cannot_be_used_is_complained_of(in_production, keys):
    keys["person"] = keys["person"] | {"passphrase": "sai"}
    (error,) = usable_keys()
    assert error.id == checks.KEY
    assert "“person”" in error.msg


def test_a_token_is_looked_for_and_never_asked_for_its_pin(in_production, settings):
    settings.SIGNING_KEYS = {"lanhdao": {"module": "/khong/co.so", "token": "a", "key": "b", "pin": "1"}}
    (error,) = usable_keys()
    assert "trình điều khiển" in error.msg


@pytest.mark.parametrize("content", [None, b"not a certificate"])
def test_a_root_that_cannot_be_read_is_complained_of(content, in_production, settings, tmp_path):
    path = tmp_path / "goc.pem"
    if content is not None:
        path.write_bytes(content)
    settings.SIGNING_TRUST = [str(path)]
    (error,) = readable_roots()
    assert error.id == checks.ROOT


def test_nobody_is_bothered_outside_production(settings):
    settings.SIGNING_KEYS = {"lanhdao": {"file": "/khong/co.p12"}}
    settings.SIGNING_TRUST = ["/khong/co.pem"]
    assert usable_keys() == readable_roots() == []
