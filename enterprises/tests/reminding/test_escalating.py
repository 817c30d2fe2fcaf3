"""Whoever is told on somebody is told a day after that somebody, also when mails went out late."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from antt_portal.core.clock import VIETNAM
from antt_portal.core.models import Notice
from enterprises.reminding.escalating import too_early

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

AT = datetime(2026, 10, 29, 12, tzinfo=VIETNAM)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
DEADLINE = uuid4()


def notice(step, kind, occasion_at, **more):
    return Notice.objects.create(
        key=f"{step}:{uuid4()}",
        board_id=1,
        address="nhan@vidu.example",
        kind=kind,
        subject_kind="enterprises.deadline",
        subject_id=more.pop("about", DEADLINE),
        params={"step": step},
        created_at=AT,
        due_at=AT,
        occasion_at=occasion_at,
        **more,
    )


@pytest.fixture
def above():
    return notice("T+3", "deadline_escalated", AT)


def waiting():
    return list(Notice.objects.filter(too_early(AT)).values_list("params__step", flat=True))


@pytest.mark.parametrize(
    ("lower", "waits"),
    [
        ({"state": "pending"}, True),
        ({"state": "sent", "sent_at": AT - HOUR}, True),
        ({"state": "sent", "sent_at": AT - DAY}, False),
        ({"state": "failed"}, False),
        ({"state": "superseded"}, False),
        ({"state": "cancelled"}, False),
        ({"state": "pending", "about": uuid4()}, False),
    ],
)
def test_it_waits_for_the_lower_step_and_for_a_day_after_it(above, lower, waits):
    notice("T+1", "deadline_late", AT - 2 * DAY, **lower)
    assert (waiting() == ["T+3"]) is waits


def test_a_later_step_delays_none_before_it(above):
    notice("T+4", "deadline_late", AT + DAY)
    assert waiting() == []


@pytest.mark.parametrize(("sent_at", "waits"), [(AT - HOUR, False), (None, True)])
def test_a_step_of_hours_waits_only_until_the_lower_one_is_out(sent_at, waits):
    notice("T+4h", "deadline_escalated", AT)
    notice("T+0h", "deadline_late", AT - 4 * HOUR, state="sent" if sent_at else "pending", sent_at=sent_at)
    assert (waiting() == ["T+4h"]) is waits
