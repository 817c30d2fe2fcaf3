"""Reports: the organisation's own from the first draft, a board's once handed in, an agency's once it was asked."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from pydantic import Field

from antt_portal.api import shapes
from antt_portal.api.asking import Id, ListQuery, Year
from antt_portal.api.changes import acted_since, last_acts, last_moves, latest, moved_since
from antt_portal.api.models import Scope
from antt_portal.api.problems import NOT_FOUND, Problem
from antt_portal.api.reader import Reader
from antt_portal.api.resources.resource import Resource, named
from directives.models import ReportRequest
from reports.models import Conclusion, Report, ReportKind, ReportStatus, Submission

KIND, REQUEST = Report._meta.label_lower, ReportRequest._meta.label_lower


class Query(ListQuery):
    kind: ReportKind | None = Field(None, description=gettext_noop("Chỉ loại hồ sơ này."))
    status: ReportStatus | None = Field(None, description=gettext_noop("Chỉ trạng thái này."))
    year: Year | None = Field(None, description=gettext_noop("Chỉ năm đánh giá này."))
    organisation: Id | None = Field(None, description=gettext_noop("Chỉ hồ sơ của tổ chức có mã này."))


def visible(reader: Reader) -> QuerySet[Report]:
    """As a subquery: an agency that was asked twice about one report finds it once."""
    return Report.objects.filter(pk__in=Report.objects.visible_to(reader).values("pk"))


def narrowed(rows: QuerySet[Any], query: Query, reader: Reader) -> QuerySet[Any]:
    for name in ("kind", "status", "year"):
        if value := getattr(query, name):
            rows = rows.filter(**{name: value})
    if query.organisation:
        rows = rows.filter(organisation__public_id=query.organisation)
    if since := query.updated_since:
        board_id = reader.board_id
        rows = rows.filter(
            Q(opened_at__gte=since)
            | Q(public_id__in=acted_since(KIND, since, board_id=board_id))
            | Q(public_id__in=moved_since(KIND, since, board_id=board_id))
            | Q(request__public_id__in=moved_since(REQUEST, since, board_id=board_id))
        )
    return rows


def said(rows: list[Report], _reader: Reader) -> list[shapes.Report]:
    """Five queries."""
    found = Report.objects.filter(pk__in=[one.pk for one in rows]).order_by("pk")
    versions = Submission.objects.defer("frozen").order_by("number")
    whole = list(
        found.select_related("organisation", "request__delivery").prefetch_related(Prefetch("submissions", versions))
    )
    acts = last_acts(KIND, [one.public_id for one in whole])
    moves = {
        **last_moves(KIND, [one.public_id for one in whole]),
        **last_moves(REQUEST, [one.request.public_id for one in whole if one.request]),
    }
    return [_said(one, acts.get(one.public_id), moves) for one in whole]


def _said(one: Report, act: datetime | None, moves: Mapping[UUID, datetime]) -> shapes.Report:
    moved = moves.get(one.public_id), moves.get(one.request.public_id) if one.request else None
    return shapes.Report(
        id=one.public_id,
        kind=ReportKind(one.kind),
        title=one.title,
        year=one.year,
        organisation=named(one.organisation),
        status=ReportStatus(one.status),
        answers_to=one.answers_to,
        delivery_id=one.request.delivery.public_id if one.request else None,
        opened_at=one.opened_at,
        due_on=one.due_on,
        mend_by=one.mend_by,
        submitted_at=one.submitted_at,
        accepted_at=one.accepted_at,
        workdays_late=one.workdays_late,
        conclusion=Conclusion(one.conclusion) if one.conclusion else None,
        submissions=[shapes.Receipt(**_receipt(version)) for version in one.submissions.all()],
        updated_at=latest(one.opened_at, act, *moved),
    )


def _receipt(version: Submission) -> dict[str, Any]:
    return {name: getattr(version, name) for name in shapes.Receipt.model_fields}


def submission(reader: Reader, public_id: UUID, number: int) -> shapes.Submission:
    """Raises Problem for a report the reader does not see, and for a version that was never handed in."""
    of_visible = Submission.objects.filter(report__in=visible(reader), report__public_id=public_id)
    found = of_visible.filter(number=number).first()
    if found is None:
        raise Problem(NOT_FOUND)
    return shapes.Submission(report_id=public_id, content=found.frozen, **_receipt(found))


REPORTS = Resource(
    "reports",
    "report",
    Scope.REPORTS,
    _("Hồ sơ, báo cáo"),
    _("Tổ chức đọc hồ sơ của mình; Ban Quản lý đọc hồ sơ đã nộp; cơ quan phối hợp đọc hồ sơ được hỏi ý kiến."),
    shapes.Report,
    shapes.ReportPage,
    Query,
    visible,
    narrowed,
    said,
)
