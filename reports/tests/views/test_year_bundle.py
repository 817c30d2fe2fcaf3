"""A whole year to take away: complete, checkable, readable on any system, and only for whom it concerns."""

import csv
import hashlib
import io
import re
from zipfile import ZipFile

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from antt_portal.core.archive import SUMS
from antt_portal.core.inspection import inspect
from antt_portal.core.tests.inspection.corpus import jpeg
from enterprises.tests.factories import OrganisationFactory, actor
from reports.library import add_file, use
from reports.models import PastRecognition, Submission
from reports.tests.factories import OPENED, YEAR, Filing
from reports.year_bundle import INDEX, TABLE

pytestmark = pytest.mark.django_db
SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,180}")


@pytest.fixture
def filing():
    """Handed in, with a photo whose name is hard on file systems."""
    filing = Filing()
    photo = io.BytesIO(jpeg())
    evidence = add_file(photo, inspect(photo, "Cổng chính: ảnh “đêm”.JPG"), by=filing.editor, at=OPENED)
    use(evidence, filing.report.answers.first(), by=filing.editor, at=OPENED)
    filing.fill().submit()
    return filing


def got(client, by, organisation, year=YEAR):
    client.force_login(by.user)
    return client.get(reverse("reports:year-bundle", args=[organisation.public_id, year]))


def unpacked(response) -> ZipFile:
    return ZipFile(io.BytesIO(b"".join(response)))


@pytest.mark.parametrize("who", ["editor", "officer"])
def test_every_version_its_evidence_and_the_index_are_there(client, filing, who):
    response = got(client, getattr(filing, who), filing.organisation)
    assert response["Content-Type"] == "application/zip"
    assert response.streaming
    archive = unpacked(response)
    assert archive.testzip() is None
    names = archive.namelist()
    assert names[:3] == [INDEX, TABLE, SUMS]
    assert [name for name in names if name.endswith("Cong-chinh-anh-dem.jpg")]
    submission = Submission.objects.get()
    (frozen,) = [name for name in names if name.endswith("lan-1/noi-dung.json")]
    assert hashlib.sha256(archive.read(frozen)).hexdigest() == submission.sha256
    page = archive.read(INDEX).decode()
    assert submission.receipt in page
    assert filing.organisation.name in page


def test_the_sums_are_those_of_the_files(client, filing):
    archive = unpacked(got(client, filing.head, filing.organisation))
    lines = [line.split("  ") for line in archive.read(SUMS).decode().splitlines()]
    assert {path for _digest, path in lines} == set(archive.namelist()) - {SUMS}
    assert all(hashlib.sha256(archive.read(path)).hexdigest() == digest for digest, path in lines)
    rows = list(csv.reader(io.StringIO(archive.read(TABLE).decode("utf-8-sig"))))
    assert {(row[0], row[3]) for row in rows[1:]} < {(path, digest) for digest, path in lines}


def test_names_are_safe_on_every_system(client, filing):
    for name in unpacked(got(client, filing.editor, filing.organisation)).namelist():
        assert SAFE.fullmatch(name), name
        assert ".." not in name


def test_a_file_that_the_storage_lost_is_named_and_breaks_nothing(client, filing):
    blob = filing.report.answers.first().evidence_uses.get().evidence.blob
    default_storage.delete(blob.path)
    archive = unpacked(got(client, filing.editor, filing.organisation))
    assert not [name for name in archive.namelist() if "minh-chung" in name]
    assert "không còn trong kho lưu trữ" in archive.read(INDEX).decode()


def test_a_year_before_the_portal_is_its_result(client, filing):
    given = {"is_recognised": True, "decision_number": "1/QĐ-UBND", "decided_on": OPENED.date()}
    PastRecognition.objects.create(board=filing.board, organisation=filing.organisation, year=2021, **given)
    page = unpacked(got(client, filing.editor, filing.organisation, 2021)).read(INDEX).decode()
    assert "1/QĐ-UBND" in page


def test_nobody_else_learns_that_there_is_a_year(client, filing):
    neighbour = actor("editor", OrganisationFactory(board=filing.board))
    for stranger in (neighbour, actor("officer")):
        assert got(client, stranger, filing.organisation).status_code == 404
    assert got(client, filing.editor, filing.organisation, YEAR - 3).status_code == 404
