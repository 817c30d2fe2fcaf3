"""Reports that answer a directive: opened from what it wants, answered at once where there is nothing to report."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit
from antt_portal.core.clock import local_date
from antt_portal.core.refusal import Refused
from antt_portal.core.workdays import evaluation_year
from directives.arriving.reporting import lock_standing
from directives.asking.applying import obligations_for
from directives.models import Delivery, ObligationKind, OfficialLetter, ReportRequest
from enterprises.actor import Actor
from reports.answering import lock, require_editable
from reports.models import AnswerResult, Report, ReportKind, ReportStatus
from reports.opening import lay_out_answers
from reports.wording import lowered

RELATED = "delivery__directive__letter"


@transaction.atomic
def open_for(request: ReportRequest, *, by: Actor, at: datetime) -> Report:
    """The report that is wanted, opened now or opened before.

    Raises Refused("ended") where none was opened and the directive was recalled or replaced.
    """
    if found := Report.objects.filter(request=request).first():
        return found
    delivery = lock_standing(request)
    letter = OfficialLetter.objects.get(directive=delivery.directive_id)
    report, created = Report.objects.get_or_create(
        request=request,
        defaults={
            "board_id": request.board_id,
            "organisation_id": request.organisation_id,
            "kind": ReportKind.IMPLEMENTATION,
            "status": ReportStatus.DRAFT,
            "year": evaluation_year(letter.issued_on or local_date(at)),
            "answers_to": _cited(letter, request),
            "opened_at": at,
            "due_on": request.due_on,
        },
    )
    if created:
        wanted = [
            one for one in obligations_for(delivery, ObligationKind.DIRECTIVE) if one.report_round == request.round
        ]
        report.instruments.set({one.instrument_id for one in wanted})
        lay_out_answers(report, wanted)
        audit.record(report, "report.open", by=by, at=at, after={"kind": report.kind, "title": report.answers_to})
    return report


def _cited(letter: OfficialLetter, request: ReportRequest) -> str:
    """“công văn 5230/BQL-QHXD”, with its turn where the directive wants several reports. Papers say it too."""
    with translation.override("vi"):
        kind = lowered(str(letter.get_kind_display()))
        turn = _(", kỳ %(turn)s") % {"turn": request.round} if _is_one_of_several(request) else ""
    return f"{kind} {letter}{turn}"


def _is_one_of_several(request: ReportRequest) -> bool:
    return ReportRequest.objects.filter(delivery=request.delivery_id).exclude(pk=request.pk).exists()


@transaction.atomic
def answer_nothing(report: Report, *, by: Actor, at: datetime) -> int:
    """Say of every answer that is still empty that there is nothing to report; returns of how many.

    Raises Refused("not-editable"), Refused("not-offered") for a yearly filing, Refused("nothing-left") when no answer
    is empty.
    """
    locked = lock(report)
    require_editable(locked)
    if locked.is_yearly:
        raise Refused("not-offered", _("Hồ sơ năm phải ghi từng nội dung."))
    empty = locked.answers.filter(result="", narrative="", evidence_uses=None)
    count = locked.answers.filter(pk__in=list(empty.values_list("pk", flat=True))).update(
        result=AnswerResult.NOTHING, version=F("version") + 1, updated_at=at, updated_by=by.user
    )
    if not count:
        raise Refused("nothing-left", _("Nội dung nào cũng đã ghi. Chưa đổi gì; sửa ở từng nội dung."))
    audit.record(locked, "report.answer_nothing", by=by, at=at, after={"answers": count})
    return count


@dataclass(frozen=True)
class Asking:
    """What a report answers, as pages say it beside the answers."""

    request: ReportRequest

    @property
    def delivery(self) -> Delivery:
        return self.request.delivery

    @property
    def letter(self) -> OfficialLetter:
        return self.delivery.directive.letter

    @property
    def due_on(self) -> date | None:
        return self.request.due_on

    @property
    def has_ended(self) -> bool:
        return self.delivery.ended_at is not None

    @property
    def needs_acknowledgement(self) -> bool:
        return self.delivery.acknowledged_at is None and not self.has_ended


def asking(report: Report) -> Asking | None:
    """None for a yearly filing; else one query."""
    if report.request_id is None:
        return None
    wanted = ReportRequest.objects.select_related(RELATED).defer(f"{RELATED}__data")
    return Asking(wanted.get(pk=report.request_id))
