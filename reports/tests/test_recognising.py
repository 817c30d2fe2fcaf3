from datetime import date, timedelta

import pytest

from antt_portal.core.models import Blob, Notice, Paper
from antt_portal.core.outbox import message
from antt_portal.core.papers import document_of
from antt_portal.core.refusal import Refused
from antt_portal.core.verification_code import normalise_code
from enterprises.models import Applicability, OrganisationKind, Role
from enterprises.tests.factories import OrganisationFactory, actor, board_organisation
from reports.candidates import candidates, recogniser_of, recognisers
from reports.deciding import Decision, letter_of, record_decision
from reports.models import BatchStatus, Conclusion, Recognition, RecognitionBatch, RecognitionStatus
from reports.recognising import (
    approve,
    create_batch,
    propose,
    remove,
    revoke,
    send_back,
)
from reports.tests.acts import acts_on
from reports.tests.factories import REVIEWED, YEAR, Filing
from reports.tests.test_states import LATER

pytestmark = pytest.mark.django_db

DECISION = Decision("118/QĐ-UBND", date(2026, 11, 18), "Nguyễn Văn Mẫu", office="Chủ tịch")


class Season:
    """``count`` accepted dossiers of one board, their recogniser, and the board's people."""

    def __init__(self, count=1, *, by_board=False):
        first = OrganisationFactory(name="Công ty TNHH Thử Nghiệm 0")
        self.board = first.board
        own = board_organisation(self.board)
        self.recogniser = own if by_board else OrganisationFactory(board=self.board, kind=OrganisationKind.AGENCY)
        others = [OrganisationFactory(board=self.board, name=f"Công ty TNHH Thử Nghiệm {n}") for n in range(1, count)]
        self.filings = [self._accepted(organisation) for organisation in [first, *others]]
        self.officer = actor(Role.OFFICER, own)
        self.leader = actor(Role.LEADER, own)

    def _accepted(self, organisation):
        organisation.recogniser = self.recogniser
        organisation.save()
        return Filing(organisation=organisation).fill().submit().review().accept()

    @property
    def reports(self):
        return [filing.report for filing in self.filings]

    def list(self):
        return create_batch(self.reports, self.recogniser, year=YEAR, by=self.officer, at=REVIEWED)

    def approved(self):
        batch = self.list()
        propose(batch, by=self.officer, at=REVIEWED, seen=1)
        approve(batch, by=self.leader, at=REVIEWED, seen=2)
        return RecognitionBatch.objects.get()

    def decided(self, refused=None, decision=DECISION):
        batch = self.approved()
        record_decision(batch, decision, refused=refused or {}, by=self.leader, at=LATER, seen=3)
        return RecognitionBatch.objects.get()


def code_of(act):
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


class TestCandidates:
    def test_accepted_and_qualified_self_assessments_on_no_list_wait(self):
        season = Season()
        assert list(candidates(season.board.pk, YEAR)) == season.reports
        season.list()
        assert list(candidates(season.board.pk, YEAR)) == []

    def test_who_is_not_qualified_is_none(self):
        filing = Filing().fill().submit().review().accept(Conclusion.NOT_QUALIFIED, "Chưa đạt tiêu chí 4.")
        assert list(candidates(filing.board.pk, YEAR)) == []

    def test_the_recogniser_decided_for_the_year_comes_first(self):
        season = Season()
        other = OrganisationFactory(board=season.board, kind=OrganisationKind.AGENCY)
        assert recogniser_of(season.reports[0]) == season.recogniser
        Applicability.objects.create(
            board=season.board, organisation=season.reports[0].organisation, year=YEAR, recogniser=other
        )
        assert recogniser_of(season.reports[0]) == other

    def test_recognisers_of_many_cost_two_queries(self, django_assert_num_queries):
        season = Season(3)
        waiting = list(candidates(season.board.pk, YEAR))
        with django_assert_num_queries(2):
            assert set(recognisers(waiting).values()) == {season.recogniser}


