from datetime import date

import pytest

from reports.checking import gaps, gaps_of, percent_done
from reports.library import use
from reports.models import Answer, AnswerResult, EvidenceUse
from reports.tests.factories import OPENED, Filing, evidence_of

pytestmark = pytest.mark.django_db
ON = date(2026, 10, 16)


@pytest.fixture
def filing():
    return Filing()


@pytest.fixture
def answer(filing):
    """The first answer, complete."""
    filing.fill()
    return filing.report.answers.select_related("obligation", "report").first()


def anchors(answer):
    return [gap.anchor for gap in gaps_of(answer, on=ON)]


def test_a_fresh_report_lacks_every_result(filing):
    assert [gap.anchor for gap in gaps(filing.report, on=ON)] == ["id_result_0"] * 3


def test_a_complete_answer_lacks_nothing(answer):
    assert anchors(answer) == []
    assert percent_done(answer, on=ON) == 100


@pytest.mark.parametrize("result", [AnswerResult.NOT_DONE, AnswerResult.NOT_APPLICABLE])
def test_what_was_not_done_wants_a_reason_and_nothing_else(answer, result):
    answer.result, answer.narrative, answer.figures = result, "", {}
    assert anchors(answer) == ["id_reason"]
    answer.reason = "  "
    assert anchors(answer) == ["id_reason"]
    answer.reason = "Không có bếp ăn."
    assert anchors(answer) == []


def test_what_was_done_wants_words_and_figures(answer):
    answer.narrative, answer.figures = " ", {}
    assert anchors(answer) == ["id_narrative", "id_f-cameras-installed"]


def test_a_figure_nobody_can_read_is_said_once(answer):
    answer.figures, answer.kept_raw = {}, {"cameras.installed": "nhiều"}
    (gap,) = gaps_of(answer, on=ON)
    assert gap.anchor == "id_f-cameras-installed"
    assert "nhiều" in gap.text


def test_an_unconfirmed_answer_counts_as_a_gap(answer):
    answer.confirmed, answer.carried_from = False, 2025
    (gap,) = gaps_of(answer, on=ON)
    assert gap.anchor == "confirm"
    assert "2025" in gap.text
    assert percent_done(answer, on=ON) == 99


def serve(filing, answer, **fields):
    file = evidence_of(filing.organisation, filing.editor, **fields)
    return use(file, answer, by=filing.editor, at=OPENED)


def test_wanted_evidence_that_is_missing_is_a_gap(filing, answer):
    answer.obligation.evidence_wanted = True
    assert anchors(answer) == ["evidence"]
    serve(filing, answer)
    assert anchors(fresh(answer)) == []


def fresh(answer):
    found = Answer.objects.select_related("obligation").get(pk=answer.pk)
    found.obligation.evidence_wanted = True
    return found


@pytest.mark.parametrize(("day", "found"), [(date(2026, 10, 15), ["evidence"]), (ON, []), (None, [])])
def test_evidence_holds_through_its_last_day(filing, answer, day, found):
    serve(filing, answer, expires_on=day)
    assert anchors(answer) == found


def test_an_unconfirmed_file_is_a_gap_that_names_it(filing, answer):
    served = serve(filing, answer, name="Hop-dong.pdf")
    EvidenceUse.objects.filter(pk=served.pk).update(confirmed_at=None, carried_from=2025)
    (gap,) = gaps_of(answer, on=ON)
    assert "Hop-dong.pdf" in gap.text


@pytest.mark.parametrize(
    ("changes", "percent"),
    [
        ({"result": ""}, 0),
        ({"narrative": "", "figures": {}}, 50),
        ({"narrative": ""}, 75),
        ({"result": AnswerResult.NOT_DONE}, 50),
        ({"result": AnswerResult.NOT_DONE, "reason": "Chưa có kinh phí."}, 100),
    ],
)
def test_per_cent_grow_with_every_step(answer, changes, percent):
    for name, value in changes.items():
        setattr(answer, name, value)
    assert percent_done(answer, on=ON) == percent


def test_checking_costs_the_same_for_few_and_many_files(filing, answer, django_assert_num_queries):
    for number in range(3):
        serve(filing, answer, name=f"{number}.pdf")
    with django_assert_num_queries(2):
        gaps(filing.report, on=ON)
