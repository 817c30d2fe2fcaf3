"""A letter from draft to issue: what each step asks, and what happens when it is refused."""

import pytest

from antt_portal.core.canonical import digest
from antt_portal.core.models import AuditEntry, Notice
from antt_portal.core.refusal import Refused
from directives import consequences
from directives.models import EntryState, LetterKind, LetterStatus, OfficialLetter, RegisterEntry, Relation, SignedOn
from directives.states import BEFORE_ISSUE, LETTER_TRANSITIONS
from directives.tests.office import DRAFTED, HOUR, a_draft, a_letter, carry, delegated, staffed_office, text
from directives.writing import issuing
from directives.writing.composing import save_text
from directives.writing.numbering import reserve
from enterprises.models import Delegation

pytestmark = pytest.mark.django_db
S = LetterStatus
# The act of each transition, as ``office.carry`` calls it; recall and replacement are acts of another letter.
ACT_OF = {"sign": "record_paper_signature"}
AT = DRAFTED + HOUR


@pytest.fixture
def office():
    return staffed_office()


def code_of(act):
    try:
        act()
    except Refused as refused:
        return refused.code
    return "moved"


def by_another(office, letter, relation):
    """Issue a letter that recalls or replaces ``letter``, whatever its status has become since it was drafted."""
    other = a_letter(office, S.SEALED)
    OfficialLetter.objects.filter(pk=other.pk).update(relation=relation, related=letter)
    carry(office, other, "issue")


def done(office, letter, transition):
    if transition.code in {"recall", "replace"}:
        relation = {"recall": Relation.RECALLS, "replace": Relation.REPLACES}[transition.code]
        return lambda: by_another(office, letter, relation)
    more = {"reason": "Sai căn cứ"} if transition.code == "send_back" else {}
    return lambda: carry(office, letter, ACT_OF.get(transition.code, transition.code), **more)


@pytest.mark.parametrize("transition", LETTER_TRANSITIONS, ids=lambda one: one.code)
@pytest.mark.parametrize("status", [status for status in S.values if status != S.ON_FILE])
def test_a_letter_moves_exactly_where_the_table_says(office, status, transition):
    letter = a_letter(office, status)
    verb = f"officialletter.{transition.code}"
    before = AuditEntry.objects.filter(verb=verb, subject_id=letter.public_id).count()
    moves = status in transition.sources
    assert (code_of(done(office, letter, transition)) == "moved") is moves
    letter.refresh_from_db()
    assert letter.status == (transition.target if moves else status)
    after = AuditEntry.objects.filter(verb=verb, subject_id=letter.public_id).count()
    assert after - before == moves


def test_the_whole_way_leaves_a_number_a_code_and_a_row_in_the_register(office):
    letter = a_letter(office, S.ISSUED)
    entry = RegisterEntry.objects.get(letter=letter)
    assert (letter.number, letter.number_text, entry.number) == (1, "01", 1)
    assert letter.data["number"] == 1
    assert letter.data["date"] == {"day": 9, "month": 3, "year": 2026}
    assert (entry.dated_on, entry.sent_on) == (letter.issued_on, letter.issued_on)
    assert (entry.signer, entry.archive_unit) == (office.leader.user.full_name, "VT, VP")
    assert letter.code
    assert (letter.reviewed_by, letter.checked_by) == (office.unit_head.user, office.clerk.user)
    assert (letter.signed_by, letter.signed_on) == (office.leader.user, SignedOn.PAPER)


@pytest.mark.parametrize(
    "act", ["submit", "approve", "pass_layout", "record_paper_signature", "number", "seal", "issue"]
)
def test_whoever_saw_an_older_version_changes_nothing(office, act):
    ways = {"submit": S.DRAFT, "approve": S.CONTENT_REVIEW, "pass_layout": S.LAYOUT_CHECK, "seal": S.NUMBERED}
    ways |= {"record_paper_signature": S.TO_SIGN, "number": S.SIGNED, "issue": S.SEALED}
    letter = a_letter(office, ways[act])
    assert code_of(lambda: carry(office, letter, act, seen=letter.version - 1)) == "stale"
    letter.refresh_from_db()
    assert letter.status == ways[act]
    assert not RegisterEntry.objects.filter(number__gt=1).exists()


