"""What there is to see in the demonstration: loaded once for all tests of this module, which only look.

The loading was cut short in the middle of the letters, and done again.
"""

import io
import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.db import connection, transaction
from django.test import override_settings

from antt_portal.core import clock
from antt_portal.core.blobs import open_blob
from antt_portal.core.canonical import digest
from antt_portal.core.clock import VIETNAM, local_date
from antt_portal.core.examining import examined
from antt_portal.core.inspection import inspect
from antt_portal.core.models import AuditEntry, Notice, NoticeState
from antt_portal.core.tax_code import check_tax_code
from antt_portal.core.workdays import evaluation_year
from antt_portal.demo import keys
from antt_portal.demo.due import remind
from antt_portal.demo.letters.correspondence import Correspondence
from antt_portal.demo.letters.writing import write
from antt_portal.demo.loading import load
from antt_portal.demo.management.commands.demo import Command
from antt_portal.demo.people import ACCOUNTS, PASSWORD, address
from antt_portal.demo.places import MERGER
from directives.asking.loading import shipped
from directives.letters.placeholders import names_in
from directives.models import (
    Directive,
    EntryState,
    FileStage,
    IncomingDocument,
    LetterFile,
    LetterStatus,
    LetterTemplate,
    NumberSeries,
    OfficialLetter,
    SignedOn,
)
from directives.published import by_code, by_file
from directives.writing.checking import Stage, findings_of
from enterprises.models import (
    Applicability,
    ApplicabilityStatus,
    Board,
    Deadline,
    DeadlineKind,
    Membership,
    Organisation,
    OrganisationKind,
    Role,
    User,
    Zone,
)
from reports.models import (
    Answer,
    BatchStatus,
    Conclusion,
    Evidence,
    EvidenceUse,
    Incident,
    IncidentDecision,
    IncidentStatus,
    Opinion,
    OpinionStatus,
    Recognition,
    RecognitionBatch,
    RecognitionStatus,
    Report,
    ReportKind,
    ReportStatus,
    Submission,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

# A Saturday: nothing of the demonstration happens on it, and much of it days before.
NOW = datetime(2026, 11, 21, 21, 30, tzinfo=VIETNAM)
PRESENT = 2027
FIRST, LAST = PRESENT - 2, PRESENT - 1
A_YEAR_LATER = datetime(2028, 2, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def configured(tmp_path_factory):
    folder = tmp_path_factory.mktemp("keys")
    named = {name: {"file": str(folder / f"{name}.p12"), "passphrase": "thu"} for name in keys.HOLDERS}
    trust = [str(folder / "authority.pem")]
    with override_settings(SIGNING_KEYS=named, SIGNING_TRUST=trust, PAPER_MARK=keys.TRIAL):
        keys.make_missing(at=NOW)
        yield


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, configured):
    """One transaction around the whole module, rolled back after its last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(now=NOW)
        with (
            pytest.raises(KeyboardInterrupt),
            patch.object(Correspondence, "_keep_numbers", side_effect=KeyboardInterrupt),
        ):
            write(now=NOW)
        assert write(now=NOW)
        assert remind(now=NOW)
        connection.check_constraints()  # once, instead of at the end of every test
        yield NOW
        transaction.set_rollback(True)


def statuses(**of):
    return set(Report.objects.filter(**of).values_list("status", flat=True))


def test_two_boards_eight_zones_forty_tenants_and_two_small_ones_of_these_days():
    assert set(Board.objects.values_list("code", flat=True)) == {"thai-binh", "hai-phong"}
    assert Zone.objects.count() == 8
    assert Organisation.objects.filter(kind=OrganisationKind.TENANT).count() == 40 + 2
    zones_with_an_investor = Zone.objects.filter(tenancies__capacity="investor").distinct()
    assert zones_with_an_investor.count() == 8


def test_loading_again_changes_nothing(monkeypatch, capsys):
    """Also in a later year: what is there stays as it is."""
    before = {model: model._base_manager.count() for model in apps.get_models()}
    newest = AuditEntry.objects.order_by("-pk").values_list("pk", flat=True)[0]
    monkeypatch.setattr(clock, "now", lambda: A_YEAR_LATER)
    call_command(Command())
    assert "đã có sẵn" in capsys.readouterr().out
    assert {model: model._base_manager.count() for model in apps.get_models()} == before
    assert AuditEntry.objects.order_by("-pk").values_list("pk", flat=True)[0] == newest


def test_every_printed_account_signs_in_and_acts_for_somebody(demo, capsys):
    call_command(Command(), accounts=True)
    printed = capsys.readouterr().out
    assert PASSWORD in printed
    for mailbox, _what in ACCOUNTS:
        assert address(mailbox) in printed
        user = authenticate(email=address(mailbox), password=PASSWORD)
        assert user is not None, mailbox
        assert Membership.objects.filter(user=user).on(local_date(demo)).exists(), mailbox


def test_there_is_an_account_for_every_role():
    printed = {address(mailbox) for mailbox, _what in ACCOUNTS}
    held = Membership.objects.filter(user__email__in=printed, valid_to=None)
    assert set(held.values_list("role", flat=True)) == set(Role.values)
    organisations = Counter(held.values_list("user__email", flat=True))
    assert organisations[address("haitochuc")] == 2


def test_one_membership_of_each_side_has_ended():
    ended = Membership.objects.exclude(valid_to=None)
    assert set(ended.values_list("role", flat=True)) == {Role.OFFICER, Role.EDITOR}


def test_no_real_addressee_of_a_letter_is_an_organisation_here():
    addressed = set(shipped("letters/thai-binh-2020")["recipients"])
    assert not Organisation.objects.filter(name__in=addressed).exists()
    enterprises = Organisation.objects.enterprises()
    assert all("Ví Dụ" in one.name or "Thử Nghiệm" in one.name for one in enterprises)


def test_tax_codes_are_well_formed_and_of_no_province():
    codes = list(Organisation.objects.enterprises().values_list("tax_code", flat=True))
    assert all(check_tax_code(code) == code and code.startswith("99") for code in codes)


def test_the_first_year_is_complete():
    assert statuses(year=FIRST) == {ReportStatus.ACCEPTED}
    found = set(Recognition.objects.filter(year=FIRST).values_list("status", flat=True))
    assert found == {RecognitionStatus.RECOGNISED, RecognitionStatus.REFUSED, RecognitionStatus.REVOKED}


def test_last_year_shows_every_status():
    assert statuses(year=LAST, kind=ReportKind.SELF_ASSESSMENT) == set(ReportStatus.values)
    batches = RecognitionBatch.objects.filter(year=LAST, board__code="thai-binh")
    assert set(batches.values_list("status", flat=True)) == set(BatchStatus.values)
    assessed = Report.objects.filter(year=LAST, kind=ReportKind.SELF_ASSESSMENT)
    assert assessed.filter(status=ReportStatus.SUBMITTED, submission_count=2).exists(), "handed in again"
    assert assessed.filter(status=ReportStatus.ACCEPTED, recognition=None, conclusion=Conclusion.QUALIFIED).exists()
    assert assessed.filter(conclusion=Conclusion.NOT_QUALIFIED, barring_decisions__occurred=True).exists()


def test_this_year_has_just_been_opened():
    assert statuses(year=PRESENT, kind=ReportKind.REGISTRATION) == set(ReportStatus.values)
    assert statuses(year=PRESENT, kind=ReportKind.SELF_ASSESSMENT) == {ReportStatus.DRAFT}
    assert evaluation_year(local_date(Report.objects.filter(year=PRESENT)[0].opened_at)) == PRESENT


def test_opinions_are_asked_answered_and_silent(demo):
    today = local_date(demo)
    assert Opinion.objects.silent_on(today).exists()
    assert Opinion.objects.filter(status=OpinionStatus.ASKED, due_on__gt=today).exists()
    assert Opinion.objects.filter(status=OpinionStatus.ANSWERED).exists()


def test_both_ways_to_a_decision_are_shown():
    decided = RecognitionBatch.objects.filter(status=BatchStatus.DECIDED).select_related("recogniser")
    assert {batch.decided_by_board for batch in decided} == {True, False}
    assert all(batch.decision_file for batch in decided)


def test_small_enterprises_are_invited_or_exempt_with_a_reason():
    others = Applicability.objects.exclude(status=ApplicabilityStatus.REQUIRED)
    assert set(others.values_list("status", flat=True)) == {"invited", "not_applicable"}
    assert all(one.reason for one in others)
    exempt = others.filter(status=ApplicabilityStatus.NOT_APPLICABLE)
    assert not Report.objects.filter(organisation__in=exempt.values("organisation")).exists()


def test_some_answers_and_files_wait_for_a_confirmation_and_some_files_have_run_out(demo):
    assert Answer.objects.filter(confirmed=False).exists()
    assert EvidenceUse.objects.filter(confirmed_at=None).exists()
    assert Evidence.objects.filter(expires_on__lt=local_date(demo)).exists()
    assert set(Evidence.objects.values_list("kind", flat=True)) == {"PDF", "JPG", "XLS"}


def test_incidents_stand_at_every_step():
    assert set(Incident.objects.values_list("status", flat=True)) == set(IncidentStatus.values)
    corrected = Incident.objects.get(last_number=2).facts
    assert (corrected.is_sign, corrected.involved) == (True, 95)
    assert {one.bars for one in IncidentDecision.objects.all()} == {False}
    asked = Deadline.objects.open().get(kind=DeadlineKind.INCIDENT)
    assert asked.due_on <= NOW.date()
    assert {one.year for one in Incident.objects.current()} == {LAST, PRESENT}


def test_nothing_happened_later_than_now(demo):
    assert not AuditEntry.objects.filter(at__gt=demo).exists()
    assert not Submission.objects.filter(submitted_at__gt=demo).exists()
    assert not Deadline.objects.filter(closed_at__gt=demo).exists()


def test_frozen_versions_are_what_their_receipts_say():
    for submission in Submission.objects.order_by("pk")[:20]:
        assert digest(json.loads(json.dumps(submission.frozen))) == submission.sha256


def test_duties_are_separated_as_in_life():
    for report in Report.objects.filter(status=ReportStatus.ACCEPTED).select_related("accepted_by"):
        assert report.accepted_by_id != report.submitted_by_id
    for batch in RecognitionBatch.objects.exclude(approved_by=None):
        accepted = set(batch.recognitions.values_list("report__accepted_by", flat=True))
        assert batch.approved_by_id not in {batch.created_by_id, *accepted}


def test_the_past_sends_no_mail():
    """Only what has to wait for the next working day is still to come."""
    told = Notice.objects.exclude(state=NoticeState.SUPERSEDED)
    assert set(told.filter(due_at__lte=NOW).values_list("state", flat=True)) == {NoticeState.SENT}
    assert set(told.filter(due_at__gt=NOW).values_list("state", flat=True)) <= {NoticeState.PENDING}


def test_the_board_of_thai_binh_has_the_name_of_its_day():
    board = Organisation.objects.get(board__code="thai-binh", kind=OrganisationKind.BOARD)
    before, after = board.name_on(MERGER - timedelta(days=1)), board.name_on(MERGER)
    assert (before.place, before.verified) == ("Thái Bình", True)
    assert (after.place, after.verified) == ("Hưng Yên", False)
    assert after.source


def test_people_of_the_demonstration_have_addresses_that_reach_nobody():
    assert all(email.endswith(".example") for email in User.objects.values_list("email", flat=True))


@pytest.fixture
def letters(demo):
    return OfficialLetter.objects.filter(board__code="thai-binh").select_related("issuer", "delegation")


@pytest.mark.parametrize("code", ["thai-binh", "hai-phong"])
def test_letters_of_a_board_stand_at_every_step(code):
    found = set(OfficialLetter.objects.filter(board__code=code).values_list("status", flat=True))
    assert found >= set(LetterStatus.values) - {LetterStatus.ON_FILE}


def test_every_letter_was_begun_once(letters):
    """Also those that were there when the loading was cut short."""
    begun = Counter(letters.values_list("subject", "relation", "about_id"))
    assert set(begun.values()) == {1}


def test_no_number_is_missing_from_the_register(demo):
    for series in NumberSeries.objects.all():
        entries = list(series.entries.order_by("number"))
        assert [entry.number for entry in entries] == list(range(1, series.last_number + 1))
        days = [entry.dated_on for entry in entries if entry.dated_on]
        assert days == sorted(days)
        assert all(entry.reason for entry in entries if entry.state != EntryState.USED)
    states = set(NumberSeries.objects.values_list("group", "entries__state"))
    assert {state for _group, state in states} == set(EntryState.values)


def test_a_letter_signed_digitally_is_valid_and_known_to_everybody(letters, demo):
    letter = letters.filter(status=LetterStatus.ISSUED, signed_on=SignedOn.DIGITAL).latest("pk")
    sealed = LetterFile.objects.select_related("blob").get(letter=letter, stage=FileStage.SEALED)
    report = examined(sealed.blob, at=demo).report
    assert report.is_valid, report.text
    assert [one.holder for one in report.signatures] == [
        f"{keys.TRIAL} - {keys.HOLDERS[name][0]}" for name in ("lanhdao", "thai-binh")
    ]
    known = by_code(letter.code)
    assert known == by_file(sealed.blob.sha256)
    assert (known.standing, known.number) == ("valid", str(letter))


def test_the_public_learns_what_was_recalled_and_what_replaced(letters):
    standings = {
        letter.status: by_code(letter.code).standing
        for letter in letters.exclude(code="")
        if letter.status in {LetterStatus.RECALLED, LetterStatus.REPLACED}
    }
    assert standings == {LetterStatus.RECALLED: "recalled", LetterStatus.REPLACED: "replaced"}


def test_one_letter_was_signed_on_paper_by_the_deputy(letters):
    letter = letters.get(signed_on=SignedOn.PAPER)
    assert letter.delegation.authority_line == "KT. TRƯỞNG BAN"
    assert letter.files.filter(stage=FileStage.SCAN).exists()


def test_the_letter_about_tet_is_a_draft_with_the_findings_of_its_source_but_for_the_enclosure(demo):
    letter = OfficialLetter.objects.get(
        board__code="hai-phong", status=LetterStatus.DRAFT, subject__contains="Giáp Thìn"
    )
    assert letter.data == shipped("letters/hai-phong-tet-2024")
    assert {one.code for one in findings_of(letter, Stage.DRAFT, on=local_date(demo))} == {
        "archive-without-vt",
        "authority-spacing",
        "closing-not-addressed",
        "doubled-phrase",
        "short-date",
        "signer-in-copies",
    }


def test_it_is_a_directive_that_passes_on_the_superior_document_and_asks_six_things():
    directive = Directive.objects.select_related("superior", "instrument").get(letter__subject__contains="Giáp Thìn")
    assert str(directive.superior) == "8184/VP-NCKTGS"
    said = [
        (one.kind, one.audience, one.due_kind, one.due_offset)
        for one in directive.instrument.obligations.order_by("position")
    ]
    assert said == [
        *[("directive", {}, "tet", -1)] * 4,
        ("forwarding", {"kinds": ["investor"]}, "workdays", 5),
        ("emphasis", {"traits": ["handles_chemicals"]}, "", None),
    ]
    assert [(one.group, one.way) for one in directive.audience.all()] == [
        ("investors", "direct"),
        ("tenants", "forwarded"),
        ("units", "direct"),
    ]


def test_four_persons_have_their_part_in_each_letter(letters):
    for letter in letters.filter(status__in=[LetterStatus.ISSUED, LetterStatus.SEALED]):
        parts = [letter.drafted_by_id, letter.reviewed_by_id, letter.checked_by_id, letter.signed_by_id]
        assert len(set(parts)) == 4, letter


def test_each_board_has_templates_with_something_to_fill_in():
    for template in LetterTemplate.objects.all():
        assert names_in(template.data), template.name
    assert Counter(LetterTemplate.objects.values_list("board__code", flat=True)) == {"thai-binh": 3, "hai-phong": 3}


def test_the_board_that_recognises_itself_decided_by_a_letter(demo):
    decided = RecognitionBatch.objects.get(board__code="hai-phong", year=LAST, status=BatchStatus.DECIDED)
    decision = OfficialLetter.objects.get(about_id=decided.public_id)
    assert decided.decision_number == str(decision)
    certificates = OfficialLetter.objects.filter(kind="certificate", board=decided.board)
    assert set(certificates.values_list("status", flat=True)) == {LetterStatus.ISSUED, LetterStatus.LAYOUT_CHECK}


def test_the_superior_document_of_the_letter_about_tet_stands_in_its_register_with_a_page_in_its_place(demo):
    document = IncomingDocument.objects.select_related("file").get(board__code="hai-phong")
    assert document.full_number == "8184/VP-NCKTGS"
    named = shipped("letters/hai-phong-tet-2024")["body"][0]["text"]
    assert document.title.removeprefix("Văn bản ") in named
    assert document.full_number in named
    assert document.answer_due_on is None
    with open_blob(document.file) as stored:
        inspected = inspect(io.BytesIO(stored.read()), document.file_name)
    assert inspected.kind == "PDF"
