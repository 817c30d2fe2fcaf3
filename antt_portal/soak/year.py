"""``script/soak year``: many years of two boards, with a scheduler that is well and with one that sleeps for days.

Each is the simulated year of the suite with other people's luck and more that is due: whoever should have been told was
told, once, and nobody else (``enterprises.tests.year``). The first error ends it.
"""

from collections.abc import Iterator

from antt_portal.bench import Figure
from antt_portal.core.models import CalendarDay, Notice
from enterprises.models import (
    Board,
    Contact,
    Deadline,
    Extension,
    Ladder,
    Membership,
    Organisation,
    Pause,
    Tenancy,
    User,
    Zone,
)
from enterprises.tests.year.living import check, every_day, live, with_outages
from enterprises.tests.year.plot import a_year
from enterprises.tests.year.stage import Stage

YEARS, DUES, TIMES_A_DAY = 10, 300, 3
# In an order in which nothing points at what is gone.
WRITTEN = (
    Notice,
    Pause,
    Extension,
    Deadline,
    Contact,
    Tenancy,
    Membership,
    Zone,
    Organisation,
    CalendarDay,
    User,
)


def run(years: int = YEARS, dues: int = DUES) -> Iterator[Figure]:
    told = [0, 0]
    for seed in range(years):
        for number, runs in enumerate([list(every_day(seed, TIMES_A_DAY)), list(with_outages(seed))]):
            plot = a_year(seed, dues)
            stage = Stage(plot)
            live(stage, runs)
            told[number] += check(stage, plot, runs)
            clear()
    yield Figure(f"occasions of {years} years, each told once and nothing else", told[0], "occasions")
    yield Figure(f"occasions of {years} years with outages, each told once and nothing else", told[1], "occasions")


def clear() -> None:
    Ladder.objects.exclude(board=None).delete()
    Notice.objects.update(leader=None)  # reminders of one day go in one mail, and point at each other
    for model in WRITTEN:
        model._default_manager.all().delete()
    Board.objects.all().delete()
