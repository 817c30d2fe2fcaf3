"""A frozen roll-up as an official report: what it says, how it prints, and what its issue closes."""

import pytest

from antt_portal.core.canonical import digest
from directives.incoming import close_otherwise
from directives.letters import read_letter
from directives.models import Directive, LetterStatus
from directives.tests.letters.printing import printed
from directives.tests.test_incoming import arrived
from reports.models import RollUpScope, RollUpStatus
from reports.rollups.figures import figures_of
from reports.rollups.preparing import Scope, begin, freeze
from reports.rollups.reporting import compose
from reports.rollups.writing import nominate, quote, save_narrative
from reports.tests.factories import REVIEWED, YEAR, Filing
from reports.tests.rollups.rolling import AFTERWARDS, Rolling
from reports.tests.rollups.test_writing import code_of, refusal, said, submission_of
from reports.tests.test_board_letters import Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def rolling():
    return Rolling()


def composed(rolling, *, answers_superior=True):
    rollup = rolling.frozen()
    submission = submission_of(rolling.first)
    save_narrative(rollup, {"situation": "Tình hình ổn định.\n\nKhông có điểm nóng."}, seen=1, **said(rolling))
    quote(rollup, submission, code_of(submission), "lắp thêm 6 camera ở cổng số 2", **said(rolling))
    nominate(rollup, rolling.first, "Đi đầu rà soát camera.", **said(rolling))
    return rollup, compose(rollup, answers_superior=answers_superior, seen=rollup.version, **said(rolling))


def test_the_report_prints_figures_words_and_lists(rolling):
    _rollup, letter = composed(rolling)
    text = " ".join(page.text for page in printed(letter.data).pages)
    number = str(rolling.directive.letter)
    for words in (
        f"báo cáo kết quả thực hiện văn bản số {number} như sau",
        "(Số liệu chốt lúc 17:00 ngày 27/03/2026)",
        f"Văn bản số {number} ngày 09/03/2026 có 08 nơi nhận; đến thời điểm chốt số liệu đã gửi đến 06",
        "Tình hình ổn định.",
        "02/08 đơn vị đã báo cáo.",
        "“lắp thêm 6 camera ở cổng số 2”",
        "Có 01 báo cáo gửi chậm và 04 báo cáo quá hạn chưa gửi",
        "Đề nghị khen thưởng 01 tập thể",
        "DANH SÁCH ĐƠN VỊ BÁO CÁO CHẬM, QUÁ HẠN CHƯA BÁO CÁO",
        "DANH SÁCH NƠI CHƯA NHẬN ĐƯỢC VĂN BẢN",
        "DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG",
    ):
        assert "".join(words.split()) in "".join(text.split()), words


def test_its_annexes_say_who_is_late_and_who_did_not_forward(rolling):
    _rollup, letter = composed(rolling)
    late, missed, praised = (annex.table.rows for annex in read_letter(letter.data).printed_annexes)
    assert late[0][-1] == "Gửi ngày 26/03/2026, chậm 3 ngày làm việc"
    assert {row[-1] for row in late[1:]} == {"Quá hạn, chưa báo cáo"}
    assert {row[-1] for row in missed} == {f"{rolling.made.investors[1]} chưa chuyển"}
    assert praised == (("1", rolling.first.name, "Đi đầu rà soát camera."),)


def test_it_prints_what_was_frozen_whatever_happened_since(rolling):
    rollup = rolling.frozen()
    rolling.answer(rolling.third, at=AFTERWARDS)
    letter = compose(rollup, answers_superior=True, seen=rollup.version, **said(rolling))
    assert "02/08 đơn vị đã báo cáo." in str(letter.data["sections"])


def test_a_second_press_finds_the_draft(rolling):
    rollup, letter = composed(rolling)
    assert compose(rollup, answers_superior=True, seen=rollup.version, **said(rolling)) == letter
    assert refusal(compose, rolling.begin(), answers_superior=True, seen=1, **said(rolling)) == "not-frozen"


@pytest.mark.parametrize("answers_superior", [True, False])
def test_its_issue_closes_what_a_superior_agency_waits_for(rolling, answers_superior):
    superior = arrived(rolling.made.office)
    Directive.objects.filter(pk=rolling.directive.pk).update(superior=superior)
    rollup, letter = composed(rolling, answers_superior=answers_superior)
    assert (letter.data["recipients"] == [superior.agency]) is answers_superior
    Desk(rolling.made.office.own).issue(letter, at=AFTERWARDS)
    rollup.refresh_from_db()
    superior.refresh_from_db()
    assert (rollup.status, letter.status) == (RollUpStatus.ISSUED, LetterStatus.ISSUED)
    assert (superior.closed_by_letter == letter) is answers_superior


def test_what_was_answered_before_is_not_answered_again(rolling):
    superior = arrived(rolling.made.office)
    Directive.objects.filter(pk=rolling.directive.pk).update(superior=superior)
    close_otherwise(superior, "Báo cáo tại cuộc họp", by=rolling.made.office.clerk, at=AFTERWARDS)
    _rollup, letter = composed(rolling)
    assert letter.data["recipients"] == []


def test_the_review_of_a_year_is_a_report_too():
    filing = Filing().fill().submit()
    rollup = begin(Scope(RollUpScope.YEAR, year=YEAR), moment=REVIEWED, by=filing.officer, at=REVIEWED)
    shown = digest(figures_of(rollup))
    rollup = freeze(rollup, shown=shown, by=filing.officer, at=REVIEWED, seen=rollup.version)
    letter = compose(rollup, answers_superior=True, by=filing.officer, at=REVIEWED, seen=rollup.version)
    said_there = read_letter(letter.data)
    assert said_there.subject.startswith("Tổng kết năm thực hiện tám nội dung")
    tables = [table for section in said_there.sections for table in section.tables]
    assert [table.title for table in tables] == [f"Bảng 1. Kết quả theo nội dung. Tự kiểm tra, đánh giá năm {YEAR}"]
