"""The bytes of evidence: to whom, and how."""

import hashlib
import io

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.urls import reverse
from PIL import Image

from antt_portal.core.inspection import Inspected, inspect
from antt_portal.core.tests.inspection.corpus import pdf
from enterprises.models import OrganisationKind, Role
from enterprises.tests.factories import OrganisationFactory, actor
from reports.consulting import ask_opinion
from reports.library import add_file, use
from reports.tests.factories import OPENED, REVIEWED, Filing
from reports.tests.views.pages import enter, first_answer

pytestmark = pytest.mark.django_db
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def filing():
    return Filing()


def keep(filing, content=None, media_type="application/pdf", name="Biên bản “A”.pdf"):
    content = content or pdf()
    digest = hashlib.sha256(content).hexdigest()
    inspected = Inspected(media_type, name.rpartition(".")[2], len(content), digest, name, "PDF")
    return add_file(io.BytesIO(content), inspected, by=filing.editor, at=OPENED)


def bytes_of(evidence, name="evidence-file"):
    return reverse(f"reports:{name}", args=[evidence.public_id])


def fetch(client, person, address, **headers):
    """The answer, read to its end, as a server does: only then is the file closed."""
    response = enter(client, person).get(address, headers=headers)
    response.body = response.getvalue() if response.streaming else response.content
    return response


def test_the_owner_gets_the_very_bytes_guarded(client, filing):
    content = pdf()
    response = fetch(client, filing.editor, bytes_of(keep(filing, content)))
    assert response.body == content
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["Content-Disposition"] == (
        "inline; filename=\"Bien-ban-A.pdf\"; filename*=UTF-8''Bi%C3%AAn%20b%E1%BA%A3n%20%E2%80%9CA%E2%80%9D.pdf"
    )


@pytest.mark.parametrize(
    ("media_type", "name", "shown"),
    [
        ("application/pdf", "a.pdf", "inline"),
        ("image/jpeg", "a.jpg", "inline"),
        ("image/png", "a.png", "inline"),
        ("image/heic", "a.heic", "attachment"),
        (DOCX, "a.docx", "attachment"),
    ],
)
def test_only_what_a_browser_shows_safely_is_shown(client, filing, media_type, name, shown):
    response = fetch(client, filing.editor, bytes_of(keep(filing, b"x", media_type, name)))
    assert response.headers["Content-Disposition"].startswith(shown)
    assert response.headers["Content-Type"] == media_type


def test_a_file_is_the_owners_until_it_was_handed_in(client, filing):
    evidence = keep(filing)
    use(evidence, first_answer(filing.report), by=filing.editor, at=OPENED)
    agency = OrganisationFactory(board=filing.board, kind=OrganisationKind.AGENCY)
    agent = actor(Role.AGENT, agency)
    strangers = [actor(Role.EDITOR, OrganisationFactory(board=filing.board)), actor(Role.OFFICER)]

    def statuses():
        people = (filing.head, filing.officer, agent, *strangers)
        return [fetch(client, person, bytes_of(evidence)).status_code for person in people]

    assert statuses() == [200, 404, 404, 404, 404]
    filing.fill().submit()
    assert statuses() == [200, 200, 404, 404, 404]
    due = REVIEWED.date().replace(day=31)
    ask_opinion(filing.report, agency, question="", due_on=due, by=filing.officer, at=REVIEWED)
    assert statuses() == [200, 200, 200, 404, 404]


def test_the_same_file_is_not_sent_twice(client, filing):
    address = bytes_of(keep(filing))
    tag = fetch(client, filing.editor, address).headers["ETag"]
    assert fetch(client, filing.editor, address, **{"If-None-Match": tag}).status_code == 304


def test_a_file_the_storage_lost_is_not_found(client, filing):
    evidence = keep(filing)
    default_storage.delete(evidence.blob.path)
    assert enter(client, filing.editor).get(bytes_of(evidence)).status_code == 404


# ---- the picture ----


@pytest.fixture
def photo(filing):
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(stream, "JPEG")
    inspected = inspect(stream, "kho.jpg")
    return add_file(stream, inspected, by=filing.editor, at=OPENED)


def test_a_picture_is_drawn_anew_and_only_once(client, filing, photo, monkeypatch):
    cache.clear()
    enter(client, filing.editor)
    response = client.get(bytes_of(photo, "evidence-preview"))
    assert response.content.startswith(b"\xff\xd8\xff")
    assert response.headers["Content-Type"] == "image/jpeg"
    assert "sandbox" in response.headers["Content-Security-Policy"]
    monkeypatch.setattr("reports.views.files.preview", lambda *_args: pytest.fail("drawn again"))
    assert client.get(bytes_of(photo, "evidence-preview")).content == response.content


def test_what_is_no_picture_has_no_preview(client, filing):
    assert enter(client, filing.editor).get(bytes_of(keep(filing), "evidence-preview")).status_code == 404


def test_a_stranger_sees_no_picture_even_when_it_has_been_drawn(client, filing, photo):
    enter(client, filing.editor).get(bytes_of(photo, "evidence-preview"))
    assert enter(client, actor(Role.EDITOR)).get(bytes_of(photo, "evidence-preview")).status_code == 404