class TestTheList:
    def test_a_list_holds_its_candidates_and_stands_in_the_record(self):
        season = Season(2)
        batch = season.list()
        assert batch.status == BatchStatus.DRAFT
        assert {entry.report for entry in batch.recognitions.all()} == set(season.reports)
        assert acts_on(batch, "recognitionbatch.create").get().detail.after["count"] == 2

    def test_an_empty_list_is_none(self):
        season = Season()
        make = {"year": YEAR, "by": season.officer, "at": REVIEWED}
        assert code_of(lambda: create_batch([], season.recogniser, **make)) == "empty"

    def test_nobody_stands_on_two_lists(self):
        season = Season()
        season.list()
        assert code_of(season.list) == "not-a-candidate"
        assert RecognitionBatch.objects.count() == 1

    def test_a_list_goes_to_one_recogniser(self):
        season = Season()
        other = OrganisationFactory(board=season.board, kind=OrganisationKind.AGENCY)
        make = {"year": YEAR, "by": season.officer, "at": REVIEWED}
        assert code_of(lambda: create_batch(season.reports, other, **make)) == "other-recogniser"
        assert not RecognitionBatch.objects.exists()

    def test_another_boards_dossier_is_no_candidate_here(self):
        season, other = Season(), Season()
        make = {"year": YEAR, "by": season.officer, "at": REVIEWED}
        assert code_of(lambda: create_batch(other.reports, other.recogniser, **make)) == "not-a-candidate"

    def test_taking_one_off_makes_it_a_candidate_again_and_the_list_a_new_version(self):
        season = Season(2)
        batch = season.list()
        gone = batch.recognitions.get(report=season.reports[0])
        remove(gone, by=season.officer, at=REVIEWED, seen=1)
        assert list(candidates(season.board.pk, YEAR)) == [season.reports[0]]
        assert code_of(lambda: propose(batch, by=season.officer, at=REVIEWED, seen=1)) == "stale"
        entry = acts_on(batch, "recognitionbatch.remove").get()
        assert entry.detail.before == {"organisation": season.reports[0].organisation.name}

    def test_a_list_laid_before_the_leader_stays_as_it_is(self):
        season = Season()
        batch = season.list()
        propose(batch, by=season.officer, at=REVIEWED, seen=1)
        entry = batch.recognitions.get()
        assert code_of(lambda: remove(entry, by=season.officer, at=REVIEWED, seen=2)) == "not-draft"

    def test_proposing_tells_the_leaders(self):
        season = Season()
        propose(season.list(), by=season.officer, at=REVIEWED, seen=1)
        assert Notice.objects.get(kind="batch_proposed").recipient == season.leader.user

    def test_a_list_without_anybody_is_not_proposed(self):
        season = Season()
        batch = season.list()
        remove(batch.recognitions.get(), by=season.officer, at=REVIEWED, seen=1)
        assert code_of(lambda: propose(batch, by=season.officer, at=REVIEWED, seen=2)) == "empty"


class TestTheLeader:
    def test_sends_back_with_a_reason(self):
        season = Season()
        batch = season.list()
        propose(batch, by=season.officer, at=REVIEWED, seen=1)
        said = {"by": season.leader, "at": REVIEWED, "seen": 2}
        assert code_of(lambda: send_back(batch, reason=" ", **said)) == "reason-missing"
        send_back(batch, reason="Thiếu ý kiến công an.", **said)
        assert RecognitionBatch.objects.get().status == BatchStatus.DRAFT
        assert acts_on(batch, "recognitionbatch.send_back").get().detail.note == "Thiếu ý kiến công an."
        notice = Notice.objects.get(kind="batch_sent_back")
        assert (notice.recipient, notice.params["reason"]) == (season.officer.user, "Thiếu ý kiến công an.")
        assert "Thiếu ý kiến công an." in message(notice).body

    def test_approves_and_the_submission_to_the_recogniser_is_drafted(self):
        season = Season(2)
        batch = season.approved()
        assert (batch.approved_by, batch.approved_at) == (season.leader.user, REVIEWED)
        draft = letter_of(batch)
        assert (draft.kind, draft.status, draft.drafted_by) == ("submission", "draft", season.officer.user)
        letter = draft.letter
        assert letter.recipients == (season.recogniser.name,)
        listed = letter.listed.enterprises
        assert [one.name for one in listed] == ["Công ty TNHH Thử Nghiệm 0", "Công ty TNHH Thử Nghiệm 1"]
        assert {one.receipt for one in listed} == {"HS-2026-00001", "HS-2026-00002"}
        assert listed[0].accepted_on.short == "27/10/2026"

    def test_the_board_submits_nothing_to_itself(self):
        assert letter_of(Season(by_board=True).approved()) is None

    def test_a_list_not_read_is_not_approved(self):
        season = Season()
        batch = season.list()
        propose(batch, by=season.officer, at=REVIEWED, seen=1)
        assert code_of(lambda: approve(batch, by=season.leader, at=REVIEWED, seen=1)) == "stale"


