"""Files of a letter: the scan, what goes with it, and the page that asks when it has been shown."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from antt_portal.core.tests.inspection.corpus import pdf
from directives.models import Attachment, FileStage, LetterStatus
from directives.tests.office import DRAFTED, a_draft, a_file, a_letter, staffed_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client):
    cache.clear()
    made = staffed_office()
    client.force_login(made.officer.user)
    return made


def at(letter, file):
    return reverse("directives:letter-file-signatures", args=[letter.public_id, file.public_id])


def test_a_scan_says_that_the_paper_counts(client, office):
    letter = a_letter(office, LetterStatus.SEALED)
    scan = letter.files.get(stage=FileStage.SCAN)
    scan.blob = a_file(office, pdf())
    scan.save()
    assert "Giá trị của văn bản nằm ở bản giấy" in client.get(at(letter, scan)).content.decode()


def test_the_page_of_a_letter_waits_for_no_examination(client, office, monkeypatch):
    letter = a_letter(office, LetterStatus.SEALED)
    scan = letter.files.get(stage=FileStage.SCAN)
    monkeypatch.setattr("antt_portal.core.examining.verify", None)
    page = client.get(letter.get_absolute_url()).content.decode()
    assert f'data-signatures="{at(letter, scan)}"' in page
    assert "js/signatures.js" in page


def test_what_was_found_of_late_stands_on_the_page(client, office):
    letter = a_letter(office, LetterStatus.SEALED)
    client.get(at(letter, letter.files.get(stage=FileStage.SCAN)))
    page = client.get(letter.get_absolute_url())
    assert page.context["examination"].word == "Không có chữ ký số"
    assert "data-signatures" not in page.content.decode()


def test_an_enclosure_is_examined_and_a_picture_is_not(client, office):
    letter = a_draft(office, attachments=[{"title": "Kế hoạch", "file": "ke-hoach.pdf"}])
    files = {"board_id": letter.board_id, "letter": letter, "added_at": DRAFTED, "added_by": office.officer.user}
    paper = Attachment.objects.create(file_name="ke-hoach.pdf", blob=a_file(office, pdf()), **files)
    address = reverse("directives:letter-enclosure-signatures", args=[letter.public_id, paper.public_id])
    assert "Không có chữ ký số" in client.get(address).content.decode()
    assert address in client.get(letter.get_absolute_url()).content.decode()
    paper.blob.media_type = "image/png"
    paper.blob.save()
    assert client.get(address).status_code == 404
