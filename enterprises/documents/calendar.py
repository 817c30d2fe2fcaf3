"""A person's open deadlines as iCalendar (RFC 5545): whole days, so that no time zone matters."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from antt_portal.core.documents import printable
from enterprises.models import Deadline

ONE_DAY = timedelta(days=1)
ASK_AGAIN = "PT6H"


def calendar_of(deadlines: Iterable[Deadline], *, name: str, origin: str) -> bytes:
    """The same bytes for the same deadlines, so that a reader can be told that nothing changed."""
    calendar = Calendar()
    calendar.add("prodid", "-//Cong ANTT//Thoi han//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"}, encode=False)
    for due in deadlines:
        calendar.add_component(_event(due, origin))
    return bytes(calendar.to_ical())


def _event(due: Deadline, origin: str) -> Event:
    """One that is moved keeps its UID and grows its SEQUENCE: minutes until it was moved last."""
    changed = due.moved_at or due.opened_at
    url = f"{origin}{due.get_absolute_url()}"
    event = Event()
    event.add("uid", str(due.public_id))
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", max(0, int((changed - due.opened_at).total_seconds()) // 60))
    event.add("dtstart", due.due_on)
    event.add("dtend", due.due_on + ONE_DAY)
    event.add("summary", printable(f"{due.get_kind_display()} · {due.title}"))
    event.add("description", printable(f"{_('Bên phải làm: %(name)s') % {'name': due.organisation}}\n{url}"))
    event.add("url", url)
    event.add("transp", "TRANSPARENT")
    return event
