"""What the board says about frozen figures: words, quotations, nominations."""

from datetime import timedelta

import pytest

from antt_portal.core.models import AuditEntry
from antt_portal.core.refusal import Refused
from directives.writing.composing import discard
from enterprises.tests.factories import OrganisationFactory
from reports.implementing import open_for
from reports.library import use
from reports.models import Quotation, RollUp, Submission
from reports.rollups.reporting import compose
from reports.rollups.writing import candidates, counted, nominate, quote, save_narrative, unquote, withdraw
from reports.tests.factories import evidence_of
from reports.tests.rollups.rolling import AFTERWARDS, IN_TIME, MOMENT, TOO_LATE, Rolling

pytestmark = pytest.mark.django_db


@pytest.fixture
def rolling():
    return Rolling()


def refusal(act, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.code


def said(rolling):
    return {"by": rolling.officer, "at": AFTERWARDS}


def submission_of(organisation):
    return Submission.objects.filter(organisation=organisation).latest("number")


def code_of(submission):
    return submission.frozen["answers"][0]["code"]


class TestNarrative:
    def test_words_are_kept_and_a_sitting_is_one_act(self, rolling):
        rollup = rolling.begin()
        saved = save_narrative(rollup, {"situation": " Tình hình ổn định. "}, seen=1, **said(rolling))
        save_narrative(saved, {"situation": "Tình hình ổn định.", "proposals": "Không."}, seen=2, **said(rolling))
        kept = RollUp.objects.get(pk=rollup.pk)
        assert (kept.narrative["situation"], kept.narrative["proposals"]) == ("Tình hình ổn định.", "Không.")
        assert AuditEntry.objects.filter(verb="rollup.write").count() == 1
        assert refusal(save_narrative, kept, {}, seen=2, **said(rolling)) == "stale"

    def test_a_drafted_letter_closes_it_until_the_draft_is_given_up(self, rolling):
        rollup = rolling.frozen()
        letter = compose(rollup, answers_superior=True, seen=rollup.version, **said(rolling))
        assert refusal(save_narrative, rollup, {"situation": "Sửa."}, seen=1, **said(rolling)) == "letter-drafted"
        discard(letter, seen=letter.version, **said(rolling))
        save_narrative(rollup, {"situation": "Sửa."}, seen=1, **said(rolling))
        again = compose(rollup, answers_superior=True, seen=rollup.version, **said(rolling))
        assert "Sửa." in str(again.data["sections"])


class TestQuotations:
    def test_words_are_repeated_as_they_were_handed_in(self, rolling):
        rollup, submission = rolling.frozen(), submission_of(rolling.first)
        rolling.judge(rolling.first, to_mend=True, at=AFTERWARDS)
        rolling.answer(rolling.first, at=AFTERWARDS, words="Viết lại hết.")
        chosen = quote(rollup, submission, code_of(submission), "lắp thêm 6 camera", **said(rolling))
        assert (chosen.excerpt, chosen.organisation) == ("lắp thêm 6 camera", rolling.first)
        quote(rollup, submission, code_of(submission), "Đã rà soát 48 camera", **said(rolling))
        assert [one.excerpt for one in rollup.quotations.all()] == ["Đã rà soát 48 camera"]
        unquote(Quotation.objects.get(), **said(rolling))
        assert not rollup.quotations.exists()

    @pytest.mark.parametrize("words", ["Đã rà soát 480 camera", "", "   "])
    def test_nobody_is_given_words_that_are_not_theirs(self, rolling, words):
        rollup, submission = rolling.frozen(), submission_of(rolling.first)
        assert refusal(quote, rollup, submission, code_of(submission), words, **said(rolling)) == "not-their-words"

    def test_only_versions_that_were_counted_are_quoted(self, rolling):
        rollup = rolling.frozen()
        later = rolling.answer(rolling.third, at=AFTERWARDS)
        assert refusal(quote, rollup, later, code_of(later), "camera", **said(rolling)) == "not-counted"
        assert set(counted(rollup)) == {submission_of(rolling.first), submission_of(rolling.second)}

    def test_files_are_those_of_the_answer(self, rolling):
        third, head = rolling.third, rolling.head(rolling.third)
        report = open_for(rolling.delivery(third).requests.get(), by=head, at=IN_TIME)
        its_own, other = (evidence_of(third, head) for _file in range(2))
        use(its_own, report.answers.select_related("report", "obligation").get(), by=head, at=IN_TIME)
        submission = rolling.answer(third, at=TOO_LATE)
        files = {"evidence": [its_own, other]}
        chosen = quote(rolling.frozen(), submission, code_of(submission), "camera", **files, **said(rolling))
        assert list(chosen.evidence.all()) == [its_own]

    def test_figures_are_frozen_first(self, rolling):
        rollup, submission = rolling.begin(), submission_of(rolling.first)
        assert refusal(quote, rollup, submission, code_of(submission), "camera", **said(rolling)) == "not-frozen"


class TestNominations:
    def test_accepted_reports_suggest_whom_to_commend(self, rolling):
        rolling.judge(rolling.first, to_mend=False, at=TOO_LATE)
        rollup = rolling.frozen()
        rolling.judge(rolling.second, to_mend=False, at=MOMENT + timedelta(hours=1))
        assert list(candidates(rollup)) == [rolling.first]
        nomination = nominate(rollup, rolling.first, "Đi đầu rà soát camera.", **said(rolling))
        assert not candidates(rollup).exists()
        withdraw(nomination, **said(rolling))
        assert list(candidates(rollup)) == [rolling.first]

    def test_it_is_an_enterprise_of_the_board_and_has_a_reason(self, rolling):
        rollup = rolling.frozen()
        stranger, agency = OrganisationFactory(), OrganisationFactory(board=rolling.board, kind="agency")
        assert refusal(nominate, rollup, stranger, "Tốt.", **said(rolling)) == "not-an-enterprise"
        assert refusal(nominate, rollup, agency, "Tốt.", **said(rolling)) == "not-an-enterprise"
        assert refusal(nominate, rollup, rolling.first, " ", **said(rolling)) == "reason-missing"
