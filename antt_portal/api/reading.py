"""The answers: lists and single rows of everything in the catalogue, one version of a report, the token itself."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from pydantic import BaseModel

from antt_portal.api import shapes
from antt_portal.api.asking import Nothing, asked
from antt_portal.api.models import Scope
from antt_portal.api.paging import address_of_next, cut
from antt_portal.api.problems import NOT_FOUND, Problem
from antt_portal.api.reader import Reader
from antt_portal.api.resources import reports
from antt_portal.api.resources.resource import Resource, named
from antt_portal.api.serving import Answer


def list_of(resource: Resource) -> Answer:
    def answer(request: HttpRequest, reader: Reader) -> BaseModel:
        query = asked(resource.query, request.GET)
        visible = resource.visible(reader)
        rows, cursor = cut(visible, resource.narrowed(visible, query, reader), query)
        return resource.page(data=resource.said(rows, reader), next=address_of_next(request, cursor))

    return answer


def item_of(resource: Resource) -> Answer:
    def answer(request: HttpRequest, reader: Reader, public_id: UUID) -> BaseModel:
        asked(Nothing, request.GET)
        rows = list(resource.visible(reader).filter(public_id=public_id).only("pk", "public_id")[:1])
        if not rows:
            raise Problem(NOT_FOUND)
        answered: BaseModel = resource.said(rows, reader)[0]
        return answered

    return answer


def submission(request: HttpRequest, reader: Reader, public_id: UUID, number: int) -> BaseModel:
    asked(Nothing, request.GET)
    return reports.submission(reader, public_id, number)


def token(request: HttpRequest, reader: Reader) -> BaseModel:
    asked(Nothing, request.GET)
    return shapes.Token(
        name=reader.token.name,
        organisation=named(reader.organisation),
        scopes=[Scope(one) for one in reader.token.scopes],
        expires_on=reader.token.expires_on,
        requests_per_minute=settings.API_REQUESTS_PER_MINUTE,
    )
