"""When things happened: three evaluation years, the last of them the present one, and nothing after ``now``."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from antt_portal.core.clock import VIETNAM, local_date
from antt_portal.core.workdays import Calendar, evaluation_period, evaluation_year

ONE_DAY = timedelta(days=1)
JUST_AFTER_MIDNIGHT = time(0, 5)


@dataclass(frozen=True)
class Moments:
    """The calendar of the demonstration, as seen at ``now``."""

    now: datetime
    calendar: Calendar

    @property
    def today(self) -> date:
        return local_date(self.now)

    @property
    def present(self) -> int:
        return evaluation_year(self.today)

    @property
    def last(self) -> int:
        return self.present - 1

    @property
    def first(self) -> int:
        return self.present - 2

    def opening(self, year: int) -> datetime:
        """When the reports of ``year`` were opened: its first minutes."""
        return min(instant(evaluation_period(year)[0], JUST_AFTER_MIDNIGHT), self.now)

    def on(self, year: int, month: int, day: int, *, plus: int = 0, hour: int = 9, minute: int = 0) -> datetime:
        """An hour of the first working day from ``day`` on, and ``plus`` working days later."""
        worked = self.calendar.add(self.calendar.next_working(date(year, month, day)), plus)
        return instant(worked, time(hour, minute))

    def ago(self, workdays: int, *, hour: int = 9, minute: int = 0, year: int) -> datetime:
        """An hour of the working day ``workdays`` (at least 1) before today, inside the evaluation year ``year``.

        In the first days of a year its opening is nearer than that: then minutes after it, still in this order.
        """
        day = self.today
        for _ in range(workdays):
            day = self._worked_before(day)
        soon_after = self.opening(year) + timedelta(minutes=10) / (workdays + 1)
        return min(max(instant(day, time(hour, minute)), soon_after), self.now)

    def ahead(self, workdays: int) -> date:
        return self.calendar.add(self.today, workdays)

    def _worked_before(self, day: date) -> date:
        day -= ONE_DAY
        while not self.calendar.is_working(day):
            day -= ONE_DAY
        return day


def instant(day: date, clock_time: time) -> datetime:
    return datetime.combine(day, clock_time, tzinfo=VIETNAM)
