"""What a report handed in, or accepted, means for the delivery it answers. Called by ``reports``, inside its verbs."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from antt_portal.core.clock import local_date
from antt_portal.core.models import CalendarDay
from antt_portal.core.refusal import Refused
from antt_portal.core.workdays import Calendar
from directives.models import Delivery, DeliveryStep, Proof, ReportRequest, Rung
from enterprises.actor import Actor
from enterprises.due import deadlines
from enterprises.models import DeadlineKind


def lock_standing(request: ReportRequest) -> Delivery:
    """The delivery, its row locked until the transaction ends: a recall comes before or after, and never between.

    Raises Refused("ended") for a directive that was recalled or replaced.
    """
    delivery = Delivery.objects.select_for_update().get(pk=request.delivery_id)
    if delivery.ended_at is not None:
        text = _("Văn bản đã được thu hồi hoặc thay thế, không báo cáo theo văn bản này nữa. Nội dung đã ghi vẫn giữ.")
        raise Refused("ended", text)
    return delivery


@transaction.atomic
def record_reported(request: ReportRequest, *, at: datetime, by: Actor) -> None:
    """The report was handed in; ``request`` is read anew. Of several times the first counts, also for its lateness.

    Raises Refused("ended"), Refused("acknowledge-first").
    """
    delivery = lock_standing(request)
    if delivery.acknowledged_at is None:
        raise Refused(
            "acknowledge-first", _("Chưa xác nhận đã nhận văn bản. Xác nhận rồi nộp báo cáo; nội dung đã ghi vẫn giữ.")
        )
    request.refresh_from_db()
    if request.reported_at is not None:
        return
    request.reported_at = at
    if request.due_on is not None:
        calendar = CalendarDay.objects.calendar_for(request.board_id)
        request.workdays_late = workdays_late(request.due_on, local_date(at), calendar)
    request.save(update_fields=["reported_at", "workdays_late"])
    deadlines.close(request, DeadlineKind.ANSWER, at=at)
    if not delivery.requests.filter(reported_at__isnull=True).exists():
        _reach_last_rung(delivery, at=at, by=by)


def workdays_late(due_on: date, handed_in_on: date, calendar: Calendar) -> int:
    """0 for one in time. A day off counts as the working day after it (Bộ luật Dân sự 2015, Điều 148 khoản 5)."""
    return max(0, calendar.between(calendar.next_working(due_on), calendar.next_working(handed_in_on)))


def _reach_last_rung(delivery: Delivery, *, at: datetime, by: Actor) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(reported_at=at)
    DeliveryStep.objects.create(
        board_id=delivery.board_id,
        delivery=delivery,
        rung=Rung.REPORTED,
        proof=Proof.REPORT,
        at=at,
        recorded_at=at,
        user=by.user,
        organisation=by.organisation,
        person=by.user.full_name,
    )


def record_accepted(request: ReportRequest, *, at: datetime) -> None:
    """The board took the report. A recall since then changes nothing about that."""
    ReportRequest.objects.filter(pk=request.pk, accepted_at__isnull=True).update(accepted_at=at)
