"""What a person of the board has read: the version handed in, and what was judged about it so far."""

from django.utils.translation import gettext_lazy as _

from antt_portal.core.canonical import digest
from antt_portal.core.refusal import Refused
from antt_portal.core.workflow import stale
from reports.answering import lock
from reports.models import Report, ReportStatus, Submission


def latest(report: Report) -> Submission:
    """The version before the officer. Raises Submission.DoesNotExist for a report never handed in."""
    return report.submissions.order_by("-number")[:1].get()


def locked_as_read(report: Report, seen: int) -> Report:
    """The locked report, if it is still the version that was read and with the board. Raises Refused("stale")."""
    locked = lock(report)
    if locked.version != seen or locked.status != ReportStatus.SUBMITTED:
        raise stale()
    return locked


def judged(report: Report) -> str:
    """A digest of everything the board and the agencies have said about the version before the officer.

    A page that concludes carries it, because judgements of colleagues do not change the version of the report.
    """
    reviews = latest(report).reviews.order_by("answer__position").values_list("public_id", "version")
    events = report.barring_decisions.order_by("event__position").values_list("event__code", "decided_at")
    opinions = report.opinions.order_by("pk").values_list("public_id", "version")
    return digest([[list(row) for row in rows] for rows in (reviews, events, opinions)])


def require_judged_as_read(report: Report, read: str | None) -> None:
    """Raises Refused("judged-since") when a colleague judged something since the page was shown (None: not asked)."""
    if read is not None and read != judged(report):
        raise Refused(
            "judged-since",
            _("Kết quả thẩm định vừa được thay đổi. Chưa ghi gì; xem lại phần thay đổi rồi kết luận."),
        )
