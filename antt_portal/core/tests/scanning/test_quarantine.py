"""Files wait where nobody opens them until the scanner has seen them; whatever keeps it silent keeps them shut."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.storage import default_storage

from antt_portal.core import blobs
from antt_portal.core.blobs import Quarantined
from antt_portal.core.inspection import inspect
from antt_portal.core.models import Blob, ScanState
from antt_portal.core.refusal import Refused
from antt_portal.core.scanning.sweeping import sweep
from antt_portal.core.tests.inspection import corpus
from antt_portal.core.tests.scanning.conftest import free_port, stand_in

AT = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def infected_pdf() -> bytes:
    """Fit for the inspection, which looks for what runs; only a scanner knows this one."""

    def carry(document):
        document.Root.Anything = document.make_stream(corpus.EICAR)

    return corpus.pdf(change=carry, compress_streams=False)


def kept(content: bytes, *, board_id: int = 1) -> Blob:
    stream = io.BytesIO(content)
    return blobs.keep_inspected(stream, inspect(stream, "a.pdf"), board_id=board_id, at=AT)


def swept(settings, address: str) -> int:
    settings.CLAMAV_SOCKET = address
    return sweep(now=lambda: AT + timedelta(minutes=5), longest=timedelta(seconds=50))


@pytest.fixture
def nobody(settings):
    settings.CLAMAV_SOCKET = f"127.0.0.1:{free_port()}"


def test_malware_is_refused_by_name_and_nothing_is_kept(clamd, settings):
    settings.CLAMAV_SOCKET = clamd.unix
    with pytest.raises(Refused, match="Eicar-Test-Signature") as refusal:
        kept(infected_pdf())
    assert refusal.value.code == "malware"
    assert not Blob.objects.exists()


def test_what_was_scanned_at_once_opens_at_once(clamd, settings):
    settings.CLAMAV_SOCKET = clamd.unix
    blob = kept(corpus.pdf())
    assert blob.scan == ScanState.CLEAN
    blobs.open_blob(blob).close()


def test_while_the_scanner_is_silent_a_file_is_kept_and_opened_by_nobody(nobody):
    blob = kept(corpus.pdf())
    assert default_storage.exists(blob.path)
    with pytest.raises(Quarantined, match="chờ kiểm tra mã độc") as refusal:
        blobs.open_blob(blob)
    assert refusal.value.code == "file-waiting"


def test_without_a_scanner_configured_nothing_waits(settings):
    settings.CLAMAV_SOCKET = ""
    blobs.open_blob(kept(corpus.pdf())).close()
    assert sweep(now=lambda: AT, longest=timedelta(seconds=1)) == 0


def test_what_the_portal_made_itself_waits_for_nobody(nobody):
    blobs.open_blob(blobs.keep_bytes(b"%PDF-1.7", media_type="application/pdf", board_id=1, at=AT)).close()


def test_the_sweeper_opens_what_is_clean_and_shuts_what_is_not(nobody, settings, clamd, caplog):
    clean, bad = kept(corpus.pdf()), kept(infected_pdf())
    assert swept(settings, clamd.unix) == 2
    clean.refresh_from_db()
    bad.refresh_from_db()
    assert (clean.scan, bad.scan) == (ScanState.CLEAN, ScanState.INFECTED)
    assert bad.scan_found.startswith("Eicar-Test-Signature")
    assert bad.sha256 in caplog.text
    settings.CLAMAV_SOCKET = ""  # taking the scanner away opens nothing that it found
    with pytest.raises(Quarantined, match="mã độc"):
        blobs.open_blob(bad)


def test_a_silent_scanner_leaves_everything_waiting(nobody, settings):
    blob = kept(corpus.pdf())
    assert swept(settings, settings.CLAMAV_SOCKET) == 0
    with stand_in(b"stream: ERROR\0") as address:
        assert swept(settings, address) == 0
    blob.refresh_from_db()
    assert (blob.scan, blob.scan_tried_at) == (ScanState.WAITING, AT + timedelta(minutes=5))


def test_a_file_that_cannot_be_scanned_holds_up_no_other(nobody, settings, clamd):
    lost, good = kept(corpus.pdf()), kept(corpus.pdf(pages=2))
    default_storage.delete(lost.path)
    assert swept(settings, clamd.unix) == 1
    assert [Blob.objects.get(pk=one.pk).scan for one in (lost, good)] == [ScanState.WAITING, ScanState.CLEAN]


def test_files_from_before_there_was_a_scanner_are_swept_too(settings, clamd):
    settings.CLAMAV_SOCKET = ""
    blob = kept(corpus.pdf())
    settings.CLAMAV_SOCKET = clamd.unix
    assert blobs.is_waiting(blob)
    assert swept(settings, clamd.unix) == 1


def test_the_same_bytes_again_take_a_verdict_and_never_take_one_back(nobody, settings, clamd):
    silent, content = settings.CLAMAV_SOCKET, corpus.pdf()
    assert kept(content).scan == ScanState.WAITING
    settings.CLAMAV_SOCKET = clamd.unix
    assert kept(content).scan == ScanState.CLEAN
    settings.CLAMAV_SOCKET = silent
    assert kept(content).scan == ScanState.CLEAN
    assert Blob.objects.count() == 1
