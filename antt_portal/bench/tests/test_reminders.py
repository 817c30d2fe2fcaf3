"""The bench of reminders at a size that only shows that it runs."""

import pytest

from antt_portal.bench import _reminders_planning, reminders

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_planning_and_draining_are_measured_against_the_bare_way(monkeypatch):
    monkeypatch.setattr(_reminders_planning, "TURNS", 1)
    figures = {one.figure: one for one in reminders.run(sizes=(2_000, 4_000), mails=20, tenants=50)}
    assert figures["more than with 2000"].ok
    bounds = {one.bound for name, one in figures.items() if "by" in name}
    assert bounds >= {2, 0.7, 1.5}
    assert all(one.value > 0 for name, one in figures.items() if name.endswith("mails") or "median" in name)
