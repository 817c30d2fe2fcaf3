"""What the yearly filing sends out as letters: the board's own decision, certificates, requests to mend."""

from datetime import date, timedelta

import pytest

from antt_portal.core.models import Notice
from antt_portal.core.refusal import Refused
from directives.models import LetterStatus, OfficialLetter
from directives.published import by_code as letter_by_code
from directives.tests.office import a_file, staffed
from directives.writing import issuing
from directives.writing.signatures import official_file
from enterprises.models import Role
from enterprises.tests.factories import OrganisationFactory, actor, board_organisation
from reports.board_letters import certificate_links, draft_request, requests_for
from reports.deciding import Decision, draft_decision, letter_of, record_decision
from reports.models import BatchStatus, Recognition, RecognitionStatus
from reports.permissions import can_read_letter
from reports.published import by_code
from reports.tests.factories import REVIEWED, Filing
from reports.tests.test_recognising import Season, code_of

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


class Desk:
    """The board's people who carry a letter, and the letter carried on paper to its issue."""

    def __init__(self, own):
        self.office = staffed(own)

    def issue(self, letter, *, at):
        office = self.office
        OfficialLetter.objects.filter(pk=letter.pk).update(delegation=office.delegation)
        steps = [
            lambda seen: issuing.submit(letter, by=office.officer, at=at, seen=seen),
            lambda seen: issuing.approve(letter, by=office.unit_head, at=at, seen=seen),
        ]
        self._go(letter, steps if letter.status == LetterStatus.DRAFT else [])
        paper = a_file(office)
        self._go(
            letter,
            [
                lambda seen: issuing.pass_layout(letter, paper, {}, by=office.clerk, at=at, seen=seen),
                lambda seen: issuing.record_paper_signature(letter, by=office.clerk, at=at, seen=seen),
                lambda seen: issuing.number(letter, by=office.clerk, at=at, seen=seen),
                lambda seen: issuing.seal(
                    letter, a_file(office, self._scan(letter)), by=office.clerk, at=at, seen=seen
                ),
                lambda seen: issuing.issue(letter, by=office.clerk, at=at, seen=seen),
            ],
        )
        letter.refresh_from_db()
        return letter

    def _scan(self, letter):
        return f"%PDF-1.7 {letter.pk}".encode()

    def _go(self, letter, steps):
        for step in steps:
            letter.refresh_from_db()
            step(letter.version)


@pytest.fixture
def season():
    return Season(3, by_board=True)


@pytest.fixture
def desk(season):
    return Desk(board_organisation(season.board))


def drafted(season, refused=()):
    batch = season.approved()
    entries = Recognition.objects.filter(report__in=[season.reports[n] for n in refused])
    reasons = {entry.pk: " Đang xác minh. " for entry in entries}
    letter = draft_decision(batch, refused=reasons, by=season.leader, at=REVIEWED, seen=batch.version)
    batch.refresh_from_db()
    return batch, letter


def test_the_boards_decision_lists_whom_it_recognises(season):
    batch, letter = drafted(season, refused=[1])
    assert batch.status == BatchStatus.APPROVED
    assert (letter.kind, letter.drafted_by) == ("decision", season.officer.user)
    listed = [one.name for one in letter.letter.listed.enterprises]
    assert listed == ["Công ty TNHH Thử Nghiệm 0", "Công ty TNHH Thử Nghiệm 2"]
    assert "Công nhận 02 doanh nghiệp" in letter.letter.body[0].text


def test_its_issue_decides_the_list_and_every_certificate_begins(season, desk):
    batch, letter = drafted(season, refused=[1])
    desk.issue(letter, at=REVIEWED + DAY)
    batch.refresh_from_db()
    assert (batch.status, batch.decision_number, batch.decided_on) == (
        BatchStatus.DECIDED,
        str(letter),
        letter.issued_on,
    )
    assert batch.decision_file == official_file(letter).blob
    found = {one.report_id: one for one in Recognition.objects.all()}
    first, second, _third = (found[report.pk] for report in season.reports)
    assert (first.status, second.status) == (RecognitionStatus.RECOGNISED, RecognitionStatus.REFUSED)
    assert second.refused_reason == "Đang xác minh."
    certificate = OfficialLetter.objects.about("reports.recognition", first.public_id).get()
    assert (certificate.status, certificate.code) == (LetterStatus.LAYOUT_CHECK, first.code)
    assert certificate.letter.decision.written_number == str(letter)
    assert not OfficialLetter.objects.about("reports.recognition", second.public_id).exists()


