"""The acts of the pages: who may, what they change, what rubbish does."""

import io

import pytest
from django.urls import reverse

from antt_portal.core import blobs
from antt_portal.core.documents import render_pdf
from directives.models import EntryState, FileStage, LetterStatus, OfficialLetter, RegisterEntry
from directives.permissions import can_review_content, can_send_back, can_sign, is_its_clerk
from directives.tests.office import DRAFTED, a_draft, a_letter, delegated, staffed_office
from directives.writing.numbering import reserve
from enterprises.models import Role
from enterprises.tests.factories import actor

S = LetterStatus
pytestmark = pytest.mark.django_db
# Each act that one press does: the status it starts from, who does it, the status it leads to.
PRESSES = [
    ("submit", S.DRAFT, "officer", S.CONTENT_REVIEW),
    ("approve", S.CONTENT_REVIEW, "unit_head", S.LAYOUT_CHECK),
    ("pass-layout", S.LAYOUT_CHECK, "clerk", S.TO_SIGN),
    ("sign-paper", S.TO_SIGN, "clerk", S.SIGNED),
    ("number", S.SIGNED, "clerk", S.NUMBERED),
    ("issue", S.SEALED, "clerk", S.ISSUED),
]
PEOPLE = ("officer", "unit_head", "leader", "clerk")


@pytest.fixture(autouse=True)
def spring(monkeypatch):
    """The year of the letters, which is printed on them."""
    monkeypatch.setattr("antt_portal.core.clock.now", lambda: DRAFTED.replace(hour=9))


def press(client, letter, act, **typed):
    version = OfficialLetter.objects.get(pk=letter.pk).version
    return client.post(reverse(f"directives:letter-{act}", args=[letter.public_id]), {"version": version, **typed})


@pytest.mark.parametrize("a_press", PRESSES, ids=lambda one: one[0])
def test_one_press_of_the_right_person_moves_the_letter(client, office, a_press):
    act, status, who, target = a_press
    letter = a_letter(office, status)
    for person in (*(one for one in PEOPLE if one != who), who):
        client.force_login(getattr(office, person).user)
        answer = press(client, letter, act)
        letter.refresh_from_db()
        assert answer.status_code == (302 if person == who else 403)
        assert letter.status == (target if person == who else status)


@pytest.mark.parametrize("a_press", PRESSES, ids=lambda one: one[0])
def test_a_stale_press_changes_nothing_and_says_so(client, office, a_press):
    act, status, who, _target = a_press
    letter = a_letter(office, status)
    client.force_login(getattr(office, who).user)
    for version in ("0", "", "x", "99999999999"):
        answer = client.post(
            reverse(f"directives:letter-{act}", args=[letter.public_id]), {"version": version}, follow=True
        )
        assert "Hồ sơ đã thay đổi" in answer.content.decode()
    letter.refresh_from_db()
    assert letter.status == status


@pytest.mark.parametrize("a_press", PRESSES, ids=lambda one: one[0])
def test_another_board_does_not_find_the_letter(client, office, a_press):
    act, status, who, _target = a_press
    letter = a_letter(office, status)
    client.force_login(getattr(staffed_office(), who).user)
    assert press(client, letter, act).status_code == 404


@pytest.mark.parametrize("status", [S.CONTENT_REVIEW, S.LAYOUT_CHECK, S.TO_SIGN, S.SIGNED, S.NUMBERED, S.SEALED])
def test_it_goes_back_only_with_a_reason(client, office, status):
    letter = a_letter(office, status)
    who = {S.CONTENT_REVIEW: office.unit_head, S.TO_SIGN: office.leader}.get(status, office.clerk)
    client.force_login(who.user)
    assert press(client, letter, "send-back", reason=" ").status_code == 422
    assert press(client, letter, "send-back", reason="Sai căn cứ").status_code == 302
    letter.refresh_from_db()
    assert letter.status == S.DRAFT


def test_a_stale_reason_is_kept_on_the_page(client, office):
    letter = a_letter(office, S.TO_SIGN)
    client.force_login(office.leader.user)
    answer = press(client, letter, "send-back", reason="Sai căn cứ ở đoạn hai", version="0")
    assert answer.status_code == 409
    assert "Sai căn cứ ở đoạn hai" in answer.content.decode()


def test_the_clerk_sees_the_next_number_and_may_choose_one_that_was_kept(client, office):
    (entry,) = reserve(office.own, "letters", count=1, reason="Ký trong ngày", by=office.clerk, at=DRAFTED)
    letter = a_letter(office, S.SIGNED)
    client.force_login(office.clerk.user)
    shown = client.get(reverse("directives:letter-number", args=[letter.public_id]))
    assert shown.context["next_number"] == "02"
    assert "Ký trong ngày" in shown.content.decode()
    press(client, letter, "number", reserved=str(entry.public_id))
    letter.refresh_from_db()
    entry.refresh_from_db()
    assert (letter.number, entry.state) == (1, EntryState.USED)


