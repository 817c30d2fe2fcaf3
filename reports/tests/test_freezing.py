from datetime import UTC, date, datetime

import pytest

from antt_portal.core.canonical import canonical_bytes, digest
from enterprises.models import Zone
from enterprises.organisations import rename
from enterprises.tests.factories import ZoneFactory, place
from reports.freezing import freeze, freeze_answer, frozen_answers, substance
from reports.library import describe, use
from reports.models import Answer
from reports.tests.factories import OPENED, SUBMITTED, Filing, evidence_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def filing():
    return Filing().fill()


def test_a_frozen_report_says_who_what_and_under_which_words(filing):
    zone: Zone = ZoneFactory(board=filing.board, name="KCN Ví Dụ")
    place(filing.organisation, zone)
    frozen = freeze(filing.report, at=SUBMITTED)
    assert (frozen["format"], frozen["kind"], frozen["year"]) == (1, "self_assessment", 2026)
    assert frozen["organisation"]["zones"] == ["KCN Ví Dụ"]
    assert frozen["organisation"]["board"]["name"].startswith("Ban Quản lý")
    answers = frozen_answers(frozen)
    first = filing.report.answers.select_related("obligation").first()
    assert answers[first.obligation.code]["text"] == first.obligation.text
    assert answers[first.obligation.code]["figures"] == {"cameras": {"installed": 48}}
    assert [answer["position"] for answer in frozen["answers"]] == [1, 2, 3]


def test_the_same_report_freezes_to_the_same_bytes(filing):
    assert canonical_bytes(freeze(filing.report, at=SUBMITTED)) == canonical_bytes(freeze(filing.report, at=SUBMITTED))


def test_the_name_is_that_of_the_day(filing):
    since = date(2026, 10, 1)
    rename(filing.organisation, "Công ty Tên Mới", by=filing.officer, at=OPENED, on=since, since=since)
    september = freeze(filing.report, at=datetime(2026, 9, 30, tzinfo=UTC))
    assert september["organisation"]["name"] != "Công ty Tên Mới"
    assert freeze(filing.report, at=SUBMITTED)["organisation"]["name"] == "Công ty Tên Mới"


@pytest.fixture
def answer(filing):
    return filing.report.answers.select_related("obligation__instrument").first()


def again(answer):
    return freeze_answer(Answer.objects.select_related("obligation__instrument").get(pk=answer.pk))


@pytest.mark.parametrize(
    "changes",
    [
        {"result": "partly"},
        {"reason": "Vì"},
        {"narrative": "Đã lắp thêm 7 camera."},
        {"figures": {"cameras": {"installed": 49}}},
    ],
)
def test_any_word_an_officer_judges_changes_the_substance(answer, changes):
    before = substance(freeze_answer(answer))
    for name, value in changes.items():
        setattr(answer, name, value)
    assert substance(freeze_answer(answer)) != before


def test_a_file_added_changes_the_substance_and_its_title_does_not(filing, answer):
    before = substance(again(answer))
    file = evidence_of(filing.organisation, filing.editor)
    use(file, filing.report.answers.first(), by=filing.editor, at=OPENED)
    with_file = substance(again(answer))
    assert with_file != before
    describe(file, title="Tên khác", expires_on=None, by=filing.editor, at=OPENED)
    assert substance(again(answer)) == with_file


def test_freezing_costs_the_same_for_one_and_many_files(filing, django_assert_num_queries):
    for answer in filing.report.answers.select_related("report", "obligation"):
        for number in range(3):
            file = evidence_of(filing.organisation, filing.editor, name=f"{answer.pk}-{number}.pdf")
            use(file, answer, by=filing.editor, at=OPENED)
    report = filing.refresh()
    with django_assert_num_queries(7):
        assert digest(freeze(report, at=SUBMITTED))
