"""Letters that follow a directive."""

from datetime import timedelta

import pytest

from antt_portal.core.refusal import Refused
from directives.asking.following import follow, reached_before, withdraw
from directives.models import Delivery, Directive, Instrument, Relation
from directives.tests.audiences import ISSUED, a_directive, issued, scene
from directives.tests.office import DRAFTED, a_draft, a_letter, carry
from directives.writing import starting

pytestmark = pytest.mark.django_db
AT = ISSUED + timedelta(days=1)


@pytest.fixture
def made():
    return scene()


def following(made, related, relation):
    data = starting.about(related, relation, on=AT.date())
    return follow(related, relation, data, by=made.office.officer, at=AT)


def test_a_replacement_begins_with_the_audience_and_the_obligations_of_what_it_replaces(made):
    out = issued(made)
    letter = following(made, out.letter, Relation.REPLACES)
    copy = Directive.objects.get(letter=letter)
    lines = [(one.group, one.duty, one.way) for one in copy.audience.all()]
    assert lines == [(one.group, one.duty, one.way) for one in out.audience.all()]
    rules = [(one.title, one.due_offset, one.due_on) for one in copy.instrument.obligations.order_by("position")]
    assert rules == [("Rà soát camera", 10, None), ("Chuyển tiếp", 3, None)]


def test_a_recall_and_what_follows_an_ordinary_letter_begin_as_letters(made):
    out = issued(made)
    plain = a_letter(made.office, "issued", subject="thông tin")
    for related, relation in ((out.letter, Relation.RECALLS), (plain, Relation.REPLACES)):
        assert not Directive.objects.filter(letter=following(made, related, relation)).exists()


def test_a_recall_says_how_many_it_will_reach_and_another_letter_does_not(made):
    out = issued(made)
    reached = Delivery.objects.filter(directive=out, sent_at__isnull=False).count()
    assert 0 < reached < Delivery.objects.filter(directive=out).count()
    assert reached_before(following(made, out.letter, Relation.RECALLS)) == reached
    assert reached_before(following(made, out.letter, Relation.COPIES)) is None
    assert reached_before(a_draft(made.office)) is None
    plain = a_letter(made.office, "issued", subject="thông tin")
    assert reached_before(following(made, plain, Relation.RECALLS)) is None


def test_what_is_withdrawn_leaves_nothing_behind_and_only_a_draft_is(made):
    directive = a_directive(made)
    withdraw(directive, by=made.office.officer, at=DRAFTED)
    assert not Directive.objects.exists()
    assert not Instrument.objects.filter(source="directive").exists()
    other = a_directive(made, subject="khác")
    carry(made.office, other.letter, "submit")
    with pytest.raises(Refused) as refused:
        withdraw(other, by=made.office.officer, at=DRAFTED)
    assert refused.value.code == "not-draft"
    assert Directive.objects.filter(pk=other.pk).exists()
