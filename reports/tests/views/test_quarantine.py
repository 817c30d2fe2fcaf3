"""What hostile files and files that nobody has scanned leave behind, and what they keep from happening."""

from pathlib import Path

import pytest
import time_machine
from django.conf import settings as portal
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from antt_portal.core.blobs import Quarantined
from antt_portal.core.models import AuditEntry, Blob, ScanState
from antt_portal.core.tests.inspection.corpus import jpeg, pdf
from antt_portal.core.tests.inspection.hostile import ACCEPTED, GROUPS
from antt_portal.core.tests.scanning.conftest import free_port
from reports.models import Evidence, EvidenceUse
from reports.shelf import not_scanned
from reports.tests.factories import REVIEWED, Filing
from reports.tests.views.pages import enter, first_answer, of_answer, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_october")]
KEPT = (Blob, Evidence, EvidenceUse, AuditEntry)
# One of each verdict: the corpus itself is tested where it is judged.
REFUSED = {case.verdict: case for cases in GROUPS.values() for case in cases.values() if case.verdict != ACCEPTED}


@pytest.fixture
def in_october():
    with time_machine.travel("2026-10-28T14:05:00+07:00", tick=False):
        yield


@pytest.fixture
def filing():
    return Filing()


@pytest.fixture
def silent(settings):
    """A scanner is configured, and nobody answers."""
    settings.CLAMAV_SOCKET = f"127.0.0.1:{free_port()}"


def send(client, answer, name, content):
    headers = {"X-Upload": "1", "X-Requested-With": "XMLHttpRequest"}
    return client.post(of_answer(answer, "evidence-add"), {"files": SimpleUploadedFile(name, content)}, headers=headers)


def kept():
    files = [path for path in Path(portal.MEDIA_ROOT).rglob("*") if path.is_file()]
    return [model.objects.count() for model in KEPT], len(files)


def test_a_refused_file_leaves_nothing_behind(client, filing, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path  # papers of other tests may still be on their way into the common one
    answer = first_answer(filing.report)
    enter(client, filing.editor)
    before, told = kept(), {}
    for verdict, case in REFUSED.items():
        response = send(client, answer, case.file_name, case.content())
        told[verdict] = (response.status_code, "chưa được lưu" in response.json()["error"])
    assert set(told.values()) == {(422, True)}
    assert kept() == before


@pytest.fixture
def waiting(client, filing, silent):
    enter(client, filing.editor)
    assert send(client, first_answer(filing.report), "Bien-ban.pdf", pdf()).status_code == 200
    return Evidence.objects.get()


def shown(client, evidence, name="evidence-file"):
    """Read to its end, as a server does: only then is the file closed."""
    response = client.get(reverse(f"reports:{name}", args=[evidence.public_id]))
    response.body = response.getvalue() if response.streaming else response.content
    return response


def test_a_file_that_waits_is_kept_and_shown_to_nobody(client, filing, waiting):
    assert waiting.blob.scan == ScanState.WAITING
    for name in ("evidence-file", "evidence-preview"):
        response = shown(client, waiting, name)
        assert response.status_code == 409
        assert "Tệp đang chờ kiểm tra mã độc" in text_of(response)
        assert b"%PDF" not in response.body
    assert "Chờ kiểm tra mã độc" in text_of(client.get("/evidence/"))


def test_what_a_browser_has_already_is_not_confirmed_to_it_either(client, waiting):
    address = reverse("reports:evidence-file", args=[waiting.public_id])
    assert client.get(address, headers={"If-None-Match": f'"{waiting.blob.sha256}"'}).status_code == 409


@pytest.mark.parametrize(("state", "status"), [("clean", 200), ("own", 200), ("infected", 409)])
def test_the_verdict_opens_it_or_shuts_it_for_good(client, waiting, settings, state, status):
    Blob.objects.update(scan=state)
    assert shown(client, waiting).status_code == status
    settings.CLAMAV_SOCKET = ""
    assert shown(client, waiting).status_code == status


def test_without_a_scanner_configured_a_file_opens_as_ever(client, waiting, settings):
    settings.CLAMAV_SOCKET = ""
    assert shown(client, waiting).status_code == 200


def test_a_file_that_waits_can_be_handed_in_and_nobody_accepts_it_unseen(client, filing, waiting):
    filing.fill().submit().review()
    assert list(not_scanned(filing.report)) == [waiting.blob]
    with pytest.raises(Quarantined, match="chờ kiểm tra"):
        filing.accept()
    Blob.objects.update(scan=ScanState.CLEAN)
    filing.refresh()
    assert filing.accept().report.accepted_at == REVIEWED


def test_a_picture_is_shown_anew_and_kept_as_it_came(client, filing):
    enter(client, filing.editor)
    photo = jpeg(size=(400, 300))
    send(client, first_answer(filing.report), "Camera.jpg", photo)
    evidence = Evidence.objects.get()
    drawn = shown(client, evidence, "evidence-preview")
    assert drawn.body != photo
    assert shown(client, evidence).body == photo
