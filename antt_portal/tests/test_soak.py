"""The short form of ``script/soak``: the same program with fewer kills and fewer people."""

import pytest

from antt_portal.bench.__main__ import main, names
from antt_portal.core import clock
from antt_portal.core.models import Notice
from antt_portal.core.outbox import put
from antt_portal.soak import directives, reminders, year
from enterprises.models import Board, Role
from enterprises.tests.factories import actor

pytestmark = pytest.mark.postgres


@pytest.mark.django_db(transaction=True)
def test_whoever_issues_forwards_and_recalls_may_be_killed_at_any_moment():
    figures = {one.figure: one for one in directives.run(kills=4, tenants=40, directives=2)}
    assert [one for one in figures.values() if not one.ok] == []
    assert figures["deliveries"].value == 3 * 41  # two directives and a recall, to forty tenants and their investor
    assert figures["notices"].value > figures["deliveries"].value / 2


@pytest.mark.django_db(transaction=True)
def test_worker_beat_and_redis_may_be_killed_while_reminders_go_out():
    figures = {one.figure: one for one in reminders.run(kills=6, notices=240)}
    assert [one for one in figures.values() if not one.ok] == []
    assert figures["reminders"].value == 240
    assert figures["killed: worker"].value == 3


@pytest.mark.django_db
def test_a_year_is_cleared_away_before_the_next_is_lived():
    """Mails that tell of several reminders are pointed at by them."""
    head = actor(Role.HEAD)
    for occasion in ("one", "two"):
        put("deadline_soon", occasion, about=head.organisation, to=[head.user], at=clock.now(), params={})
    leader, follower = Notice.objects.all()
    Notice.objects.filter(pk=follower.pk).update(leader=leader)
    year.clear()
    assert not Notice.objects.exists()
    assert not Board.objects.exists()


def test_an_unknown_soak_is_answered_with_the_known_ones(capsys):
    assert "directives" in names("soak")
    assert main(["no-such-soak"], "soak") == 2
    assert "script/soak NAME" in capsys.readouterr().err
