"""``script/bench reminders``: what it costs to find who is to be reminded, and to send the mails.

Planning: the run itself over very many open deadlines, a tenth of which are due, or few of them; each in a transaction
that is rolled back, against the bare INSERT … SELECT of the very rows it wrote (``_reminders_planning``).
Draining: the outbox into a mail server that takes everything at once (``_reminders_draining``).
"""

import logging
from collections.abc import Iterator

import structlog

from antt_portal.bench import Figure
from antt_portal.bench._reminders_draining import draining_figures
from antt_portal.bench._reminders_planning import planning_figures
from antt_portal.bench._tenants import found
from antt_portal.core import clock
from antt_portal.core.models import CalendarDay
from antt_portal.demo.loading import Loading
from antt_portal.demo.moments import Moments

OPEN = (10_000, 100_000, 1_000_000)
MAILS = 20_000
TENANTS = 20_000


def run(sizes: tuple[int, ...] = OPEN, mails: int = MAILS, tenants: int = TENANTS) -> Iterator[Figure]:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    town = found(Loading(Moments(clock.now(), CalendarDay.objects.calendar_for(None))))
    town.grow(tenants)
    yield from planning_figures(town, sizes)
    yield from draining_figures(town, mails)
