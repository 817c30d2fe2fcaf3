"""Results of earlier years: moved in from the board's own lists, without a dossier in the portal."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from pydantic import Field

from antt_portal.api import shapes
from antt_portal.api.asking import Id, ListQuery, Year
from antt_portal.api.changes import acted_since, last_acts
from antt_portal.api.models import Scope
from antt_portal.api.reader import Reader
from antt_portal.api.resources.resource import Resource, named
from reports.models import PastRecognition

KIND = PastRecognition._meta.label_lower


class Query(ListQuery):
    year: Year | None = Field(None, description=gettext_noop("Chỉ năm đánh giá này."))
    organisation: Id | None = Field(None, description=gettext_noop("Chỉ doanh nghiệp có mã này."))


def visible(reader: Reader) -> QuerySet[PastRecognition]:
    return PastRecognition.objects.visible_to(reader)


def narrowed(rows: QuerySet[Any], query: Query, reader: Reader) -> QuerySet[Any]:
    if query.year:
        rows = rows.filter(year=query.year)
    if query.organisation:
        rows = rows.filter(organisation__public_id=query.organisation)
    if query.updated_since:
        rows = rows.filter(public_id__in=acted_since(KIND, query.updated_since, board_id=reader.board_id))
    return rows


def said(rows: list[PastRecognition], _reader: Reader) -> list[shapes.PastRecognition]:
    """Two queries."""
    found = PastRecognition.objects.filter(pk__in=[one.pk for one in rows]).order_by("pk")
    whole = list(found.select_related("organisation"))
    acts = last_acts(KIND, [one.public_id for one in whole])
    return [
        shapes.PastRecognition(
            id=one.public_id,
            organisation=named(one.organisation),
            year=one.year,
            is_recognised=one.is_recognised,
            decision_number=one.decision_number,
            decided_on=one.decided_on,
            recogniser=one.recogniser,
            updated_at=acts.get(one.public_id),
        )
        for one in whole
    ]


PAST_RECOGNITIONS = Resource(
    "past-recognitions",
    "past-recognition",
    Scope.RECOGNITIONS,
    _("Kết quả công nhận các năm trước"),
    _("Nhập từ danh sách của Ban Quản lý, không có hồ sơ trên Cổng. Doanh nghiệp đọc kết quả của mình."),
    shapes.PastRecognition,
    shapes.PastRecognitionPage,
    Query,
    visible,
    narrowed,
    said,
)
