"""What the portal ships with is complete and makes sense."""

from itertools import pairwise

import pytest

from enterprises.models import DeadlineKind, Ladder, LadderStep, RecurringDuty, Wording
from enterprises.shipped import load_duties, load_ladders

pytestmark = pytest.mark.django_db

WORDED = {
    Wording.SOON: range(-400, 0),
    Wording.TODAY: range(1),
    Wording.LATE: range(401),
    Wording.ESCALATED: range(401),
}


def test_every_kind_of_deadline_has_a_ladder():
    assert set(Ladder.objects.filter(board=None).values_list("kind", flat=True)) == set(DeadlineKind.values)


def test_a_step_says_what_is_so_on_its_day():
    for step in LadderStep.objects.all():
        assert step.days in WORDED[step.wording], f"{step.ladder} {step}"


def test_nothing_goes_up_before_those_who_are_to_act_were_told_that_they_are_late():
    for ladder in Ladder.objects.all():
        steps = list(ladder.steps.all())
        late = [step.days for step in steps if step.wording in {Wording.LATE, Wording.TODAY}]
        assert all(min(late) < step.days for step in steps if step.escalates), ladder
        assert all(one.days <= other.days for one, other in pairwise(steps))


def test_every_duty_has_a_rule():
    for duty in RecurringDuty.objects.all():
        assert duty.due_rule
        assert duty.is_verified or not duty.basis.startswith("Nghị định")


def test_the_master_list_has_what_is_confirmed_and_what_is_not():
    known = dict(RecurringDuty.objects.values_list("code", "is_verified"))
    assert {code for code, verified in known.items() if verified} == {
        "bien-dong-lao-dong-06",
        "bien-dong-lao-dong-12",
        "doi-thoai",
        "tai-nan-nang",
        "khai-bao-tam-tru",
    }
    off = set(RecurringDuty.objects.filter(is_on=False).values_list("code", flat=True))
    assert off == {"lao-dong-nuoc-ngoai-06", "lao-dong-nuoc-ngoai-12"}


def test_loading_again_leaves_what_somebody_changed():
    LadderStep.objects.filter(ladder__kind=DeadlineKind.MENDING).delete()
    RecurringDuty.objects.filter(code="hoa-chat").update(day=28)
    before = LadderStep.objects.count(), RecurringDuty.objects.count()
    load_ladders(Ladder, LadderStep)
    load_duties(RecurringDuty)
    assert (LadderStep.objects.count(), RecurringDuty.objects.count()) == before
    assert RecurringDuty.objects.get(code="hoa-chat").day == 28
