"""Asking the police agency (or another one) what it thinks of a dossier, with a date. Silence is shown as silence."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit
from antt_portal.core.clock import local_date
from antt_portal.core.refusal import Refused
from antt_portal.core.workflow import move
from enterprises.actor import Actor
from enterprises.due import deadlines
from enterprises.models import DeadlineKind, Organisation, OrganisationKind
from reports import notices
from reports.answering import lock
from reports.models import Opinion, OpinionStatus, Report, ReportStatus, Stance
from reports.states import ANSWER_OPINION


@transaction.atomic
def ask_opinion(
    report: Report, agency: Organisation, *, question: str, due_on: date, by: Actor, at: datetime
) -> Opinion:
    """Ask ``agency`` for its opinion by ``due_on``.

    Raises Refused("not-yearly") for an answer to a directive, Refused("not-under-review"), Refused("not-an-agency"),
    Refused("due-date"), Refused("already-asked").
    """
    locked = lock(report)
    if not locked.is_yearly:
        raise Refused("not-yearly", _("Chỉ hỏi ý kiến về hồ sơ năm."))
    if locked.status != ReportStatus.SUBMITTED:
        raise Refused("not-under-review", _("Chỉ hỏi ý kiến khi hồ sơ đang được thẩm định."))
    if agency.kind != OrganisationKind.AGENCY or agency.board_id != locked.board_id:
        raise Refused("not-an-agency", _("Chọn một cơ quan phối hợp của Ban Quản lý này."))
    if due_on <= local_date(at):
        raise Refused("due-date", _("Ngày trả lời phải sau ngày hôm nay."))
    if Opinion.objects.filter(report=locked, agency=agency, status=OpinionStatus.ASKED).exists():
        raise Refused("already-asked", _("Cơ quan này đang được hỏi về hồ sơ này."))
    opinion = Opinion.objects.create(
        board_id=locked.board_id,
        organisation_id=locked.organisation_id,
        report=locked,
        agency=agency,
        status=OpinionStatus.ASKED,
        question=question.strip(),
        asked_at=at,
        asked_by=by.user,
        due_on=due_on,
    )
    deadlines.open_deadline(
        opinion,
        DeadlineKind.OPINION,
        organisation=agency,
        title=f"{locked.organisation.name} · {locked.year}",
        route="reports:opinion",
        due_on=due_on,
        rule="by-officer",
        anchor=local_date(at),
        at=at,
    )
    audit.record(locked, "report.ask_opinion", by=by, at=at, after={"agency": agency.name, "due_on": str(due_on)})
    notices.opinion_asked(opinion, at=at)
    return opinion


@transaction.atomic
def answer_opinion(
    opinion: Opinion, *, stance: Stance, text: str, by: Actor, at: datetime, seen: int, number: int | None = None
) -> None:
    """Give the agency's opinion; late is still an answer. ``number`` is the version read (None: the latest).

    Raises Refused("text-missing") when anything but agreement has no words, Refused("other-version") when the
    enterprise handed in again since, Refused("stale").
    """
    latest = lock(opinion.report).submission_count
    if stance != Stance.AGREES and not text.strip():
        raise Refused("text-missing", _("Ghi nội dung ý kiến."))
    if number not in {None, latest}:
        raise Refused("other-version", _("Doanh nghiệp vừa nộp lại hồ sơ. Chưa ghi gì; xem bản mới rồi cho ý kiến."))
    changes = {
        "stance": stance,
        "text": text.strip(),
        "read_number": latest,
        "answered_at": at,
        "answered_by": by.user,
    }
    move(opinion, ANSWER_OPINION, by=by, at=at, seen=seen, changes=changes, note=text.strip())
    deadlines.close(opinion, DeadlineKind.OPINION, at=at)
    notices.opinion_answered(opinion, at=at)
