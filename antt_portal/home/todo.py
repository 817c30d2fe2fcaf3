"""What the home page puts first: late, due soon, waiting for this person. Each row is one click from the act."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, Min, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from antt_portal.core.clock import local_date
from antt_portal.home.incidents import new_incidents
from antt_portal.home.mails import undelivered
from antt_portal.home.notes import notes_of
from antt_portal.home.rows import SHOWN, Block, Row
from directives.awaiting import awaiting
from directives.models import ObligationKind
from enterprises.actor import Actor
from enterprises.due import agenda
from enterprises.models import BoardTransfer, Contact, Deadline, DeadlineKind, Extension, Role
from enterprises.permissions import can_confirm_contacts, can_see_extensions
from enterprises.states import TransferStatus
from reports.checking import percent_done
from reports.freezing import answers_of
from reports.models import Answer, BatchStatus, RecognitionBatch, Report, ReportKind, ReportStatus
from reports.progress import progress_of
from reports.states import AWAITING_ENTERPRISE

SOON = timedelta(days=40)
OF_ENTERPRISES = frozenset({DeadlineKind.REGISTRATION, DeadlineKind.SELF_ASSESSMENT, DeadlineKind.MENDING})


def late(actor: Actor, on: date) -> Block:
    return _block(agenda.own(actor).late_on(on))


def soon(actor: Actor, on: date) -> Block:
    return _block(agenda.own(actor).due_within(on + SOON).filter(due_on__gte=on))


def _block(deadlines: QuerySet[Deadline]) -> Block:
    shown = list(deadlines[:SHOWN])
    notes = notes_of(due for due in shown if due.kind in OF_ENTERPRISES)
    rows = [
        Row(
            due.act_url,
            f"{due.get_kind_display()} · {due.title}",
            due.due_on,
            notes.get(due.subject_id) or _who(due),
        )
        for due in shown
    ]
    return Block(rows, deadlines.count() if len(rows) == SHOWN else len(rows))


def _who(deadline: Deadline) -> str:
    if deadline.assignee:
        return _("phụ trách: %(name)s") % {"name": deadline.assignee}
    return _("chưa ai nhận") if deadline.kind == DeadlineKind.REVIEW else ""


def waiting(actor: Actor, on: date) -> Block:
    """What stands still until this person acts, beside the deadlines."""
    find = _WAITING.get(actor.role)
    rows = find(actor, on) if find else []
    rows += _contacts(actor, on) if can_confirm_contacts(actor) else []
    rows += _extensions(actor) if can_see_extensions(actor) else []
    rows += undelivered(actor, on)
    letters, count = _letters(actor, on) if actor.is_board else ([], 0)
    incidents, new = new_incidents(actor)
    return Block([*incidents, *rows, *letters][:SHOWN], new + len(rows) + count)


def _contacts(actor: Actor, on: date) -> list[Row]:
    """One row for all contacts that wait to be confirmed."""
    waiting = Contact.objects.waiting(on).filter(board_id=actor.board_id)
    told = waiting.aggregate(count=Count("pk"), first=Min("valid_from"))
    if not told["count"]:
        return []
    title = _("Xác nhận đầu mối liên hệ do chủ đầu tư khai")
    label = _("%(count)s đầu mối chờ") % {"count": told["count"]}
    return [Row(reverse("enterprises:contacts-waiting"), title, told["first"], "", "todo", label)]


def _extensions(actor: Actor) -> list[Row]:
    """One row for all who ask for more time; its day is the first that is to be moved."""
    asked = Extension.objects.undecided().filter(board_id=actor.board_id)
    told = asked.aggregate(count=Count("pk"), first=Min("deadline__due_on"))
    if not told["count"]:
        return []
    label = _("%(count)s đề nghị chờ") % {"count": told["count"]}
    return [Row(reverse("enterprises:extensions"), _("Quyết định đề nghị gia hạn"), told["first"], "", "todo", label)]


def _letters(actor: Actor, on: date) -> tuple[list[Row], int]:
    """Outgoing documents whose next step is this person's, and how many there are."""
    found = awaiting(actor)
    shown = list(found[:SHOWN])
    rows = [
        Row(
            letter.get_absolute_url(),
            _("Văn bản: %(subject)s") % {"subject": letter.subject or letter},
            local_date(letter.changed_at) if letter.changed_at else on,
            letter.get_kind_display(),
            letter.tone,
            letter.get_status_display(),
        )
        for letter in shown
    ]
    return rows, found.count() if len(shown) == SHOWN else len(shown)


