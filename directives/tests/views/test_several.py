"""Several letters in one go: what can be done is done, what cannot says why."""

import pytest
from django.urls import reverse

from antt_portal.core import blobs
from antt_portal.core.signing import Verdict, verify
from antt_portal.core.tests.signing.authority import PASSPHRASE, Authority
from directives.models import LetterStatus, OfficialLetter
from directives.tests.keyring import give_keys
from directives.tests.office import DRAFTED, a_draft, a_letter, carry, staffed_office
from directives.writing import signing
from directives.writing.handing_over import edxml_of
from directives.writing.signatures import official_file
from enterprises.models import Role
from enterprises.tests.factories import actor

pytestmark = pytest.mark.django_db
S = LetterStatus


@pytest.fixture(scope="module")
def authority():
    return Authority()


@pytest.fixture
def office(settings, tmp_path, authority, monkeypatch):
    monkeypatch.setattr("antt_portal.core.clock.now", lambda: DRAFTED.replace(hour=9))
    staff = staffed_office()
    give_keys(staff, settings, tmp_path, authority, PASSPHRASE)
    return staff


def to_sign(office, **changes):
    letter = a_draft(office, **changes)
    carry(office, letter, "submit")
    carry(office, letter, "approve")
    signing.lay_before_signer(letter, by=office.clerk, at=DRAFTED, seen=letter.version)
    letter.refresh_from_db()
    return letter


def ticks(*letters):
    return [f"{letter.public_id} {OfficialLetter.objects.get(pk=letter.pk).version}" for letter in letters]


def statuses(*letters):
    return [OfficialLetter.objects.get(pk=letter.pk).status for letter in letters]


def said(answer):
    return [str(message) for message in answer.context["messages"]]


def test_the_leader_signs_several_and_the_clerk_sends_them_out(client, office):
    letters = to_sign(office, subject="việc thứ nhất"), to_sign(office, subject="việc thứ hai")
    client.force_login(office.leader.user)
    asked = client.post(reverse("directives:letters-sign"), {"letter": ticks(*letters)})
    assert [letter.subject for letter, _seen, _findings in asked.context["rows"]] == ["việc thứ nhất", "việc thứ hai"]
    assert statuses(*letters) == [S.TO_SIGN] * 2
    client.post(reverse("directives:letters-sign"), {"letter": ticks(*letters), "confirmed": "1"}, follow=True)
    assert statuses(*letters) == [S.SIGNED] * 2
    client.force_login(office.clerk.user)
    assert len(client.post(reverse("directives:letters-send"), {"letter": ticks(*letters)}).context["rows"]) == 2
    assert statuses(*letters) == [S.SIGNED] * 2
    confirmed = {"letter": ticks(*letters), "confirmed": "1"}
    answer = client.post(reverse("directives:letters-send"), confirmed, follow=True)
    assert statuses(*letters) == [S.ISSUED] * 2
    assert said(answer) == ["Đã xong 2 văn bản."]
    assert sorted(OfficialLetter.objects.values_list("number", flat=True)) == [1, 2]
    page = client.get(examined_at(letters[0]))
    assert page.context["examination"].report.verdict == Verdict.VALID
    assert office.leader.user.full_name in page.content.decode()


def test_the_clerk_lays_several_before_their_signer(client, office):
    right, wrong = a_letter(office, S.LAYOUT_CHECK), a_letter(office, S.LAYOUT_CHECK, recipients=[])
    client.force_login(office.clerk.user)
    assert client.get(reverse("directives:letters")).context["can_check_several"]
    asked = client.post(reverse("directives:letters-check"), {"letter": ticks(right, wrong)})
    assert "Trình ký 2 văn bản?" in asked.content.decode()
    confirmed = {"letter": ticks(right, wrong), "confirmed": "1"}
    answer = client.post(reverse("directives:letters-check"), confirmed, follow=True)
    assert statuses(right, wrong) == [S.TO_SIGN, S.LAYOUT_CHECK]
    assert said(answer)[0] == "Đã xong 1 văn bản."
    assert "Kính gửi" in said(answer)[1]


