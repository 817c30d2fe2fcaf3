"""The components of the OpenAPI document: JSON Schema of every shape and question, in the language of the moment."""

from collections.abc import Iterable
from enum import Enum
from typing import Any, Literal

from django.db.models import Choices
from django.utils.translation import gettext
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from antt_portal.api import shapes
from antt_portal.api.asking import Nothing
from antt_portal.api.catalogue import RESOURCES
from antt_portal.api.models import Scope
from antt_portal.api.webhook_shapes import WebhookNotice, WebhookTest
from directives.models import Duty, ObligationKind
from enterprises.models import Capacity, OrganisationKind, Size, ZoneKind
from reports.models import Conclusion, RecognitionStatus, ReportKind, ReportStatus

Schema = dict[str, Any]
Mode = Literal["validation", "serialization"]
REF = "#/components/schemas/"
VOCABULARIES: tuple[type[Choices], ...] = (
    *(Capacity, Conclusion, Duty, ObligationKind, OrganisationKind, RecognitionStatus, ReportKind, ReportStatus),
    *(Scope, Size, ZoneKind),
)
ANSWERS: tuple[type[BaseModel], ...] = (
    *(shape for one in RESOURCES for shape in (one.shape, one.page)),
    *(shapes.Submission, shapes.Token, shapes.Problem, WebhookNotice, WebhookTest),
)
QUERIES: tuple[type[Nothing], ...] = tuple({one.query: None for one in RESOURCES})


def components() -> tuple[dict[str, Schema], dict[type[Nothing], list[Schema]]]:
    """The schemas by name; and of each question its parameters."""
    wanted: list[tuple[type[BaseModel], Mode]] = [(one, "serialization") for one in ANSWERS]
    wanted += [(one, "validation") for one in QUERIES]
    refs, found = models_json_schema(wanted, ref_template=REF + "{model}")
    schemas: dict[str, Schema] = found["$defs"]
    asked = {one: _parameters(schemas.pop(_name(refs[one, "validation"]))) for one in QUERIES}
    return {name: _worded(schema) | _meaning(name) for name, schema in sorted(schemas.items())}, asked


def ref(shape: type[BaseModel]) -> Schema:
    return {"$ref": REF + shape.__name__}


def _name(reference: Any) -> str:
    return str(reference["$ref"]).removeprefix(REF)


def _parameters(question: Schema) -> list[Schema]:
    return [_parameter(name, _worded(field)) for name, field in question["properties"].items()]


def _parameter(name: str, field: Schema) -> Schema:
    """A parameter that is left out is no null."""
    about = field.pop("description")
    choices = [one for one in field.pop("anyOf", []) if one != {"type": "null"}]
    schema = {**field, **(choices[0] if choices else {})}
    if schema.get("default", 0) is None:
        del schema["default"]
    return {"name": name, "in": "query", "description": about, "schema": schema}


def _worded(schema: Any) -> Any:
    """Without the titles and docstrings that pydantic makes of English names, descriptions translated."""
    if isinstance(schema, list):
        return [_worded(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    said = {key: _worded(value) for key, value in schema.items() if key != "title" or not isinstance(value, str)}
    if isinstance(about := said.get("description"), str):
        said["description"] = gettext(about)
    return said


def _meaning(name: str) -> Schema:
    """What the words of a vocabulary mean, instead of its docstring; of any other schema none."""
    for one in VOCABULARIES:
        if one.__name__ == name:
            return {"description": "; ".join(_meant(one))}
    return {"description": ""}


def _meant(vocabulary: Iterable[Enum]) -> Iterable[str]:
    return (f"{one.value}: {getattr(one, 'label', '')}" for one in vocabulary)
