"""The list of outgoing documents and the page of one."""

import pytest
from django.urls import reverse

from directives.asking.loading import shipped, store_letter
from directives.models import FileStage, LetterStatus, OfficialLetter, Relation
from directives.tests.office import DRAFTED, a_draft, a_letter, blank_page, carry, staffed_office
from enterprises.models import Role
from enterprises.tests.factories import OrganisationFactory, actor

pytestmark = pytest.mark.django_db
S = LetterStatus
LIST = "directives:letters"


def listed(client, **query):
    return list(client.get(reverse(LIST), query).context["page"])


def page(client, letter):
    return client.get(letter.get_absolute_url())


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("tang cuong bao dam", True),
        ("Tăng cường", True),
        ("1", True),
        ("01/bql-vp", True),
        ("bql vp", True),
        ("2", False),
        ("01/khac", False),
        ("phòng cháy", False),
    ],
)
def test_a_letter_is_found_by_number_symbol_and_words_without_accents(client, office, typed, found):
    letter = a_letter(office, S.ISSUED)
    client.force_login(office.officer.user)
    assert listed(client, q=typed) == ([letter] if found else [])


def test_the_list_is_narrowed_by_status_kind_and_year(client, office):
    out, draft = a_letter(office, S.ISSUED), a_draft(office)
    client.force_login(office.officer.user)
    assert listed(client, status=S.ISSUED) == [out]
    assert listed(client, status="under_way") == [draft]
    assert listed(client, status="mine") == [draft]
    assert listed(client, kind="decision") == []
    assert set(listed(client, year=2026)) == {out, draft}
    assert set(listed(client, year="x", status="x", kind="x")) == {out, draft}


def test_a_draft_given_up_is_listed_only_when_asked_for(client, office):
    given_up = a_letter(office, S.DISCARDED)
    client.force_login(office.officer.user)
    assert listed(client) == []
    assert listed(client, status=S.DISCARDED) == [given_up]


@pytest.mark.parametrize(
    ("status", "who"),
    [
        (S.DRAFT, "officer"),
        (S.CONTENT_REVIEW, "unit_head"),
        (S.LAYOUT_CHECK, "clerk"),
        (S.TO_SIGN, "leader"),
        (S.SIGNED, "clerk"),
        (S.NUMBERED, "clerk"),
        (S.SEALED, "clerk"),
    ],
)
def test_what_waits_for_the_reader_stands_first_and_has_its_act_on_its_page(client, office, status, who):
    mine = a_letter(office, status)
    for _later in range(2):
        a_letter(office, S.ISSUED, at=DRAFTED.replace(day=20))
    for person in ("officer", "unit_head", "leader", "clerk"):
        client.force_login(getattr(office, person).user)
        first = listed(client)[0]
        assert bool(first.is_mine) is (person == who)
        assert (first == mine) or person != who
        acts = page(client, mine).context["acts"]
        primary = (acts.edit, acts.approve, acts.pass_layout, acts.sign, acts.number, acts.scan, acts.issue)
        assert any(primary) is (person == who)


def test_the_list_costs_the_same_for_1_and_20_letters(
    client, office, django_assert_num_queries, django_assert_max_num_queries
):
    a_draft(office)
    client.force_login(office.leader.user)
    with django_assert_max_num_queries(30) as one:
        client.get(reverse(LIST))
    for _n in range(20):
        a_draft(office)
    with django_assert_num_queries(len(one)):
        client.get(reverse(LIST))


@pytest.mark.parametrize("status", [status for status in S.values if status != S.ON_FILE])
def test_an_enterprise_cannot_tell_that_a_letter_exists(client, office, status):
    letter = a_letter(office, status)
    tenant = actor(Role.HEAD, OrganisationFactory(board=office.own.board))
    client.force_login(tenant.user)
    assert page(client, letter).status_code == 404
    assert client.get(reverse("directives:letter-word", args=[letter.public_id])).status_code == 404
    assert client.get(reverse(LIST)).status_code == 403


def test_an_enterprise_reads_the_letter_that_asks_something_of_it(client, office):
    letter = store_letter(office.own.board, shipped("letters/thai-binh-2020"), by=office.officer, at=DRAFTED)
    tenant = actor(Role.HEAD, OrganisationFactory(board=office.own.board))
    client.force_login(tenant.user)
    assert letter.data["body"][1]["text"][:40] in page(client, letter).content.decode()
    client.force_login(staffed_office().officer.user)
    assert page(client, letter).status_code == 404


def test_the_page_shows_the_way_the_files_and_the_code(client, office):
    letter = a_letter(office, S.ISSUED)
    client.force_login(office.officer.user)
    shown = page(client, letter)
    assert [step.tone for step in shown.context["steps"]] == ["done"] * 7
    stages = [file.stage for file in shown.context["files"]]
    assert stages == [FileStage.SCAN, FileStage.TO_SIGN]
    for word in (letter.code, office.unit_head.user.full_name, shown.context["file"].blob.sha256):
        assert word in shown.content.decode()


def test_the_files_of_an_earlier_round_stay_and_are_said_to_be_void(client, office):
    letter = a_letter(office, S.SEALED)
    carry(office, letter, "send_back", reason="Sai tên")
    client.force_login(office.officer.user)
    shown = page(client, letter)
    assert shown.context["file"] is None
    assert "lượt trình 1, không còn dùng" in shown.content.decode()
    assert "Sai tên" in shown.content.decode()


@pytest.mark.parametrize(
    ("relation", "words"),
    [(Relation.REPLACES, "đã được thay thế bằng"), (Relation.RECALLS, "đã bị thu hồi bằng"), (Relation.CORRECTS, "")],
)
def test_both_pages_lead_to_the_other_letter(client, office, relation, words):
    old = a_letter(office, S.ISSUED)
    new = a_letter(office, S.ISSUED, relation=relation, related=old)
    client.force_login(office.officer.user)
    of_old, of_new = (page(client, letter).content.decode() for letter in (old, new))
    assert new.get_absolute_url() in of_old
    assert old.get_absolute_url() in of_new
    assert words in of_old


def test_the_file_comes_as_it_is_and_cannot_act(client, office):
    letter = a_letter(office, S.TO_SIGN)
    file = letter.files.get()
    client.force_login(office.leader.user)
    answer = client.get(reverse("directives:letter-file", args=[letter.public_id, file.public_id]))
    assert b"".join(answer.streaming_content) == blank_page()
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Disposition"].startswith("inline")


def test_a_file_of_another_letter_is_not_under_this_one(client, office):
    letter, other = a_letter(office, S.TO_SIGN), a_letter(office, S.TO_SIGN)
    client.force_login(office.leader.user)
    address = reverse("directives:letter-file", args=[letter.public_id, other.files.get().public_id])
    assert client.get(address).status_code == 404


def test_a_draft_has_a_word_file(client, office):
    letter = a_draft(office)
    client.force_login(office.officer.user)
    answer = client.get(reverse("directives:letter-word", args=[letter.public_id]))
    assert b"".join(answer.streaming_content)[:2] == b"PK"
    assert "BQL-VP" in answer["Content-Disposition"]


def test_a_letter_of_another_board_is_not_there(client, office):
    letter = a_letter(office, S.TO_SIGN)
    client.force_login(staffed_office().leader.user)
    assert page(client, letter).status_code == 404
    assert OfficialLetter.objects.visible_to(office.leader).count() == 1


def test_a_letter_that_waits_for_its_number_is_not_blamed_for_having_none(client, office):
    client.force_login(office.clerk.user)
    assert page(client, a_letter(office, S.SIGNED)).context["findings"] == []
