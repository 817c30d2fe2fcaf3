"""What time it is. Only views, tasks and commands ask; everything below them is told ``at`` or ``on``."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """The present instant, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The date on a calendar in Vietnam, whatever zone the server or the request is in."""
    return local_date(now())


def local_date(at: datetime) -> date:
    """The date in Vietnam at the instant ``at``. Raises ValueError when ``at`` has no time zone."""
    if at.utcoffset() is None:
        raise ValueError(f"an instant needs a time zone: {at!r}")
    return at.astimezone(VIETNAM).date()
