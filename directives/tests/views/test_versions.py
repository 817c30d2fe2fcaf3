"""Versions of a draft: kept, compared, brought back."""

import pytest
from django.urls import reverse

from directives.tests.office import DRAFTED
from directives.tests.views.editor import typed
from enterprises.models import Role
from enterprises.tests.factories import actor

pytestmark = pytest.mark.django_db


def of(letter, name="letter-versions", *more):
    return reverse(f"directives:{name}", args=[letter.public_id, *more])


def keep(client, letter, note=""):
    client.post(of(letter, "letter-version-keep"), {"note": note})


def rewrite(client, letter, *texts, **more):
    client.post(of(letter, "letter-edit"), typed(letter, *texts, **more))
    letter.refresh_from_db()


def changed(client, letter, **query):
    return {one.label: one.pieces for one in client.get(of(letter), query).context["changes"]}


def test_what_changed_since_the_version_kept_is_shown_field_by_field(client, letter):
    keep(client, letter, "Trước khi họp")
    kept = [one["text"] for one in letter.data["body"]]
    rewrite(client, letter, kept[0], "Đoạn mới.", kept[1], subject="rà soát camera")
    found = changed(client, letter)
    assert set(found) == {"Trích yếu", "Đoạn 2"}
    assert [(one.kind, one.text) for one in found["Đoạn 2"]] == [("ins", "Đoạn mới.")]
    assert "Trước khi họp" in client.get(of(letter)).content.decode()


def test_any_two_versions_are_compared(client, letter):
    for subject in ("một", "hai", "ba"):
        rewrite(client, letter, subject=subject)
        keep(client, letter)
    pieces = changed(client, letter, **{"from": "1", "to": "2"})["Trích yếu"]
    assert [(one.kind, one.text) for one in pieces] == [("del", "một"), ("ins", "hai")]
    assert changed(client, letter, **{"from": "3", "to": "now"}) == {}
    assert changed(client, letter, **{"from": "٣", "to": "99"}) == {}


def test_the_same_text_is_kept_once(client, letter):
    keep(client, letter)
    keep(client, letter)
    assert letter.versions.count() == 1


def test_a_version_is_brought_back_and_the_present_text_kept(client, letter):
    keep(client, letter)
    rewrite(client, letter, "Viết lại hết./.")
    client.post(of(letter, "letter-version-back", 1), {"version": letter.text_version})
    letter.refresh_from_db()
    assert letter.data["body"] == letter.versions.get(number=1).data["body"]
    assert letter.versions.get(number=2).data["body"][0]["text"] == "Viết lại hết./."


def test_bringing_back_over_a_newer_text_is_refused(client, letter):
    keep(client, letter)
    seen = letter.text_version
    rewrite(client, letter, "Mới hơn./.")
    client.post(of(letter, "letter-version-back", 1), {"version": seen})
    letter.refresh_from_db()
    assert letter.data["body"][0]["text"] == "Mới hơn./."


def test_the_board_reads_versions_and_only_the_drafter_keeps_them(client, office, letter):
    keep(client, letter)
    client.force_login(office.clerk.user)
    assert client.get(of(letter)).status_code == 200
    assert client.post(of(letter, "letter-version-keep")).status_code == 403
    assert client.post(of(letter, "letter-version-back", 1)).status_code == 403
    client.force_login(actor(Role.OFFICER).user)
    assert client.get(of(letter)).status_code == 404
    assert letter.versions.count() == 1


def test_a_version_that_does_not_exist_is_not_found(client, letter):
    assert client.post(of(letter, "letter-version-back", 7)).status_code == 404


def test_the_page_costs_the_same_for_1_and_12_versions(client, letter, django_assert_max_num_queries):
    keep(client, letter)
    with django_assert_max_num_queries(14) as few:
        client.get(of(letter))
    count = len(few)
    for number in range(11):
        letter.versions.create(
            board_id=letter.board_id,
            number=number + 2,
            data=letter.data,
            sha256=str(number),
            saved_at=DRAFTED,
            saved_by=letter.drafted_by,
        )
    with django_assert_max_num_queries(count):
        client.get(of(letter))
