"""Deliveries: all of a board's; of others what they got, and of an investor also what it forwarded itself."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from pydantic import Field

from antt_portal.api import shapes
from antt_portal.api.asking import Id, ListQuery
from antt_portal.api.changes import last_moves, latest, moved_since
from antt_portal.api.models import Scope
from antt_portal.api.reader import Reader
from antt_portal.api.resources.resource import Resource, named
from directives.models import Delivery, DeliveryStep, Duty, ReportRequest, Route

REQUEST = ReportRequest._meta.label_lower
TIMES = (
    *("recorded_at", "sent_at", "delivered_at", "opened_at", "acknowledged_at", "reported_at"),
    *("ended_at", "bounced_at"),
)


class Query(ListQuery):
    directive: Id | None = Field(None, description=gettext_noop("Chỉ lượt gửi của văn bản chỉ đạo có mã này."))
    organisation: Id | None = Field(None, description=gettext_noop("Chỉ lượt gửi đến tổ chức có mã này."))


def visible(reader: Reader) -> QuerySet[Delivery]:
    """What an investor forwarded is what its page of the directive lists as sent."""
    own = Delivery.objects.visible_to(reader)
    if reader.is_board:
        return own
    sent = Route.objects.filter(board_id=reader.board_id, via=reader.organisation_id, sent_at__isnull=False)
    return Delivery.objects.filter(Q(pk__in=own.values("pk")) | Q(pk__in=sent.values("delivery")))


def narrowed(rows: QuerySet[Any], query: Query, reader: Reader) -> QuerySet[Any]:
    if query.directive:
        rows = rows.filter(directive__public_id=query.directive)
    if query.organisation:
        rows = rows.filter(organisation__public_id=query.organisation)
    if since := query.updated_since:
        rows = rows.filter(_changed_since(since, reader))
    return rows


def _changed_since(since: datetime, reader: Reader) -> Q:
    """A paper tells of a day before it was recorded; the step says when that was."""
    steps = DeliveryStep.objects.filter(board_id=reader.board_id, recorded_at__gte=since)
    moved = moved_since(REQUEST, since, board_id=reader.board_id)
    wanted = ReportRequest.objects.filter(
        Q(reported_at__gte=since) | Q(accepted_at__gte=since) | Q(public_id__in=moved), board_id=reader.board_id
    )
    changed = Q(pk__in=steps.values("delivery")) | Q(pk__in=wanted.values("delivery"))
    for name in TIMES:
        changed |= Q(**{f"{name}__gte": since})
    return changed


def said(rows: list[Delivery], reader: Reader) -> list[shapes.Delivery]:
    """Four queries."""
    found = Delivery.objects.filter(pk__in=[one.pk for one in rows]).order_by("pk")
    whole = list(
        found.select_related("organisation", "directive").defer("directive__manifest").prefetch_related("requests")
    )
    steps = DeliveryStep.objects.filter(delivery__in=whole).values_list("delivery")
    recorded = dict(steps.annotate(Max("recorded_at")))
    moves = last_moves(REQUEST, [request.public_id for one in whole for request in one.requests.all()])
    return [_said(one, reader, recorded.get(one.pk), moves) for one in whole]


def _said(one: Delivery, reader: Reader, recorded: datetime | None, moves: Mapping[Any, datetime]) -> shapes.Delivery:
    requests = list(one.requests.all())
    is_forwarded = not reader.is_board and one.organisation_id != reader.organisation_id
    changes = [getattr(one, name) for name in TIMES]
    for request in requests:
        changes += [request.reported_at, request.accepted_at, moves.get(request.public_id)]
    return shapes.Delivery(
        id=one.public_id,
        directive_id=one.directive.public_id,
        organisation=named(one.organisation),
        duty=Duty(one.duty),
        rung=cast("shapes.RungName", one.rung.name.lower()),
        at_issue=one.at_issue,
        recorded_at=one.recorded_at,
        sent_at=one.sent_at,
        delivered_at=one.delivered_at,
        opened_at=one.opened_at,
        acknowledged_at=one.acknowledged_at,
        reported_at=one.reported_at,
        ended_at=one.ended_at,
        reports=None if is_forwarded else [_wanted(request) for request in requests],
        updated_at=latest(one.recorded_at, recorded, *changes),
    )


def _wanted(request: ReportRequest) -> shapes.WantedReport:
    return shapes.WantedReport(
        round=request.round,
        due_on=request.due_on,
        reported_at=request.reported_at,
        accepted_at=request.accepted_at,
        workdays_late=request.workdays_late,
    )


DELIVERIES = Resource(
    "deliveries",
    "delivery",
    Scope.DELIVERIES,
    _("Lượt gửi"),
    _("Ban Quản lý đọc mọi lượt gửi; nơi nhận đọc lượt của mình; chủ đầu tư hạ tầng đọc thêm lượt đã chuyển tiếp."),
    shapes.Delivery,
    shapes.DeliveryPage,
    Query,
    visible,
    narrowed,
    said,
)
