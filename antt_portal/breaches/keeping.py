"""The verbs of the register: written down, corrected, reported, closed. Nothing is deleted."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from antt_portal.breaches.models import Breach
from antt_portal.breaches.telling import tell
from antt_portal.core import audit
from antt_portal.core.formats import vn_datetime
from antt_portal.core.refusal import Refused
from enterprises.actor import Actor


@dataclass(frozen=True)
class Facts:
    """What is known so far; ``people_count`` may be unknown."""

    discovered_at: datetime
    what: str
    affected: str
    people_count: int | None
    measures: str

    def written(self) -> dict[str, object]:
        return {**asdict(self), "discovered_at": self.discovered_at.isoformat()}


def facts_of(breach: Breach) -> Facts:
    return Facts(breach.discovered_at, breach.what, breach.affected, breach.people_count, breach.measures)


@transaction.atomic
def enter(facts: Facts, *, by: Actor, at: datetime) -> Breach:
    """Write it down, and start the clock where it was discovered. Raises Refused("in-future")."""
    _require_past(facts.discovered_at, at)
    values = {**asdict(facts), "entered_at": at, "entered_by": by.user}
    breach = Breach.objects.create(board_id=by.board_id, **values)
    audit.record(breach, "breach.enter", by=by, at=at, after=facts.written())
    tell(breach, at=at)
    return breach


@transaction.atomic
def correct(breach: Breach, facts: Facts, *, seen: int, by: Actor, at: datetime) -> None:
    """Raises Refused("in-future"), "stale", "closed"."""
    row = _locked(breach, seen)
    _require_past(facts.discovered_at, at)
    before = facts_of(row).written()
    for name, value in asdict(facts).items():
        setattr(row, name, value)
    _save(row)
    audit.record(row, "breach.correct", by=by, at=at, before=before, after=facts.written())


@transaction.atomic
def report(breach: Breach, *, number: str, reported_at: datetime, seen: int, by: Actor, at: datetime) -> None:
    """The letter to the authority went out: the clock stops, at that moment.

    Raises Refused("in-future"), "too-early", "reported", "stale", "closed".
    """
    row = _locked(breach, seen)
    if row.reported_at is not None:
        raise Refused("reported", _("Vụ này đã báo cơ quan chuyên trách. Không ghi lần nữa."))
    _require_past(reported_at, at)
    if reported_at < row.discovered_at:
        told = vn_datetime(row.discovered_at)
        raise Refused("too-early", _("Không báo được trước lúc phát hiện (%s). Chưa ghi gì.") % told)
    row.reported_at, row.report_number = reported_at, number.strip()
    _save(row)
    after = {"number": row.report_number, "reported_at": reported_at.isoformat(), "in_time": reported_at <= row.due_at}
    audit.record(row, "breach.report", by=by, at=at, after=after)


@transaction.atomic
def close(breach: Breach, *, outcome: str, seen: int, by: Actor, at: datetime) -> None:
    """With what came of it; of one that was not reported, why it need not be. Raises Refused("stale"), "closed"."""
    row = _locked(breach, seen)
    row.closed_at, row.outcome = at, outcome.strip()
    _save(row)
    audit.record(row, "breach.close", by=by, at=at, after={"outcome": row.outcome})


def _require_past(moment: datetime, at: datetime) -> None:
    if moment > at:
        raise Refused("in-future", _("Giờ ghi nằm ở tương lai. Chưa ghi gì."))


def _locked(breach: Breach, seen: int) -> Breach:
    row = Breach.objects.select_for_update().get(pk=breach.pk)
    if row.closed_at is not None:
        raise Refused("closed", _("Vụ này đã kết thúc nên không sửa được nữa."))
    if row.version != seen:
        raise Refused("stale", _("Vụ này đã được người khác ghi thêm. Xem lại rồi ghi lại; chưa ghi gì."))
    return row


def _save(row: Breach) -> None:
    row.version += 1
    row.save()