class TestTheDecision:
    def test_everybody_is_recognised_but_those_refused(self):
        season = Season(3)
        refused = season.reports[1]
        batch = season.approved()
        entry = Recognition.objects.get(report=refused)
        record_decision(batch, DECISION, refused={entry.pk: " Đang xác minh. "}, by=season.leader, at=LATER, seen=3)
        found = {one.report_id: one for one in Recognition.objects.all()}
        assert found[refused.pk].status == RecognitionStatus.REFUSED
        assert (found[refused.pk].refused_reason, found[refused.pk].code) == ("Đang xác minh.", "")
        numbers = [found[report.pk].certificate_number for report in season.reports]
        assert numbers == ["01/118/QĐ-UBND", "", "02/118/QĐ-UBND"]

    def test_every_certificate_has_its_code_and_says_who_decided(self):
        season = Season()
        season.decided()
        recognition = Recognition.objects.get()
        assert normalise_code(recognition.code) == recognition.code
        document = document_of(Paper.objects.get(kind="certificate"))
        assert document.holder.name == "Công ty TNHH Thử Nghiệm 0"
        assert (
            document.decision.titled == f"Quyết định số 118/QĐ-UBND ngày 18 tháng 11 năm 2026 của {season.recogniser}"
        )
        assert (document.signature.office, document.signature.name) == ("CHỦ TỊCH", "Nguyễn Văn Mẫu")
        assert document.verification.url.endswith(f"/verify/{recognition.code}/")

    @pytest.mark.parametrize("number", ["không số", "118", "0/QĐ", "QĐ-118"])
    def test_its_number_is_written_as_papers_write_it(self, number):
        season = Season()
        told = Decision(number, date(2026, 11, 18), "Nguyễn Văn Mẫu")
        assert code_of(lambda: season.decided(decision=told)) == "decision-number"

    def test_number_date_signer_and_file_are_kept(self):
        season = Season()
        file = Blob.objects.create(
            board_id=season.board.pk, sha256="a" * 64, size=9, media_type="application/pdf", created_at=REVIEWED
        )
        told = Decision("118/QĐ-UBND", date(2026, 11, 18), "Nguyễn Văn Mẫu", file, "QD-118.pdf", "Chủ tịch")
        batch = season.decided(decision=told)
        assert batch.status == BatchStatus.DECIDED
        assert (batch.decision_number, batch.decided_on, batch.decision_signer, batch.decision_office) == (
            "118/QĐ-UBND",
            date(2026, 11, 18),
            "Nguyễn Văn Mẫu",
            "Chủ tịch",
        )
        assert (batch.decision_file, batch.decision_file_name) == (file, "QD-118.pdf")
        assert acts_on(batch, "recognitionbatch.decide").get().detail.after["number"] == "118/QĐ-UBND"

    def test_enterprises_learn_their_own_result(self):
        season = Season()
        season.decided()
        told = {notice.recipient for notice in Notice.objects.filter(kind="recognition_decided")}
        assert told == {season.filings[0].editor.user, season.filings[0].head.user}

    @pytest.mark.parametrize("day", [date(2026, 11, 19), date(2026, 10, 26)])
    def test_the_day_lies_between_the_approval_and_today(self, day):
        season = Season()
        told = Decision("118/QĐ-UBND", day, "Nguyễn Văn Mẫu")
        assert code_of(lambda: season.decided(decision=told)) == "decision-date"

    def test_whoever_is_refused_learns_why(self):
        season = Season()
        batch = season.approved()
        refused = {Recognition.objects.get().pk: " "}
        act = {"refused": refused, "by": season.leader, "at": LATER, "seen": 3}
        assert code_of(lambda: record_decision(batch, DECISION, **act)) == "reason-missing"
        assert Recognition.objects.get().status == RecognitionStatus.PROPOSED

    def test_it_is_recorded_once(self):
        season = Season()
        batch = season.decided()
        again = {"refused": {}, "by": season.leader, "at": LATER, "seen": 3}
        assert code_of(lambda: record_decision(batch, DECISION, **again)) == "stale"
        assert Paper.objects.filter(kind="certificate").count() == 1


class TestRevoking:
    def revoke(self, season, **more):
        recognition = Recognition.objects.select_related("batch", "organisation", "report").order_by("pk")[0]
        said = {"reason": "Khai không đúng.", "document": "31/QĐ-UBND", "on": date(2026, 12, 1)}
        act = {"by": season.leader, "at": LATER + timedelta(days=20), "seen": recognition.version, **more}
        revoke(recognition, **{**said, **act})

    def test_one_is_revoked_and_the_others_stand(self):
        season = Season(2)
        season.decided()
        self.revoke(season)
        first, second = Recognition.objects.order_by("pk")
        assert (first.status, first.revoked_on, first.revocation_number) == (
            RecognitionStatus.REVOKED,
            date(2026, 12, 1),
            "31/QĐ-UBND",
        )
        assert second.status == RecognitionStatus.RECOGNISED
        assert acts_on(first, "recognition.revoke").get().detail.note == "Khai không đúng."

    def test_its_people_are_told(self):
        season = Season()
        season.decided()
        before = Notice.objects.count()
        self.revoke(season)
        assert Notice.objects.count() == before + 2

    def test_not_without_a_reason(self):
        season = Season()
        season.decided()
        assert code_of(lambda: self.revoke(season, reason=" ")) == "reason-missing"

    @pytest.mark.parametrize("day", [date(2026, 11, 17), date(2026, 12, 9)])
    def test_from_a_day_between_the_decision_and_today(self, day):
        season = Season()
        season.decided()
        assert code_of(lambda: self.revoke(season, on=day)) == "revocation-date"

    def test_twice_is_once(self):
        season = Season()
        season.decided()
        self.revoke(season)
        assert code_of(lambda: self.revoke(season, seen=2)) == "stale"
