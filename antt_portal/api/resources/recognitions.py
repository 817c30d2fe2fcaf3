"""Recognitions: all of a board's lists; of an enterprise its own, once it was recognised."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from pydantic import Field

from antt_portal.api import shapes
from antt_portal.api.asking import Id, ListQuery, Year
from antt_portal.api.changes import acted_since, last_acts
from antt_portal.api.models import Scope
from antt_portal.api.reader import Reader
from antt_portal.api.resources.resource import Resource, named
from reports.models import Recognition, RecognitionBatch, RecognitionStatus

KIND, BATCH = Recognition._meta.label_lower, RecognitionBatch._meta.label_lower


class Query(ListQuery):
    status: RecognitionStatus | None = Field(None, description=gettext_noop("Chỉ trạng thái này."))
    year: Year | None = Field(None, description=gettext_noop("Chỉ năm đánh giá này."))
    organisation: Id | None = Field(None, description=gettext_noop("Chỉ doanh nghiệp có mã này."))


def visible(reader: Reader) -> QuerySet[Recognition]:
    return Recognition.objects.visible_to(reader)


def narrowed(rows: QuerySet[Any], query: Query, reader: Reader) -> QuerySet[Any]:
    for name in ("status", "year"):
        if value := getattr(query, name):
            rows = rows.filter(**{name: value})
    if query.organisation:
        rows = rows.filter(organisation__public_id=query.organisation)
    if since := query.updated_since:
        own = Q(public_id__in=acted_since(KIND, since, board_id=reader.board_id))
        rows = rows.filter(own | Q(batch__public_id__in=acted_since(BATCH, since, board_id=reader.board_id)))
    return rows


def said(rows: list[Recognition], _reader: Reader) -> list[shapes.Recognition]:
    """Three queries."""
    found = Recognition.objects.filter(pk__in=[one.pk for one in rows]).order_by("pk")
    whole = list(found.select_related("organisation", "report", "batch__recogniser"))
    acts = {
        **last_acts(KIND, [one.public_id for one in whole]),
        **last_acts(BATCH, {one.batch.public_id for one in whole}),
    }
    return [
        shapes.Recognition(
            id=one.public_id,
            organisation=named(one.organisation),
            year=one.year,
            status=RecognitionStatus(one.status),
            report_id=one.report.public_id,
            recogniser=named(one.batch.recogniser),
            decision_number=one.batch.decision_number,
            decided_on=one.batch.decided_on,
            certificate_number=one.certificate_number,
            code=one.code,
            refused_reason=one.refused_reason,
            revoked_on=one.revoked_on,
            revocation_number=one.revocation_number,
            revoked_reason=one.revoked_reason,
            updated_at=max(filter(None, map(acts.get, (one.public_id, one.batch.public_id))), default=None),
        )
        for one in whole
    ]


RECOGNITIONS = Resource(
    "recognitions",
    "recognition",
    Scope.RECOGNITIONS,
    _("Công nhận"),
    _("Ban Quản lý đọc mọi đề nghị và kết quả; doanh nghiệp đọc kết quả của mình khi đã được công nhận."),
    shapes.Recognition,
    shapes.RecognitionPage,
    Query,
    visible,
    narrowed,
    said,
)
