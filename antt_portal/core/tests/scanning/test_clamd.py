"""What the scanner says, and what counts as its saying nothing."""

import io
import time

import pytest

from antt_portal.core.scanning.clamd import NotScanned, ScannerDown, malware_in
from antt_portal.core.tests.inspection import corpus
from antt_portal.core.tests.scanning.conftest import LONGEST_STREAM, free_port, stand_in


def asked(content: bytes, settings, address: str, *, seconds: float = 20) -> str:
    settings.CLAMAV_SOCKET = address
    return malware_in(io.BytesIO(content), seconds=seconds)


@pytest.mark.parametrize("way", ["unix", "tcp"])
def test_a_real_scanner_names_what_it_finds_and_nothing_else(way, clamd, settings):
    address = getattr(clamd, way)
    for one in (address, f"{'unix:' if way == 'unix' else 'tcp://'}{address}"):
        assert asked(corpus.EICAR, settings, one).startswith("Eicar-Test-Signature")
        assert asked(corpus.pdf(), settings, one) == ""


def test_a_file_is_scanned_to_its_end(clamd, settings):
    content = bytes(3_000_000) + corpus.EICAR + bytes(3_000_000)
    assert asked(content, settings, clamd.unix).startswith("Eicar-Test-Signature")


def test_a_stream_read_before_is_scanned_from_its_start(clamd, settings):
    settings.CLAMAV_SOCKET = clamd.unix
    stream = io.BytesIO(corpus.EICAR)
    stream.read()
    assert malware_in(stream, seconds=20)


def test_a_file_over_the_scanners_own_limit_counts_as_not_scanned(clamd, settings):
    with pytest.raises(NotScanned, match="size limit"):
        asked(bytes(LONGEST_STREAM + 1), settings, clamd.unix)


@pytest.mark.parametrize("address", ["127.0.0.1:{port}", "/khong/co/clamd.ctl", "unix:/khong/co/clamd.ctl"])
def test_a_scanner_that_is_not_there_is_down(address, settings):
    with pytest.raises(ScannerDown):
        asked(b"x", settings, address.format(port=free_port()))


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\0",
        b"stream: ERROR\0",
        b"stream: Can't allocate memory ERROR\0",
        b"OK",
        b"UNKNOWN COMMAND\0",
        b"\xff" * 5000,
    ],
)
def test_whatever_is_no_verdict_is_no_verdict(answer, settings):
    with stand_in(answer) as address, pytest.raises(NotScanned) as silence:
        asked(b"x", settings, address)
    assert not isinstance(silence.value, ScannerDown)


def test_a_scanner_that_hangs_is_left_alone_in_time(settings):
    began = time.monotonic()
    with stand_in(None) as address, pytest.raises(NotScanned):
        asked(bytes(5_000_000), settings, address, seconds=0.4)
    assert time.monotonic() - began < 5
