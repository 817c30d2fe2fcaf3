"""Opening and closing what is due. Called by the verbs, inside their transaction."""

from datetime import date, datetime, time

from django.utils.translation import gettext_lazy as _

from antt_portal.core.clock import VIETNAM
from antt_portal.core.models import Notice, NoticeState
from antt_portal.core.refusal import Refused
from antt_portal.core.subject import Subject
from enterprises.due import day_copies
from enterprises.models import Deadline, DeadlineKind, Extension, ExtensionState, Organisation, User
from enterprises.models.deadlines import DeadlineQuerySet

END_OF_DAY = time(23, 59, 59)


def end_of(day: date) -> datetime:
    """When what is due on ``day`` is late: after 23:59:59 in Asia/Ho_Chi_Minh."""
    return datetime.combine(day, END_OF_DAY, tzinfo=VIETNAM)


def open_deadline(
    subject: Subject,
    kind: DeadlineKind,
    *,
    organisation: Organisation,
    title: str,
    route: str,
    due_on: date,
    at: datetime,
    assignee: User | None = None,
    rule: str = "",
    anchor: date | None = None,
) -> Deadline:
    """Open the one deadline of this kind about ``subject``, or move the open one to the new day."""
    values = {
        "board_id": subject.board_id,
        "organisation": organisation,
        "assignee": assignee,
        "title": title,
        "route": route,
        "rule": rule,
        "anchor": anchor,
        "due_on": due_on,
        "due_at": end_of(due_on),
    }
    found, _created = Deadline.objects.update_or_create(
        subject_kind=subject._meta.label_lower,
        subject_id=subject.public_id,
        kind=kind,
        closed_at=None,
        defaults={**values, "moved_at": at},
        create_defaults={**values, "opened_at": at},
    )
    return found


def _open_about(subject: Subject) -> DeadlineQuerySet:
    return Deadline.objects.open().filter(subject_kind=subject._meta.label_lower, subject_id=subject.public_id)


def is_open(subject: Subject, kind: DeadlineKind) -> bool:
    return _open_about(subject).filter(kind=kind).exists()


def close(subject: Subject, *kinds: DeadlineKind, at: datetime) -> None:
    """Close the open deadlines of these kinds about ``subject``; none open is fine."""
    close_all(_open_about(subject).filter(kind__in=kinds), at=at)


def close_all(found: DeadlineQuerySet, *, at: datetime) -> None:
    """Close these open deadlines, and tell nobody of them any more; nobody needs more time for them either.

    One that is being sent this very moment finds out at sending (``reminders``). A request made this very moment waits
    for the deadline's row, and is refused, or was made before and is found here.
    """
    take_back_reminders(found)
    found.update(closed_at=at)
    needless = Extension.objects.undecided().filter(deadline__closed_at__isnull=False)
    needless.update(state=ExtensionState.WITHDRAWN, decided_at=at)


def take_back_reminders(found: DeadlineQuerySet) -> None:
    """Cancel what is still unsent about these. Before their own rows: every verb takes the two in this order."""
    unsent = Notice.objects.filter(state=NoticeState.PENDING, occasion_at__isnull=False)
    about = unsent.filter(subject_kind=Deadline._meta.label_lower, subject_id__in=found.values("public_id"))
    about.update(state=NoticeState.CANCELLED)


def move(deadline: Deadline, *, to: date, at: datetime) -> None:
    """Give an open deadline another day, and its reminders, and the rows that show the day.

    Raises Refused("closed") when it was closed in the meantime.
    """
    same = Deadline.objects.filter(pk=deadline.pk)
    take_back_reminders(same)
    due_at = end_of(to)
    if not same.open().update(due_on=to, due_at=due_at, moved_at=at):
        raise closed()
    deadline.due_on, deadline.due_at, deadline.moved_at = to, due_at, at
    day_copies.follow(same, DeadlineKind(deadline.kind))


def closed() -> Refused:
    return Refused("closed", _("Việc này đã xong nên thời hạn không còn mở. Chưa ghi gì."))


def assign(subject: Subject, kind: DeadlineKind, *, to: User | None) -> None:
    _open_about(subject).filter(kind=kind).update(assignee=to)
