"""The portal as it runs, at a time of the journey's choosing, and browsers to look at it."""

from collections.abc import Callable

import pytest

from antt_portal.core import clock as portal_clock
from antt_portal.tests.journeys.chain import Chain
from antt_portal.tests.journeys.moment import Clock
from antt_portal.tests.journeys.scene import Scene
from antt_portal.tests.journeys.visit import DESK, PHONE, Visit, screen


def pytest_collection_modifyitems(items):
    for item in items:
        if "journeys" in item.nodeid.split("/"):
            item.add_marker(pytest.mark.journey)


@pytest.fixture(params=[PHONE, DESK])
def width(request):
    return request.param


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(portal_clock, "now", clock.now)
    return clock


@pytest.fixture
def scene(transactional_db, clock):
    return Scene(clock)


@pytest.fixture
def chain(transactional_db, clock):
    return Chain(clock)


@pytest.fixture
def browse(new_context, live_server, settings) -> Callable[..., Visit]:
    """Open a browser of the given width; at the end nothing may have gone wrong in any of them."""
    settings.SITE_ORIGIN = live_server.url
    visits = []

    def begin(width: int = DESK, **options) -> Visit:
        visit = Visit(new_context(locale="vi-VN", **screen(width), **options), live_server.url)
        visits.append(visit)
        return visit

    yield begin
    faults = [fault for visit in visits for fault in visit.faults]
    for visit in visits:
        visit.leave()
    assert faults == []
