"""The OpenAPI 3.1 document, made from the catalogue: what is served cannot differ from what is said."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _
from pydantic import BaseModel

from antt_portal.api import shapes
from antt_portal.api.catalogue import RESOURCES
from antt_portal.api.models import Scope
from antt_portal.api.problems import BAD_QUERY, BROKEN, CONTENT_TYPE, NO_SCOPE, NO_TOKEN, NOT_FOUND, TOO_MANY, Kind
from antt_portal.api.resources.resource import Resource
from antt_portal.api.schema import Schema, components, ref
from antt_portal.api.webhook_shapes import WebhookNotice, WebhookTest
from antt_portal.core.signed_body import HEADER

VERSION = "1.0.0"
PREFIX = "/api/v1"
SECURITY = "token"
PROBLEMS = (BAD_QUERY, NO_TOKEN, NO_SCOPE, NOT_FOUND, TOO_MANY, BROKEN)
RATE = ("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")


def document() -> Schema:
    """In the language of the moment."""
    schemas, parameters = components()
    paths: Schema = {}
    for one in RESOURCES:
        paths[f"{PREFIX}/{one.many}"] = {"get": _list(one, parameters[one.query])}
        paths[f"{PREFIX}/{one.many}/{{id}}"] = {"get": _item(one)}
    paths[f"{PREFIX}/reports/{{id}}/submissions/{{number}}"] = {"get": _submission()}
    paths[f"{PREFIX}/token"] = {"get": _token()}
    return {
        "openapi": "3.1.0",
        "info": _info(),
        "servers": [{"url": settings.SITE_ORIGIN}],
        "tags": [{"name": one.many, "description": str(one.about)} for one in RESOURCES],
        "paths": paths,
        "webhooks": {"notice": {"post": _webhook()}},
        "components": {
            "schemas": schemas,
            "headers": _headers(),
            "securitySchemes": {SECURITY: {"type": "http", "scheme": "bearer", "description": _scheme()}},
        },
    }


def _info() -> Schema:
    about = _("Đọc dữ liệu mà một tổ chức được xem trên Cổng. Chỉ đọc; trả lời bằng JSON, thời điểm theo UTC.")
    return {"title": settings.SITE_NAME, "version": VERSION, "description": about}


def _scheme() -> str:
    return _("Khóa của tổ chức, gửi trong mục Authorization: Bearer. Không gửi trong địa chỉ.")


def _operation(name: str, tag: str, summary: str, answer: type[BaseModel], scope: Scope | None) -> Schema:
    return {
        "operationId": name,
        "tags": [tag],
        "summary": summary,
        "security": [{SECURITY: [str(scope)] if scope else []}],
        "parameters": [],
        "responses": {"200": _answered(answer), "304": {"description": _("Không đổi: ETag gửi lên còn đúng.")}}
        | {str(kind.status): _problem(kind) for kind in PROBLEMS},
    }


def _answered(answer: type[BaseModel]) -> Schema:
    headers = {name: {"$ref": f"#/components/headers/{name}"} for name in ("ETag", *RATE)}
    return {"description": _("Trả lời."), "headers": headers, "content": {"application/json": {"schema": ref(answer)}}}


def _problem(kind: Kind) -> Schema:
    return {"description": str(kind.title), "content": {CONTENT_TYPE: {"schema": ref(shapes.Problem)}}}


def _list(one: Resource, parameters: list[Schema]) -> Schema:
    found = _operation(one.many, one.many, _("%(what)s: danh sách") % {"what": one.title}, one.page, one.scope)
    found["parameters"] = parameters
    first = {"operationId": one.one, "parameters": {"id": "$response.body#/data/0/id"}}
    found["responses"]["200"]["links"] = {one.one: first}
    return found


def _item(one: Resource) -> Schema:
    found = _operation(one.one, one.many, _("%(what)s: một dòng") % {"what": one.title}, one.shape, one.scope)
    found["parameters"] = [_id()]
    return found


def _submission() -> Schema:
    found = _operation("submission", "reports", _("Một lần nộp, cả nội dung"), shapes.Submission, Scope.REPORTS)
    number = {"type": "integer", "minimum": 1, "maximum": 1000}
    about = _("Lần nộp.")
    found["parameters"] = [
        _id(),
        {"name": "number", "in": "path", "required": True, "description": about, "schema": number},
    ]
    return found


def _token() -> Schema:
    return _operation("token", "token", _("Khóa đang dùng được đọc những gì"), shapes.Token, None)


def _id() -> Schema:
    schema = {"type": "string", "format": "uuid"}
    return {"name": "id", "in": "path", "required": True, "description": _("Mã công khai."), "schema": schema}


def _headers() -> dict[str, Schema]:
    said: Iterable[tuple[str, str, str]] = (
        ("ETag", "string", _("Gửi lại trong If-None-Match để biết có thay đổi hay không.")),
        (RATE[0], "integer", _("Số yêu cầu nhiều nhất mỗi phút.")),
        (RATE[1], "integer", _("Số yêu cầu còn lại trong phút này.")),
        (RATE[2], "integer", _("Số giây đến phút sau.")),
    )
    return {name: {"description": about, "schema": {"type": kind}} for name, kind, about in said}


def _webhook() -> Schema:
    """What ``antt_portal.operations.webhook_sending`` sends; a test compares the two."""
    signature = {"type": "string", "pattern": "^t=[0-9]{1,12},v1=[0-9a-f]{64}$"}
    return {
        "operationId": "webhookNotice",
        "summary": _("Cổng báo cho hệ thống tin nhắn của Ban Quản lý"),
        "description": signature_words(),
        "parameters": [
            {"name": HEADER, "in": "header", "required": True, "description": _("Chữ ký."), "schema": signature},
            {
                "name": "Idempotency-Key",
                "in": "header",
                "required": True,
                "schema": {"type": "string", "format": "uuid"},
            },
        ],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"oneOf": [ref(WebhookNotice), ref(WebhookTest)]}}},
        },
        "responses": {
            "2XX": {"description": _("Đã nhận.")},
            "default": {"description": _("Chưa nhận: Cổng gửi lại, thưa dần, trong 48 giờ.")},
        },
    }


def signature_words() -> str:
    return _(
        "X-ANTT-Signature: t=…,v1=…; t là số giây, v1 là HMAC-SHA256 dạng hex của “t.thân yêu cầu” với khóa "
        "của webhook. Bỏ qua yêu cầu có chữ ký sai, hoặc có thời điểm lệch quá 5 phút."
    )
