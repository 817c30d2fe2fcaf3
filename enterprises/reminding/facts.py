"""What a reminder says of its deadline, read as it is when the mail goes out or its line is looked at."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from antt_portal.core.clock import VIETNAM, local_date
from antt_portal.core.formats import vn_date, vn_time
from antt_portal.core.models import CalendarDay, Notice, NoticeState
from antt_portal.core.outcomes import Facts
from antt_portal.core.workdays import Calendar
from enterprises.due.deadlines import END_OF_DAY
from enterprises.models import Audience, Deadline, DeadlineKind, Pause, Wording

KINDS = tuple(wording.notice_kind for wording in Wording)
# Those of the side that is to act are led to the act, everybody else to the page about the deadline.
ACTING = frozenset({Audience.OWNERS, Audience.HEADS})


def facts_of_reminders(notices: Sequence[Notice], at: datetime) -> Mapping[int, Facts]:
    """Withdrawn when the deadline was closed, has another day by now, or is paused. Five queries at most."""
    found = Deadline.objects.filter(public_id__in={notice.subject_id for notice in notices})
    deadlines = {one.public_id: one for one in found.select_related("organisation")}
    paused = set(
        Pause.objects.on(local_date(at)).filter(deadline__in=deadlines.values()).values_list("deadline", flat=True)
    )
    calendars = CalendarDay.objects.calendars_of({notice.board_id for notice in notices})
    told = _told_before([notice for notice in notices if notice.kind == Wording.ESCALATED.notice_kind])
    facts = {}
    for notice in notices:
        if deadline := deadlines.get(notice.subject_id):
            day = date.fromisoformat(notice.params["due_on"])
            is_over = deadline.closed_at is not None or deadline.due_on != day or deadline.pk in paused
            shown = _shown(notice, deadline, day, calendars[notice.board_id], local_date(at))
            facts[notice.pk] = Facts({**shown, "told_on": told.get((deadline.public_id, day), "")}, is_over)
    return facts


def _shown(notice: Notice, deadline: Deadline, day: date, calendar: Calendar, on: date) -> dict[str, Any]:
    days = calendar.between(on, day)
    is_own = notice.params.get("audience") in ACTING
    return {
        "organisation": str(deadline.organisation),
        "what": DeadlineKind(deadline.kind).label,
        "title": deadline.title,
        "due": _due(deadline, day),
        "days_left": max(days, 0),
        "days_late": max(-days, 0),
        "path": deadline.act_url if is_own else deadline.get_absolute_url(),
    }


def _due(deadline: Deadline, day: date) -> str:
    """With the hour where it is not the end of the day."""
    local = deadline.due_at.astimezone(VIETNAM)
    if local.date() != day or local.time() == END_OF_DAY:
        return vn_date(day)
    return f"{vn_time(local)} {vn_date(day)}"


def _told_before(escalated: Sequence[Notice]) -> dict[tuple[UUID, date], str]:
    """The days on which those who are to act were mailed about the same day due, in words."""
    if not escalated:
        return {}
    lower = Notice.objects.filter(
        subject_kind=Deadline._meta.label_lower,
        subject_id__in={notice.subject_id for notice in escalated},
        kind__in=set(KINDS) - {Wording.ESCALATED.notice_kind},
        state=NoticeState.SENT,
    )
    days: dict[tuple[UUID, date], dict[date, None]] = defaultdict(dict)
    for subject, params, sent_at in lower.order_by("sent_at").values_list("subject_id", "params", "sent_at"):
        if sent_at:
            days[subject, date.fromisoformat(params["due_on"])][local_date(sent_at)] = None
    return {key: ", ".join(vn_date(day) for day in on) for key, on in days.items()}