def test_no_letter_is_submitted_without_a_signer(office):
    letter = a_draft(office)
    save_text(letter, letter.data, by=office.officer, at=AT, seen=letter.text_version, delegation=None)
    assert code_of(lambda: carry(office, letter, "submit")) == "signer-missing"


def test_a_letter_to_nobody_is_not_laid_before_the_signer(office):
    letter = a_letter(office, S.LAYOUT_CHECK, recipients=[])
    assert code_of(lambda: carry(office, letter, "pass_layout")) == "findings"


def test_from_the_layout_check_on_the_text_has_a_digest_and_cannot_change(office):
    letter = a_letter(office, S.TO_SIGN)
    assert letter.sha256 == digest(letter.data)
    with pytest.raises(Refused) as refused:
        save_text(letter, text(office, "khác"), by=office.officer, at=AT, seen=letter.text_version)
    assert refused.value.code == "not-draft"


def test_a_text_changed_behind_the_portal_gets_no_number(office):
    letter = a_letter(office, S.SIGNED)
    OfficialLetter.objects.filter(pk=letter.pk).update(data=letter.data | {"subject": "khác hẳn"})
    assert code_of(lambda: carry(office, letter, "number")) == "text-changed"
    assert not RegisterEntry.objects.exists()


@pytest.mark.parametrize(("first", "last"), [("2020-01-01", "2026-03-08"), ("2026-03-10", None)])
def test_nobody_signs_outside_the_days_of_the_authority(office, first, last):
    letter = a_letter(office, S.TO_SIGN)
    Delegation.objects.update(valid_from=first, valid_to=last)
    assert code_of(lambda: carry(office, letter, "record_paper_signature")) == "not-in-force"


def test_a_letter_of_last_year_gets_no_number_of_this_year(office):
    letter = a_letter(office, S.SIGNED)
    assert code_of(lambda: carry(office, letter, "number", at=DRAFTED.replace(year=2027))) == "year-changed"
    assert not RegisterEntry.objects.exists()


def test_a_reserved_number_can_be_given(office):
    (entry,) = reserve(office.own, "letters", count=1, reason="Ký trong ngày", by=office.clerk, at=DRAFTED)
    letter = a_letter(office, S.SIGNED)
    carry(office, letter, "number", reserved=entry)
    assert letter.number == entry.number == 1


@pytest.mark.parametrize("status", sorted(BEFORE_ISSUE))
def test_from_every_step_it_goes_back_to_the_drafter_with_a_reason(office, status):
    letter = a_letter(office, status)
    before = letter.round
    carry(office, letter, "send_back", reason=" Thiếu căn cứ ")
    assert (letter.status, letter.round, letter.number, letter.sha256) == (S.DRAFT, before + 1, None, "")
    assert (letter.reviewed_by, letter.checked_by, letter.signed_by, letter.signed_on) == (None, None, None, "")
    assert letter.data["number"] is None
    assert letter.data["date"] == {"day": None, "month": None, "year": 2026}
    assert AuditEntry.objects.get(verb="officialletter.send_back").detail.note == "Thiếu căn cứ"
    assert Notice.objects.get(kind="letter_sent_back").recipient == office.officer.user


def test_it_does_not_go_back_without_a_reason(office):
    letter = a_letter(office, S.TO_SIGN)
    assert code_of(lambda: carry(office, letter, "send_back", reason="  ")) == "reason-missing"


