"""What is due: recurring duties of an enterprise that is gone end, whatever was asked of it before stays its own."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from antt_portal.core.formats import vn_date
from enterprises.due.deadlines import close_all
from enterprises.models import Deadline, DeadlineKind, Succession, SuccessionKind
from enterprises.models.deadlines import DeadlineQuerySet
from enterprises.succession.parts import MOST_NAMED, Deed, Fate, Line, Named, Part
from enterprises.succession.presence import is_gone

# Each is told of by the app whose it is.
TOLD_ELSEWHERE = frozenset(
    {DeadlineKind.REGISTRATION, DeadlineKind.SELF_ASSESSMENT, DeadlineKind.FORWARDING, DeadlineKind.DUTY}
)


def _open(succession: Succession) -> DeadlineQuerySet:
    return Deadline.objects.open().filter(organisation=succession.organisation_id).order_by("due_on", "pk")


def _needless(succession: Succession) -> DeadlineQuerySet:
    """Duties that fall due when it is there no more."""
    due = _open(succession).filter(kind=DeadlineKind.DUTY, due_on__gte=succession.effective_on)
    return due if is_gone(succession) else due.none()


def named(found: DeadlineQuerySet) -> list[Named]:
    said = _("%(title)s, hạn %(day)s")
    return [
        Named(
            said % {"title": f"{one.get_kind_display()} {one.title}", "day": vn_date(one.due_on)},
            one.get_absolute_url(),
        )
        for one in found[:MOST_NAMED]
    ]


def examine(succession: Succession) -> Iterator[Line]:
    if succession.kind == SuccessionKind.RENAME:
        return
    ends = _needless(succession)
    yield Line(Fate.ENDS, "duties", _("Nghĩa vụ định kỳ đến hạn sau ngày rời đi"), ends.count(), named(ends))
    stays = _open(succession).exclude(kind__in=TOLD_ELSEWHERE)
    said = _("Thời hạn khác còn mở: %(name)s vẫn phải làm, ngày hạn không đổi")
    yield Line(Fate.STAYS, "deadlines", said % {"name": succession.organisation}, stays.count(), named(stays))


def carry_out(deed: Deed) -> None:
    close_all(_needless(deed.succession), at=deed.at)


DUE = Part(examine, carry_out)
