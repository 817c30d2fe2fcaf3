"""An answer to a directive is found by the letter it answers: by who wrote it and by the board, once handed in."""

from datetime import date

import pytest

from antt_portal.search.asking import read
from antt_portal.search.sources.answered import REPORTS
from reports.tests.implementing import Answering

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def found(typed, person):
    return [REPORTS.hit(row).title for row in REPORTS.found(read(typed), person, TODAY)]


@pytest.mark.parametrize("how", ["{number}/{symbol}", "báo cáo {number}", "kết quả thực hiện an ninh trật tự"])
def test_an_answer_is_found_by_the_letter_it_answers(how):
    answering = Answering()
    report = answering.open()
    letter = answering.directive.letter
    letter.refresh_from_db()
    typed = how.format(number=letter.number, symbol=letter.symbol)
    assert found(typed, answering.editor) == [str(report)]
    assert found(typed, answering.officer) == []
    answering.write()
    answering.hand_in()
    assert found(typed, answering.officer) == [str(report)]
    assert found("9999", answering.officer) == []