@pytest.mark.parametrize("status", [S.NUMBERED, S.SEALED])
def test_the_number_of_a_letter_that_goes_back_is_given_up_and_the_next_way_takes_another(office, status):
    letter = a_letter(office, status)
    carry(office, letter, "send_back", reason="Sai tên")
    entry = RegisterEntry.objects.get()
    assert (entry.number, entry.state, entry.reason) == (1, EntryState.SKIPPED, "Sai tên")
    for act in ("submit", "approve", "pass_layout", "record_paper_signature", "number"):
        carry(office, letter, act)
    assert letter.number == 2


@pytest.mark.parametrize(("relation", "status"), [(Relation.RECALLS, S.RECALLED), (Relation.REPLACES, S.REPLACED)])
def test_recall_and_replacement_are_linked_both_ways(office, relation, status):
    old = a_letter(office, S.ISSUED)
    new = a_letter(office, S.ISSUED, relation=relation, related=old)
    old.refresh_from_db()
    assert old.status == status
    assert (new.related, list(old.followers.all())) == (old, [new])
    assert AuditEntry.objects.get(subject_id=old.public_id, to_status=status).detail.note == str(new)


@pytest.mark.parametrize("relation", [Relation.CORRECTS, Relation.COPIES])
def test_correction_and_copy_leave_the_letter_as_it_is(office, relation):
    old = a_letter(office, S.ISSUED)
    a_letter(office, S.ISSUED, relation=relation, related=old)
    old.refresh_from_db()
    assert old.status == S.ISSUED


def test_of_two_letters_that_replace_one_the_second_is_not_issued(office):
    old = a_letter(office, S.ISSUED)
    first, second = (a_letter(office, S.SEALED, relation=Relation.REPLACES, related=old) for _each in range(2))
    carry(office, first, "issue")
    assert code_of(lambda: carry(office, second, "issue")) == "related-not-out"
    second.refresh_from_db()
    assert second.status == S.SEALED


def test_a_consequence_that_refuses_refuses_the_issue(office, monkeypatch):
    letter = a_letter(office, S.SEALED)
    letter.about_kind = "tests.thing"
    letter.save(update_fields=["about_kind"])

    def refuse(_letter, _by, _at):
        raise Refused("not-now", "Chưa được.")

    monkeypatch.setitem(consequences._consequences, "tests.thing", refuse)
    assert code_of(lambda: carry(office, letter, "issue")) == "not-now"
    letter.refresh_from_db()
    assert letter.status == S.SEALED


def test_each_step_tells_whose_turn_it_is(office):
    a_letter(office, S.TO_SIGN)
    told = list(Notice.objects.filter(kind="letter_waits").order_by("pk").values_list("recipient__email", flat=True))
    people = (office.unit_head, office.clerk, office.leader)
    assert told == [person.user.email for person in people]


def test_the_drafter_and_the_signer_learn_that_it_is_out(office):
    a_letter(office, S.ISSUED)
    told = set(Notice.objects.filter(kind="letter_issued").values_list("recipient__email", flat=True))
    assert told == {office.officer.user.email, office.leader.user.email}


def test_a_delegation_of_somebody_else_says_who_signs(office):
    other = delegated(office.own, office.unit_head, authority="TL.", office="Trưởng phòng")
    letter = a_draft(office)
    save_text(letter, letter.data, by=office.officer, at=AT, seen=letter.text_version, delegation=other)
    letter.refresh_from_db()
    assert letter.data["signature"]["authority"] == "TL. TRƯỞNG BAN"
    assert issuing._require_authority(letter, on=letter.changed_at.date()) == other


@pytest.mark.parametrize("kinds", [[], [LetterKind.OFFICIAL_LETTER], [LetterKind.DECISION]])
def test_nobody_signs_a_kind_that_was_not_entrusted(office, kinds):
    letter = a_letter(office, S.TO_SIGN)
    Delegation.objects.update(letter_kinds=kinds)
    if LetterKind.DECISION in kinds:
        assert code_of(lambda: carry(office, letter, "record_paper_signature")) == "not-entrusted"
    else:
        carry(office, letter, "record_paper_signature")
