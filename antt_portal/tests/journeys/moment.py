"""What time it is in a journey: a year passes in a minute."""

from datetime import UTC, datetime, timedelta
from time import monotonic

from antt_portal.core.clock import VIETNAM


class Clock:
    """Stands in for ``antt_portal.core.clock.now``; runs on from the moment it was set."""

    def __init__(self) -> None:
        self.set(2026, 10, 12)

    def set(self, year: int, month: int, day: int, hour: int = 9) -> datetime:
        self._start = datetime(year, month, day, hour, tzinfo=VIETNAM).astimezone(UTC)
        self._since = monotonic()
        return self._start

    def now(self) -> datetime:
        return self._start + timedelta(seconds=monotonic() - self._since)
