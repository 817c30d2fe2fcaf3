"""Successions for tests: written down, and confirmed as they are previewed."""

from datetime import UTC, date, datetime

from enterprises.models import Succession, SuccessionKind
from enterprises.succession import deciding
from enterprises.succession.examining import preview
from enterprises.succession.parts import Fate

AT = datetime(2026, 6, 10, 2, tzinfo=UTC)
SINCE = date(2026, 6, 1)
WHY = deciding.Ground("125/QĐ-UBND", date(2026, 5, 20))


def begun(organisation, kind, *, by, on=SINCE, at=AT, **more) -> Succession:
    return deciding.begin(organisation, SuccessionKind(kind), on=on, why=WHY, by=by, at=at, **more)


def confirmed(found: Succession, *, by, at=AT) -> Succession:
    return deciding.confirm(found, digest=preview(found).digest, by=by, at=at, seen=found.version)


def done(organisation, kind, *, by, on=SINCE, at=AT, **more) -> Succession:
    return confirmed(begun(organisation, kind, by=by, on=on, at=at, **more), by=by, at=at)


def told(found: Succession, fate: Fate | None = None) -> dict[str, int]:
    """Counts by code, of the preview."""
    return {line.code: line.count for line in preview(found).lines if fate in {None, line.fate}}
