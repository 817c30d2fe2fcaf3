"""Who of an organisation sees to what it received."""

from datetime import timedelta

import pytest

from antt_portal.core import outbox
from antt_portal.core.models import Notice
from antt_portal.core.refusal import Refused
from directives.arriving.entrusting import entrust
from directives.models import Delivery
from directives.tests.audiences import ISSUED
from enterprises.models import Deadline, Role, User
from enterprises.tests.factories import actor

pytestmark = pytest.mark.django_db
LATER = ISSUED + timedelta(hours=1)


def test_everything_due_of_it_goes_to_the_same_person(made, sent):
    by, head = made.people[sent.organisation_id][0], actor(Role.HEAD, sent.organisation)
    entrust(sent, head.user, by=by, at=LATER)
    due = Deadline.objects.open().filter(organisation=sent.organisation)
    assert due.count() == 3
    assert {one.assignee for one in due} == {head.user}
    assert not Deadline.objects.filter(assignee=head.user).exclude(organisation=sent.organisation).exists()


def test_a_colleague_is_told_by_mail_and_oneself_is_not(made, sent, mailoutbox):
    by, head = made.people[sent.organisation_id][0], actor(Role.HEAD, sent.organisation)
    entrust(sent, head.user, by=by, at=LATER)
    entrust(sent, by.user, by=by, at=LATER)
    assert [one.recipient for one in Notice.objects.filter(kind="delivery_assigned")] == [head.user]
    outbox.send_pending(at=LATER)
    (mail,) = [one for one in mailoutbox if one.to == [head.user.email]]
    assert str(sent.directive.letter) in mail.subject
    assert sent.get_absolute_url() in mail.body


def test_the_same_person_again_is_no_act(made, sent):
    by, head = made.people[sent.organisation_id][0], actor(Role.HEAD, sent.organisation)
    for _time in range(2):
        entrust(sent, head.user, by=by, at=LATER)
        sent.refresh_from_db()
    assert Notice.objects.filter(kind="delivery_assigned").count() == 1


@pytest.mark.parametrize("who", ["switched off", "left", "of somebody else"])
def test_only_somebody_who_receives_for_the_organisation_today_is_entrusted(made, sent, who):
    by = made.people[sent.organisation_id][0]
    person = actor(Role.HEAD, None if who == "of somebody else" else sent.organisation)
    if who == "switched off":
        User.objects.filter(pk=person.user_id).update(is_active=False)
    if who == "left":
        sent.organisation.memberships.filter(user=person.user_id).update(valid_to=ISSUED.date() - timedelta(days=1))
    with pytest.raises(Refused) as refused:
        entrust(sent, person.user, by=by, at=LATER)
    assert refused.value.code == "not-a-receiver"
    assert not Deadline.objects.filter(assignee__isnull=False).exists()


def test_what_was_recalled_is_entrusted_to_nobody(made, sent):
    by = made.people[sent.organisation_id][0]
    Delivery.objects.filter(pk=sent.pk).update(ended_at=LATER)
    with pytest.raises(Refused) as refused:
        entrust(sent, by.user, by=by, at=LATER)
    assert refused.value.code == "ended"
