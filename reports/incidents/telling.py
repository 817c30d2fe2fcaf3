"""What was said of an incident as people read it: a list of facts, what a correction changed, what has to be done."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from antt_portal.core.formats import number_vn, vn_datetime
from reports.incidents.rules import Clock, clocks_of
from reports.marks import Mark
from reports.models import Incident, IncidentVersion, Told

BETWEEN = "; "


def said(facts: IncidentVersion) -> dict[str, str]:
    """Words by label; what was not said is left out."""
    rows = {
        _("Loại"): facts.get_type_display() + (f" ({_('mới là dấu hiệu')})" if facts.is_sign else ""),
        _("Xảy ra lúc"): vn_datetime(facts.happened_at),
        _("Khu"): facts.zone.name if facts.zone else "",
        _("Địa điểm"): facts.place,
        _("Diễn biến"): facts.text,
        _("Đã báo cho"): told_words(facts),
        _("Số người liên quan"): _count(facts.involved),
        _("Số người bị thương"): _count(facts.injured),
        _("Số người chết"): _count(facts.dead),
        _("Số người ngừng việc"): _count(facts.stopped),
        _("Thiệt hại"): _("%(sum)s đồng") % {"sum": number_vn(facts.loss)} if facts.loss is not None else "",
    }
    return {label: words for label, words in rows.items() if words}


def _count(value: int | None) -> str:
    return "" if value is None else number_vn(value)


def told_words(facts: IncidentVersion) -> str:
    """“Công an lúc 21/11/2026 14:05; Công đoàn”, in the order of the form."""
    return BETWEEN.join(_told(one, facts.told[one]) for one in Told if one in facts.told) or _("chưa báo ai")


def _told(receiver: Told, at: str) -> str:
    if not at:
        return str(receiver.label)
    return _("%(who)s lúc %(at)s") % {"who": receiver.label, "at": vn_datetime(datetime.fromisoformat(at))}


@dataclass(frozen=True)
class Change:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Edition:
    """One version with what it changed; the first one changed nothing."""

    facts: IncidentVersion
    changes: list[Change]


def editions(incident: Incident) -> list[Edition]:
    """Every version, the latest first. One query."""
    versions = list(incident.versions.select_related("zone", "recorded_by").order_by("number"))
    told = [
        Edition(versions[0], []),
        *(Edition(b, _changes(a, b)) for a, b in pairwise(versions)),
    ]
    return told[::-1]


def _changes(earlier: IncidentVersion, later: IncidentVersion) -> list[Change]:
    before, after = said(earlier), said(later)
    labels = dict.fromkeys([*after, *before])
    return [
        Change(label, before.get(label, ""), after.get(label, ""))
        for label in labels
        if before.get(label) != after.get(label)
    ]


@dataclass(frozen=True)
class Running:
    """A clock on the page. It says until when, and cannot know whether the thing was done."""

    clock: Clock
    due_at: datetime
    mark: Mark


def running(facts: IncidentVersion, *, at: datetime) -> list[Running]:
    return [Running(clock, clock.due_at(facts), _mark(clock, clock.due_at(facts), at)) for clock in clocks_of(facts)]


def _mark(clock: Clock, due_at: datetime, at: datetime) -> Mark:
    if clock.hours == 0:
        return Mark("soon", _("Làm ngay"))
    left = due_at - at
    if left <= timedelta(0):
        return Mark("none", _("Đã hết giờ"))
    hours = -(-left // timedelta(hours=1))
    return Mark("soon", ngettext("Còn %(hours)s giờ", "Còn %(hours)s giờ", hours) % {"hours": hours})