@pytest.mark.parametrize("reserved", ["x", "7f0c9f3e-0000-4000-8000-000000000000"])
def test_a_kept_number_that_is_not_there_gives_no_number(client, office, reserved):
    letter = a_letter(office, S.SIGNED)
    client.force_login(office.clerk.user)
    assert press(client, letter, "number", reserved=reserved).status_code == 422
    assert not RegisterEntry.objects.exists()


def upload(content, name="ban-chup.pdf"):
    file = io.BytesIO(content)
    file.name = name
    return file


def test_the_scan_is_kept_untouched_and_the_page_says_that_it_has_no_digital_signature(client, office):
    letter = a_letter(office, S.NUMBERED)
    scan = render_pdf(letter.letter)
    client.force_login(office.clerk.user)
    assert press(client, letter, "scan", file=upload(scan)).status_code == 302
    letter.refresh_from_db()
    assert letter.status == S.SEALED
    with open_of(letter) as stored:
        assert stored.read() == scan
    assert "không mang chữ ký số" in client.get(letter.get_absolute_url()).content.decode()


def open_of(letter):
    return blobs.open_blob(letter.files.get(stage=FileStage.SCAN).blob)


@pytest.mark.parametrize(("content", "status"), [(b"<html>", 409), (b"", 422)])
def test_what_is_no_pdf_is_not_kept_as_a_scan(client, office, content, status):
    letter = a_letter(office, S.NUMBERED)
    client.force_login(office.clerk.user)
    assert press(client, letter, "scan", file=upload(content)).status_code == status
    letter.refresh_from_db()
    assert letter.status == S.NUMBERED


def test_the_signer_without_a_key_is_told_so_and_the_letter_stays(client, office):
    letter = a_letter(office, S.LAYOUT_CHECK)
    client.force_login(office.clerk.user)
    press(client, letter, "pass-layout")
    client.force_login(office.leader.user)
    shown = client.get(reverse("directives:letter-sign", args=[letter.public_id]))
    assert list(shown.context["pages"]) == [1]
    picture = client.get(
        reverse("directives:letter-file-page", args=[letter.public_id, shown.context["file"].public_id, 1])
    )
    assert picture.content[:4] == b"\x89PNG"
    answer = press(client, letter, "sign", follow=True)
    assert answer.status_code == 302
    letter.refresh_from_db()
    assert letter.status == S.TO_SIGN


def test_nobody_but_the_signer_opens_the_page_of_the_signature(client, office):
    letter = a_letter(office, S.TO_SIGN)
    other = actor(Role.LEADER, office.own)
    delegated(office.own, other)
    client.force_login(other.user)
    assert client.get(reverse("directives:letter-sign", args=[letter.public_id])).status_code == 403


@pytest.mark.parametrize("act", ["sign", "number"])
def test_the_page_of_an_act_that_is_over_leads_back_to_the_letter(client, office, act):
    letter = a_letter(office, S.ISSUED)
    who = {"sign": office.leader, "number": office.clerk}[act]
    client.force_login(who.user)
    answer = client.get(reverse(f"directives:letter-{act}", args=[letter.public_id]))
    assert answer.headers["Location"] == letter.get_absolute_url()


PARTS = {
    "drafted": lambda letter, user: setattr(letter, "drafted_by", user),
    "reviewed": lambda letter, user: setattr(letter, "reviewed_by", user),
    "checked": lambda letter, user: setattr(letter, "checked_by", user),
    "signs": lambda letter, user: setattr(letter.delegation, "user", user),
}
MAY = {
    "reviewed": (can_review_content, Role.UNIT_HEAD, S.CONTENT_REVIEW),
    "checked": (is_its_clerk, Role.CLERK, S.LAYOUT_CHECK),
    "signs": (can_sign, Role.LEADER, S.TO_SIGN),
}


@pytest.mark.parametrize("other", ["drafted", "reviewed", "checked", "signs"])
@pytest.mark.parametrize("part", MAY)
def test_the_four_parts_of_a_letter_are_four_persons(office, part, other):
    may, role, status = MAY[part]
    if part == other or (part, other) == ("reviewed", "checked"):
        return  # the layout is checked after the content was reviewed
    letter = a_draft(office)
    letter.status = status
    person = actor(role, office.own)
    if part == "signs":
        letter.delegation.user = person.user
    assert may(person, letter)
    PARTS[other](letter, person.user)
    assert not may(person, letter)


def test_a_drafter_may_take_the_letter_back_until_somebody_has_read_it(office):
    letter = a_letter(office, S.CONTENT_REVIEW)
    assert can_send_back(office.officer, letter)
    letter.status = S.LAYOUT_CHECK
    assert not can_send_back(office.officer, letter)
