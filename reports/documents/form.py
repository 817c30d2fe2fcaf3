"""The form of a frozen version (``reports.freezing``, format 1), by which a file of another origin is judged.

Nothing here becomes a paper; a version that has this form can become one.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, Literal

from django.utils.translation import gettext as _
from pydantic import AwareDatetime, JsonValue, TypeAdapter

from antt_portal.core.documents.data import paper_data
from antt_portal.core.figures.schema import Schema, SchemaFault, parse_schema
from directives.letters import LetterFault, MalformedLetter, read_as
from reports.documents.figures import figure_tables


@paper_data
class Board:
    name: str
    lines: str
    superior: str
    place: str


@paper_data
class Owner:
    public_id: str
    name: str
    tax_code: str
    address: str
    zones: tuple[str, ...]
    board: Board


@paper_data
class Asked:
    code: str
    edition: int
    title: str
    citation: str


@paper_data
class File:
    id: str
    title: str
    file_name: str
    kind: str
    sha256: str
    size: int
    expires_on: date | None


@paper_data
class Answered:
    code: str
    kind: str
    number: str
    position: int
    title: str
    short_title: str
    text: str
    citation: str
    instrument: str
    fields: JsonValue
    points: str | None
    result: Literal["", "done", "partly", "not_done", "not_applicable", "nothing"]
    reason: str
    narrative: str
    figures: dict[str, JsonValue]
    carried_from: int | None
    evidence: tuple[File, ...]


@paper_data
class HandedIn:
    number: int
    receipt: str
    at: AwareDatetime
    by: str
    role: str


@paper_data
class Directive:
    cited: str
    number: str
    agency: str
    issued_on: date
    subject: str
    bundle_sha256: str
    due_on: date | None
    workdays_late: int


@paper_data
class Frozen:
    format: Literal[1]
    kind: str
    year: int
    organisation: Owner
    instruments: tuple[Asked, ...]
    answers: tuple[Answered, ...]
    submitted: HandedIn
    directive: Directive | None = None


def require_form(frozen: dict[str, Any]) -> None:
    """Raises MalformedLetter with every fault of a version that was handed in."""
    read_as(_adapter(), frozen)
    faults = tuple(_unfit_figures(frozen["answers"]))
    if faults:
        raise MalformedLetter(faults)


@cache
def _adapter() -> TypeAdapter[Frozen]:
    return TypeAdapter(Frozen)


def _unfit_figures(answers: list[dict[str, Any]]) -> Iterator[LetterFault]:
    """Answers whose fields are no schema, and those whose figures do not fit their fields."""
    for position, answer in enumerate(answers):
        path = f"$.answers[{position}]"
        try:
            schema = parse_schema(answer["fields"])
            figure_tables(schema, answer["figures"])
        except SchemaFault as unfit:
            for fault in unfit.faults:
                yield LetterFault(f"{path}.fields{fault.path.removeprefix('$')}", fault.message)
        except (AttributeError, KeyError, TypeError, ValueError):
            yield LetterFault(f"{path}.figures", _("Số liệu không khớp với các trường của nội dung này."))
        else:
            yield from _unfit_groups(schema, answer["figures"], f"{path}.figures")


def _unfit_groups(schema: Schema, figures: dict[str, Any], path: str) -> Iterator[LetterFault]:
    """A page would leave these out without a word."""
    groups = {group.key: group for group in schema.groups}
    for key, value in figures.items():
        group = groups.get(key)
        if group is None:
            yield LetterFault(f"{path}.{key}", _("Không có nhóm trường này."))
        elif not isinstance(value, list if group.repeats else dict):
            yield LetterFault(f"{path}.{key}", _("Số liệu không khớp với các trường của nội dung này."))
