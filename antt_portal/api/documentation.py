"""The OpenAPI document for programs, and the same as a page for whoever writes them."""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from antt_portal.api.catalogue import RESOURCES
from antt_portal.api.openapi import SECURITY, document, signature_words
from antt_portal.api.permissions import can_keep_tokens
from antt_portal.api.problems import KINDS
from antt_portal.api.schema import REF, Schema
from enterprises.middleware import VisitorRequest, open_to_all

HOUR = 60 * 60


@dataclass(frozen=True)
class Field:
    name: str
    kind: str
    about: str
    of: str = ""  # the schema that says more


@dataclass(frozen=True)
class Operation:
    name: str
    path: str
    summary: str
    scope: str
    parameters: list[Field]
    answer: str


@dataclass(frozen=True)
class Component:
    name: str
    about: str
    fields: list[Field]


@require_safe
@open_to_all
def openapi(request: HttpRequest) -> HttpResponseBase:
    """No secret is in it: anybody may know how the portal is read."""
    body = json.dumps(document(), ensure_ascii=False).encode()
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": f"public, max-age={HOUR}"}
    response = HttpResponse(body, content_type="application/json", headers=headers)
    return get_conditional_response(request, etag, None, response) or response


@require_safe
@open_to_all
def page(request: VisitorRequest) -> HttpResponse:
    said = document()
    schemas: dict[str, Schema] = said["components"]["schemas"]
    context = {
        "about": said["info"]["description"],
        "operations": [_operation(path, one["get"]) for path, one in said["paths"].items()],
        "components": [_component(name, one) for name, one in schemas.items()],
        "problems": KINDS,
        "resources": RESOURCES,
        "signature": signature_words(),
        "keeps_tokens": request.actor is not None and can_keep_tokens(request.actor),
    }
    return render(request, "api/documentation.html", context)


def _operation(path: str, one: Schema) -> Operation:
    scopes = one["security"][0][SECURITY]
    answer = one["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
    parameters = [_field(it["name"], it["schema"] | {"description": it["description"]}) for it in one["parameters"]]
    scope = scopes[0] if scopes else ""
    return Operation(one["operationId"], path, one["summary"], scope, parameters, answer.removeprefix(REF))


def _component(name: str, schema: Schema) -> Component:
    fields = [_field(key, one) for key, one in schema.get("properties", {}).items()]
    return Component(name, schema["description"], fields)


def _field(name: str, schema: Schema) -> Field:
    return Field(name, _kind(schema), schema.get("description", ""), _schema_in(schema))


def _kind(schema: Any) -> str:
    """As one line: “uuid”, “date | null”, “Item[]”."""
    if "anyOf" in schema:
        return " | ".join(_kind(one) for one in schema["anyOf"])
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix(REF)
    if schema.get("type") == "array":
        return f"{_kind(schema['items'])}[]"
    return str(schema.get("const") or schema.get("format") or schema.get("type") or "")


def _schema_in(schema: Any) -> str:
    parts = [schema, schema.get("items", {}), *schema.get("anyOf", [])]
    return next((str(one["$ref"]).removeprefix(REF) for one in parts if "$ref" in one), "")
