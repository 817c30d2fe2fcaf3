"""The keys of the demonstration sign, and say of themselves that they are a trial."""

import io
from datetime import UTC, datetime

import pytest
from PIL import Image

from antt_portal.core.signing import opened
from antt_portal.demo import ink, keys
from antt_portal.settings import demo

AT = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def configured(settings, tmp_path):
    settings.SIGNING_TRUST = [str(tmp_path / "keys" / "authority.pem")]
    settings.SIGNING_KEYS = {
        name: {"file": str(tmp_path / "keys" / f"{name}.p12"), "passphrase": "thu"} for name in ("lanhdao", "thai-binh")
    }
    return tmp_path / "keys"


def test_keys_are_made_once_and_say_what_they_are(configured):
    assert keys.make_missing(at=AT) == 2
    before = {path.name: path.read_bytes() for path in configured.iterdir()}
    assert keys.make_missing(at=AT) == 0
    assert {path.name: path.read_bytes() for path in configured.iterdir()} == before
    with opened("lanhdao", at=AT) as key:
        assert key.holder == "BẢN THỬ NGHIỆM - Phạm Thị Minh Họa"
        assert key.organisation.startswith("BẢN THỬ NGHIỆM")


def test_a_lost_key_is_made_again_by_the_same_authority(configured):
    keys.make_missing(at=AT)
    root = (configured / "authority.pem").read_bytes()
    (configured / "thai-binh.p12").unlink()
    assert keys.make_missing(at=AT) == 1
    assert (configured / "authority.pem").read_bytes() == root


def test_only_the_portal_reads_the_keys(configured):
    keys.make_missing(at=AT)
    assert {path.stat().st_mode & 0o077 for path in configured.iterdir()} == {0}


def test_every_key_of_the_demonstration_has_a_holder():
    assert demo.SIGNING_KEYS.keys() == keys.HOLDERS.keys()


@pytest.mark.parametrize("drawn", [ink.scribble, ink.round_seal])
def test_images_are_made_in_real_size_on_a_clear_ground(drawn):
    image = Image.open(io.BytesIO(drawn("Ban Quản lý Ví Dụ")))
    assert image.mode == "RGBA"
    assert image.getpixel((0, 0))[3] == 0
    assert image.info["dpi"] == pytest.approx((300, 300), abs=0.1)
    assert drawn("Ban Quản lý Ví Dụ") == drawn("Ban Quản lý Ví Dụ") != drawn("Ban khác")
