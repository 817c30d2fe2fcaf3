"""What the database is to know of each table: policies and grants, worked out from the models."""

from dataclasses import dataclass
from hashlib import sha256
from typing import cast

from django.apps import apps
from django.db import connection
from django.db.models import Field, Model

from antt_portal.core.wall import Side
from antt_portal.core.walling.declared import ALL, READ, Acts, declared
from antt_portal.core.walling.roles import role_of

# Read once a statement, not once a row, so that an index on the board can be used. Nothing named: no row.
NAMED = "((SELECT NULLIF(current_setting('antt.boards', true), '')::bigint[])::bigint[])"


@dataclass(frozen=True)
class Policy:
    name: str
    says: str

    @property
    def digest(self) -> str:
        return sha256(self.says.encode()).hexdigest()


@dataclass(frozen=True)
class Table:
    """``columns`` are those that its policies speak of."""

    name: str
    columns: frozenset[str]
    policies: tuple[Policy, ...]
    grants: dict[str, frozenset[str]]


def tables() -> list[Table]:
    found = (_table(model) for model in apps.get_models(include_auto_created=True) if model._meta.managed)
    return sorted((one for one in found if one), key=lambda one: one.name)


@dataclass(frozen=True)
class _Behind:
    """The row behind whose wall a row stands; ``column`` is that row's key in its own table."""

    parent: type[Model]
    column: str

    def where(self, model: type[Model], also: str) -> str:
        key = f"{_quoted(self.parent)}.{_quoted_name(_key(self.parent))}"
        own = f"{_quoted(model)}.{_quoted_name(self.column)}"
        return f"EXISTS (SELECT FROM {_quoted(self.parent)} WHERE {key} = {own} AND {also})"


def wall_of(model: type[Model]) -> str | None:
    """The condition that a row has to meet for a board to read it; None for rows of no board."""
    if own := _own_walls(model):
        return " OR ".join(own)
    behind = _behind(model)
    there = wall_of(behind.parent) if behind else None
    return behind.where(model, there) if behind and there else None


def _own_walls(model: type[Model]) -> list[str]:
    """One for a board of its own, two for a row between boards."""
    columns = filter(None, [_board_column(model), _other_column(model)])
    return [f"{_quoted(model)}.{_quoted_name(column)} = ANY {NAMED}" for column in columns]


def _quoted(model: type[Model]) -> str:
    return _quoted_name(model._meta.db_table)


def _quoted_name(name: str) -> str:
    return connection.ops.quote_name(name)


def _key(model: type[Model]) -> str:
    return _column(model._meta.pk)


def _column(field: Field | None) -> str:
    """Every model has a key, and every field here is a column."""
    return str(field.column) if field else ""


def _board_column(model: type[Model]) -> str | None:
    if model._meta.label in declared.keys:
        return declared.keys[model._meta.label]
    own = (one.column for one in model._meta.local_concrete_fields if one.attname == "board_id")
    return next(own, None)


def _other_column(model: type[Model]) -> str | None:
    name = declared.others.get(model._meta.label)
    return next((_column(one) for one in model._meta.local_concrete_fields if one.name == name), None)


def _behind(model: type[Model]) -> _Behind | None:
    """Declared; or of a table that Django made between two others, the one that has the relation."""
    name = declared.parents.get(model._meta.label)
    owner = cast("type[Model] | None", model._meta.auto_created or None)
    for one in model._meta.local_concrete_fields:
        if one.name == name or (owner and one.related_model is owner):
            return _Behind(cast("type[Model]", one.related_model), _column(one))
    return None


def _table(model: type[Model]) -> Table | None:
    condition = wall_of(model)
    acts = declared.acts.get(model._meta.label)
    if condition is None and acts is None:
        return None
    if acts is None:
        acts = Acts(ALL, frozenset({READ}), "")
    grants = {role_of(Side.BOARDS): acts.boards, role_of(Side.PORTAL): acts.portal}
    policies = _policies(model, condition) if condition else ()
    return Table(model._meta.db_table, _columns(model), tuple(policies), grants)


def _columns(model: type[Model]) -> frozenset[str]:
    behind = _behind(model)
    return frozenset(filter(None, [_board_column(model), _other_column(model), behind.column if behind else None]))


def _policies(model: type[Model], condition: str) -> list[Policy]:
    boards, portal = (connection.ops.quote_name(role_of(side)) for side in (Side.BOARDS, Side.PORTAL))
    written = " AND ".join(_own_walls(model)) or condition
    made = [
        Policy("wall_boards", f"TO {boards} USING ({condition}) WITH CHECK ({written})"),
        Policy("wall_portal", f"TO {portal} USING (true) WITH CHECK (true)"),
    ]
    if shipped := _shipped(model):
        made.append(Policy("wall_shipped", f"FOR SELECT TO {boards} USING ({shipped})"))
    return made


def _shipped(model: type[Model]) -> str | None:
    """Rows that come with the portal have no board, and everybody reads them."""
    if behind := _behind(model):
        there = _shipped(behind.parent)
        return behind.where(model, there) if there else None
    fields = model._meta.local_concrete_fields
    own = (one.column for one in fields if one.attname == "board_id" and one.null)
    column = next(own, None)
    return f"{_quoted(model)}.{_quoted_name(column)} IS NULL" if column else None