def test_a_certificate_of_the_board_is_known_once_it_is_issued(season, desk):
    _batch, decision = drafted(season)
    desk.issue(decision, at=REVIEWED + DAY)
    recognition = Recognition.objects.get(report=season.reports[0])
    assert certificate_links([recognition]) == {}
    certificate = OfficialLetter.objects.about("reports.recognition", recognition.public_id).get()
    desk.issue(certificate, at=REVIEWED + 2 * DAY)
    recognition.refresh_from_db()
    assert recognition.certificate_number == str(certificate) == "01/GCN"
    assert str(certificate.public_id) in certificate_links([recognition])[recognition.public_id]
    assert by_code(recognition.code).number == "01/GCN"
    assert letter_by_code(recognition.code).files == {official_file(certificate).blob.sha256}
    told = Notice.objects.filter(kind="certificate_issued").values_list("recipient", flat=True)
    assert set(told) == {season.filings[0].editor.user.pk, season.filings[0].head.user.pk}


@pytest.mark.parametrize(
    ("refused", "expected"),
    [({0: " "}, "reason-missing"), ({0: "x", 1: "x", 2: "x"}, "nobody-left")],
)
def test_a_decision_says_why_and_recognises_somebody(season, refused, expected):
    batch = season.approved()
    entries = list(Recognition.objects.order_by("pk"))
    reasons = {entries[n].pk: reason for n, reason in refused.items()}
    assert code_of(lambda: draft_decision(batch, refused=reasons, by=season.leader, at=REVIEWED, seen=3)) == expected
    assert letter_of(batch) is None


def test_a_list_has_one_decision_under_way(season):
    batch, _letter = drafted(season)
    again = {"refused": {}, "by": season.leader, "at": REVIEWED, "seen": batch.version}
    assert code_of(lambda: draft_decision(batch, **again)) == "decision-drafted"


def test_another_authoritys_decision_is_not_drafted_here():
    season = Season()
    batch = season.approved()
    act = {"refused": {}, "by": season.leader, "at": REVIEWED, "seen": batch.version}
    assert code_of(lambda: draft_decision(batch, **act)) == "other-recogniser"


def test_a_decision_whose_list_was_decided_meanwhile_is_not_issued(season, desk):
    batch, letter = drafted(season)
    other = Decision("118/QĐ-UBND", date(2026, 10, 28), "Nguyễn Văn Mẫu")
    record_decision(batch, other, refused={}, by=season.leader, at=REVIEWED + DAY, seen=batch.version)
    with pytest.raises(Refused) as refused:
        desk.issue(letter, at=REVIEWED + DAY)
    assert refused.value.code == "stale"
    letter.refresh_from_db()
    assert letter.status == LetterStatus.SEALED


class TestRequest:
    @pytest.fixture
    def returned(self):
        return Filing().fill().submit().review(to_mend=1).send_back()

    def test_says_what_is_to_be_mended_and_by_when(self, returned):
        letter = draft_request(returned.report, by=returned.officer, at=REVIEWED)
        text = letter.letter
        assert text.recipients == (returned.organisation.name,)
        assert [one.remark for one in text.items]
        assert all(one.due_on for one in text.items)
        assert "HS-2026-" in text.body[0].text

    def test_is_drafted_once(self, returned):
        first = draft_request(returned.report, by=returned.officer, at=REVIEWED)
        assert draft_request(returned.report, by=returned.officer, at=REVIEWED) == first

    def test_is_for_returned_dossiers(self):
        filing = Filing().fill().submit()
        assert code_of(lambda: draft_request(filing.report, by=filing.officer, at=REVIEWED)) == "not-returned"

    def test_reaches_its_enterprise_when_issued_and_nobody_else(self, returned):
        own = board_organisation(returned.organisation.board)
        letter = draft_request(returned.report, by=returned.officer, at=REVIEWED)
        assert requests_for(returned.report) == []
        desk = Desk(own)
        OfficialLetter.objects.filter(pk=letter.pk).update(drafted_by=desk.office.officer.user)
        desk.issue(letter, at=REVIEWED + DAY)
        assert requests_for(returned.report) == [letter]
        told = set(Notice.objects.filter(kind="request_issued").values_list("recipient", flat=True))
        assert told == {returned.editor.user.pk, returned.head.user.pk}
        assert can_read_letter(returned.editor, letter)
        assert not can_read_letter(actor(Role.HEAD), letter)
        neighbour = actor(Role.HEAD, OrganisationFactory(board=returned.organisation.board))
        assert not can_read_letter(neighbour, letter)