def test_one_that_cannot_be_signed_says_why_and_holds_up_no_other(client, office):
    good, stale = to_sign(office), to_sign(office, subject="việc đã đổi")
    chosen = [*ticks(good), f"{stale.public_id} 1"]
    client.force_login(office.leader.user)
    answer = client.post(reverse("directives:letters-sign"), {"letter": chosen, "confirmed": "1"}, follow=True)
    assert statuses(good, stale) == [S.SIGNED, S.TO_SIGN]
    assert said(answer)[0] == "Đã xong 1 văn bản."
    assert said(answer)[1].startswith("việc đã đổi: Hồ sơ đã thay đổi")


def test_a_letter_signed_on_paper_gets_its_number_and_waits_for_its_scan(client, office):
    letter = a_letter(office, S.SIGNED)
    client.force_login(office.clerk.user)
    client.post(reverse("directives:letters-send"), {"letter": ticks(letter), "confirmed": "1"})
    assert statuses(letter) == [S.NUMBERED]


@pytest.mark.parametrize("act", ["sign", "send"])
@pytest.mark.parametrize("ticked", [[], ["x"], ["x y"], ["7f0c9f3e-0000-4000-8000-000000000000 1"]])
def test_rubbish_does_nothing(client, office, act, ticked):
    letter = to_sign(office)
    client.force_login(office.leader.user)
    answer = client.post(reverse(f"directives:letters-{act}"), {"letter": ticked, "confirmed": "1"}, follow=True)
    assert said(answer) == ["Chưa chọn văn bản nào đang chờ. Chưa làm gì."]
    assert statuses(letter) == [S.TO_SIGN]


def test_only_letters_that_wait_for_this_person_are_taken(client, office):
    letter = to_sign(office)
    for person in (office.clerk, office.unit_head, staffed_office().leader):
        client.force_login(person.user)
        client.post(reverse("directives:letters-sign"), {"letter": ticks(letter), "confirmed": "1"})
    client.force_login(actor(Role.HEAD).user)
    assert client.post(reverse("directives:letters-sign"), {"letter": ticks(letter)}).status_code == 403
    assert statuses(letter) == [S.TO_SIGN]


def test_the_issued_letter_is_handed_over_as_edxml(client, office, settings):
    letter = to_sign(office)
    signing.sign_digitally(letter, by=office.leader, at=DRAFTED, seen=letter.version)
    carry(office, letter, "number")
    signing.seal_digitally(letter, by=office.clerk, at=DRAFTED, seen=letter.version)
    address = reverse("directives:letter-edxml", args=[letter.public_id])
    client.force_login(office.clerk.user)
    assert client.get(address).headers["Location"] == letter.get_absolute_url()
    carry(office, letter, "issue")
    assert client.get(address).headers["Location"] == letter.get_absolute_url()
    settings.EDXML_ORGAN_IDS = {office.own.board.code: "000.00.15.H99"}
    xml = b"".join(client.get(address).streaming_content)
    letter.refresh_from_db()
    assert xml == edxml_of(letter)
    assert b"edXML:" in xml
    assert b"000.00.15.H99" in xml


def test_the_page_says_that_a_file_was_changed_behind_the_portal(client, office, monkeypatch):
    letter = to_sign(office)
    signing.sign_digitally(letter, by=office.leader, at=DRAFTED, seen=letter.version)
    with signing_file(letter) as stored:
        content = bytearray(stored.read())
    content[len(content) // 2] ^= 1
    monkeypatch.setattr("antt_portal.core.examining.verify", lambda _pdf, *, at: verify(bytes(content), at=at))
    client.force_login(office.leader.user)
    assert client.get(examined_at(letter)).context["examination"].report.verdict != Verdict.VALID


def examined_at(letter):
    letter.refresh_from_db()
    return reverse("directives:letter-file-signatures", args=[letter.public_id, official_file(letter).public_id])


def signing_file(letter):
    return blobs.open_blob(official_file(letter).blob)
