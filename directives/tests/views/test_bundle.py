"""Files that go with a draft."""

import io

import pytest
from django.urls import reverse

from antt_portal.core.tests.inspection.corpus import pdf
from directives.models import Attachment
from directives.tests.views.editor import AUTOSAVE, typed
from enterprises.models import Role
from enterprises.tests.factories import actor

pytestmark = pytest.mark.django_db
TITLE = "Kế hoạch số 12/KH-UBND"


def of(letter, name, *more):
    return reverse(f"directives:letter-{name}", args=[letter.public_id, *more])


def upload(name="Ke hoach.pdf", content=None):
    file = io.BytesIO(pdf() if content is None else content)
    file.name = name
    return file


def attach(client, letter, **sent):
    return client.post(of(letter, "attach"), sent)


def enclosures(letter):
    letter.refresh_from_db()
    return [(one["title"], one["file"]) for one in letter.data["attachments"]]


def test_a_file_is_attached_under_its_title_and_read_back(client, letter):
    attach(client, letter, title=TITLE)
    assert enclosures(letter) == [(TITLE, None)]
    attach(client, letter, title=TITLE, files=upload())
    assert enclosures(letter) == [(TITLE, "Ke hoach.pdf")]
    attachment = Attachment.objects.get()
    answer = client.get(of(letter, "enclosure", attachment.public_id))
    assert b"".join(answer).startswith(b"%PDF")
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_file_sent_by_script_answers_with_its_row(client, letter):
    answer = client.post(of(letter, "attach"), {"files": upload()}, headers={"X-Upload": "1"})
    assert "Ke hoach.pdf" in answer.json()["html"]
    assert client.post(of(letter, "attach"), {}, headers={"X-Upload": "1"}).status_code == 422


def test_what_is_no_file_of_its_kind_is_refused_by_name(client, letter):
    answer = client.post(of(letter, "attach"), {"files": upload(content=b"MZ")}, follow=True)
    assert "Ke hoach.pdf:" in answer.content.decode()
    by_script = client.post(of(letter, "attach"), {"files": upload(content=b"MZ")}, headers={"X-Upload": "1"})
    assert by_script.status_code == 422
    assert enclosures(letter) == []


def test_a_file_that_joins_meanwhile_is_no_conflict_and_is_not_lost(client, letter):
    sent = typed(letter, "Đang gõ./.")
    attach(client, letter, files=upload())
    assert client.post(of(letter, "edit"), sent, headers=AUTOSAVE).status_code == 200
    assert enclosures(letter) == [("Ke hoach.pdf", "Ke hoach.pdf")]


def test_files_and_names_are_taken_out(client, letter):
    attach(client, letter, files=upload())
    attach(client, letter, title=TITLE)
    client.post(of(letter, "renounce"), {"title": TITLE})
    assert enclosures(letter) == [("Ke hoach.pdf", "Ke hoach.pdf")]
    client.post(of(letter, "detach", Attachment.objects.get().public_id))
    assert enclosures(letter) == []
    assert not Attachment.objects.exists()


def test_an_enclosure_without_a_name_is_refused_in_words(client, letter):
    answer = client.post(of(letter, "attach"), {"title": "  "}, follow=True)
    assert "Ghi tên văn bản gửi kèm." in answer.content.decode()


def test_strangers_do_not_find_the_files_and_colleagues_do_not_change_them(client, office, letter):
    attach(client, letter, files=upload())
    attachment = Attachment.objects.get().public_id
    client.force_login(office.clerk.user)
    assert b"".join(client.get(of(letter, "enclosure", attachment))).startswith(b"%PDF")
    assert client.post(of(letter, "detach", attachment)).status_code == 403
    assert attach(client, letter, title=TITLE).status_code == 403
    client.force_login(actor(Role.OFFICER).user)
    assert client.get(of(letter, "enclosure", attachment)).status_code == 404
    assert client.post(of(letter, "detach", attachment)).status_code == 404
    assert enclosures(letter) == [("Ke hoach.pdf", "Ke hoach.pdf")]


def test_the_bundle_of_a_letter_under_way_stays_as_it_is(client, letter):
    attach(client, letter, files=upload())
    client.post(of(letter, "edit"), typed(letter, do="submit"))
    client.post(of(letter, "detach", Attachment.objects.get().public_id))
    attach(client, letter, title=TITLE)
    assert enclosures(letter) == [("Ke hoach.pdf", "Ke hoach.pdf")]
