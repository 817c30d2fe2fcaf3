"""What a directive asks, written as a whole."""

import pytest

from antt_portal.core.models import AuditEntry
from antt_portal.core.refusal import Refused
from directives.asking.assigning import asked_of, assign, place_of
from directives.asking.directing import Asked
from directives.models import Obligation
from directives.tests.audiences import CLOSING, ITEM, a_directive, issued, scene
from directives.tests.office import DRAFTED

pytestmark = pytest.mark.django_db


def told(directive):
    return [(one.number, one.title) for one in directive.instrument.obligations.order_by("position")]


@pytest.fixture
def made():
    return scene()


@pytest.fixture
def directive(made):
    return a_directive(made)


def write(made, directive, *rows):
    assign(directive, rows, by=made.office.officer, at=DRAFTED)


def test_obligations_are_numbered_in_the_order_of_the_letter_however_they_come(made, directive):
    first, last = directive.instrument.obligations.order_by("position")
    write(
        made,
        directive,
        (asked_of(last), last),
        (Asked(text="hệ thống camera", title="Mới"), None),
        (asked_of(first), first),
    )
    assert told(directive) == [("1", "Rà soát camera"), ("2", "Mới"), ("3", "Chuyển tiếp")]


def test_what_did_not_change_leaves_one_line_in_the_record(made, directive):
    rows = [(asked_of(one), one) for one in directive.instrument.obligations.order_by("position")]
    before = AuditEntry.objects.count()
    write(made, directive, *rows)
    assert AuditEntry.objects.count() == before + 1


def test_one_that_is_refused_leaves_all_as_they_were(made, directive):
    before = told(directive)
    with pytest.raises(Refused) as refused:
        write(made, directive, (Asked(text=ITEM, title="Đổi"), None), (Asked(text="Không có", title="Sai"), None))
    assert refused.value.code == "not-in-letter"
    assert told(directive) == before


def test_the_day_that_an_issue_counted_is_no_choice_of_a_person(made):
    out = issued(made)
    one = Obligation.objects.get(instrument__directive=out, kind="directive")
    assert one.due_on is not None
    assert (asked_of(one).due_on, asked_of(one).due_offset) == (None, 10)


def test_words_are_found_whatever_their_spaces(directive):
    assert place_of(directive.letter, CLOSING.replace(" ", "\n ", 1)) == (1, 0)
    assert place_of(directive.letter, "hệ thống camera")[0] == 0
    assert place_of(directive.letter, "Không có") is None
    assert place_of(directive.letter, " ") is None