def _for_editor(actor: Actor, on: date) -> list[Row]:
    """Last year's answers that nobody has confirmed yet."""
    carried = Answer.objects.filter(
        organisation=actor.organisation, confirmed=False, report__status__in=AWAITING_ENTERPRISE
    )
    found = carried.select_related("obligation", "report").order_by("report__year", "position")
    return [
        Row(
            reverse("reports:answer", args=[answer.report.public_id, answer.public_id]),
            _("Xác nhận nội dung mang từ năm trước: %(title)s") % {"title": answer.obligation},
            answer.report.due_on or on,
            str(answer.report),
            "back",
            _("Chưa xác nhận"),
        )
        for answer in found[:SHOWN]
    ]


def _for_head(actor: Actor, on: date) -> list[Row]:
    """Reports that lack nothing but the head."""
    own = Report.objects.filter(organisation=actor.organisation).awaiting_enterprise().order_by("due_on")
    # For most of the year something has no result yet: then nobody reads answers, figures and files to find that out.
    without_result = Answer.objects.filter(report=OuterRef("pk"), result="")
    far = own.filter(~Exists(without_result))
    complete = [report for report in far if all(percent_done(a, on=on) == 100 for a in answers_of(report))]
    rows = [
        Row(
            reverse("reports:check", args=[report.public_id]),
            _("Xem lại và nộp: %(report)s") % {"report": report},
            report.due_on or on,
            "",
            "sent",
            _("Đã soạn xong"),
        )
        for report in complete
    ]
    return rows + _for_editor(actor, on)


def _for_unit_head(actor: Actor, _on: date) -> list[Row]:
    unassigned = Report.objects.visible_to(actor).awaiting_review().filter(assignee=None)
    found = unassigned.select_related("organisation").order_by("submitted_at")[:SHOWN]
    return [
        Row(
            reverse("reports:review", args=[report.public_id]),
            _("Phân công thẩm định: %(name)s") % {"name": report.organisation},
            (report.submitted_at or report.opened_at).date(),
            str(report),
            "todo",
            _("Chưa phân công"),
        )
        for report in found
    ]


def _batches(actor: Actor, status: BatchStatus, title: str) -> list[Row]:
    found = RecognitionBatch.objects.visible_to(actor).filter(status=status).for_list()
    return [
        Row(
            batch.get_absolute_url(),
            title % {"batch": batch},
            batch.created_at.date(),
            "",
            "sent",
            batch.get_status_display(),
        )
        for batch in found
    ]


def _for_leader(actor: Actor, _on: date) -> list[Row]:
    return _batches(actor, BatchStatus.PROPOSED, _("Duyệt danh sách đề nghị công nhận %(batch)s"))


def _for_clerk(actor: Actor, _on: date) -> list[Row]:
    return _batches(actor, BatchStatus.APPROVED, _("Ghi quyết định công nhận %(batch)s"))


def _for_administrator(actor: Actor, _on: date) -> list[Row]:
    """What another board offers, and nobody here has taken over or declined."""
    offered = BoardTransfer.objects.visible_to(actor).filter(to=actor.board_id, status=TransferStatus.OFFERED)
    return [
        Row(
            one.get_absolute_url(),
            _("Nhận hoặc không nhận: %(what)s") % {"what": one},
            one.effective_on,
            one.document,
            one.tone,
            one.get_status_display(),
        )
        for one in offered.order_by("effective_on", "pk")
    ]


_WAITING: dict[Role, Callable[[Actor, date], list[Row]]] = {
    Role.EDITOR: _for_editor,
    Role.HEAD: _for_head,
    Role.UNIT_HEAD: _for_unit_head,
    Role.LEADER: _for_leader,
    Role.CLERK: _for_clerk,
    Role.ADMINISTRATOR: _for_administrator,
}


@dataclass(frozen=True)
class Ring:
    """One obligation of this year's self-assessment on the home page."""

    answer: Answer
    percent: int
    tone: str
    said: str


def rings(report: Report, on: date) -> list[Ring]:
    """The standing obligations of ``report`` in their order, and how far each got."""
    rows = progress_of(report, on=on).rows
    standing = [row for row in rows if row.answer.obligation.kind == ObligationKind.STANDING]
    return [Ring(row.answer, row.percent, row.ring_tone, row.mark.label.lower()) for row in standing]


def this_years_report(actor: Actor, year: int) -> Report | None:
    """The self-assessment the enterprise is at: last year's until it is accepted, then this year's."""
    own = Report.objects.filter(organisation=actor.organisation, kind=ReportKind.SELF_ASSESSMENT)
    unfinished = own.filter(year__lt=year).exclude(status=ReportStatus.ACCEPTED).order_by("-year").first()
    return unfinished or own.filter(year=year).first()
