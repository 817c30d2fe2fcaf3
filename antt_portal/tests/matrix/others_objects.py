"""Every field of every form that names an object, and an object of somebody else to put there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.urls import resolve, reverse

from antt_portal.tests.journeys.test_look import FILES
from antt_portal.tests.matrix.campaigns import campaign_of
from antt_portal.tests.matrix.filled_forms import FilledForm, FilledForms
from antt_portal.tests.matrix.row import GET, Row
from antt_portal.tests.matrix.rules import duty_of
from antt_portal.tests.matrix.table import ROWS
from antt_portal.tests.matrix.world import BOARD, OWNER, World
from directives.models import Campaign, Delivery
from enterprises.models import Contact, Organisation, User, Zone
from enterprises.tests.factories import ContactFactory
from reports.models import Report

PUBLIC_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ENTERPRISES = (*reversed(OWNER), "investor", "agent")
NO_FORMS = FILES | {row.name for row in ROWS if row.name.endswith("-signatures")}
# Besides an officer's: who hands dossiers out, who signs.
OTHER_FORMS = {"reports:queue": ("unit_head",), "reports:review": ("unit_head",), "directives:letters": ("leader",)}
WAYS_BACK = frozenset({"next", "back"})  # addresses of pages, which ask again who may open them
# Fields whose choices are keys, which no page shows besides as the value of an option.
BY_KEY: dict[str, type[Model]] = {"zone": Zone, "recogniser": Organisation}
# What a request may write whatever comes of it, and what only keeps what was typed.
NOT_COMPARED = frozenset({"django_session", "usersessions_usersession", "core_viewing"})


@dataclass(frozen=True)
class Slot:
    """A field that names an object of ``model``, in a form as ``who`` would send it; None stands for the object."""

    who: str
    url: str
    form: FilledForm = field(compare=False, hash=False)
    name: str
    value: str | None
    model: type[Model]

    @property
    def key(self) -> tuple[str, str, str, str, bool]:
        place = resolve(self.url).view_name
        return self.form.method, place, re.sub(r"\d+", "0", self.name), self.model._meta.label, self.who in ENTERPRISES

    def text_of(self, other: Any) -> str:
        """How the field would name ``other``."""
        if self.value is None:
            return str(other.public_id)
        return str(other.pk) if self.value.isdigit() else PUBLIC_ID.sub(str(other.public_id), self.value)

    def filled(self, other: Any) -> dict[str, list[str]]:
        return {**self.form.values, self.name: [self.text_of(other)]}


class Slots:
    """Found by opening every page of the matrix as those who send its forms."""

    def __init__(self, world: World) -> None:
        self.world, self.made = world, dict[Any, list[Any]]()
        self.clients: dict[str, Client] = {}
        self.untouched: dict[tuple[type[Model], int], dict[str, Any]] = {}
        rows = [row for row in ROWS if row.method == GET and not row.public and row.name not in NO_FORMS]
        pages = [self._page(row, who) for row in rows for who in _senders(row)]
        self.models = models_by_id()  # now that rows have made what they need
        slots = [*(slot for page in pages for slot in self._slots(*page)), *self._by_hand()]
        self.found = {slot.key: slot for slot in slots}

    def args(self, row: Row) -> list[Any]:
        """Rows that point at the same thing share it: some make it when they are asked."""
        if row.args not in self.made:
            self.made[row.args] = row.args(self.world)
        return self.made[row.args]

    def client(self, who: str) -> Client:
        if who not in self.clients:
            self.clients[who] = Client()
            self.world.enter(self.clients[who], who)
        return self.clients[who]

    def traces_of(self, other: Any, board_id: int) -> dict[str, Any]:
        """Before anything was sent; every request is undone."""
        key = type(other), other.pk
        if key not in self.untouched:
            self.untouched[key] = traces(other, board_id)
        return self.untouched[key]

    def _page(self, row: Row, who: str) -> tuple[str, str, list[FilledForm]]:
        url = reverse(row.name, args=self.args(row))
        answer = self.client(who).get(url, row.data(self.world))
        body = answer.getvalue()
        is_page = answer.get("Content-Type", "").startswith("text/html")
        return who, url, FilledForms(body.decode()).forms if is_page else []

    def _slots(self, who: str, url: str, forms: list[FilledForm]) -> Iterator[Slot]:
        for form in forms:
            target = urlsplit(form.action or url)
            for name, choices in form.choices.items():
                for value in sorted(choices):
                    model = None if name in WAYS_BACK else self._model(name, value)
                    if model and not target.netloc:
                        yield Slot(who, target.path or url, form, name, value, model)

    def _model(self, name: str, value: str) -> type[Model] | None:
        if found := PUBLIC_ID.search(value):
            return self.models.get(UUID(found[0]))
        return BY_KEY.get(name.rpartition("-")[2]) if value.isdigit() else None

    def _by_hand(self) -> Iterator[Slot]:
        """Fields that the pages of this world do not show, because nothing waits there."""
        world = self.world
        year = {"year": [str(world.report.year)]}
        listed = {**year, "recogniser": [str(world.recogniser.public_id)]}
        delivery = Delivery.objects.filter(directive=world.directive, organisation=world.organisation).get()
        fields: tuple[tuple[str, str, list[Any], str, type[Model], dict[str, list[str]]], ...] = (
            ("officer", "reports:batch-create", [], "recogniser", Organisation, year),
            ("officer", "reports:batch-create", [], "report", Report, listed),
            ("head", "directives:assign-delivery", [delivery.public_id], "assignee", User, {}),
            ("officer", "directives:direct", [world.composed.public_id], "campaign", Campaign, {"part": ["campaign"]}),
        )
        for who, name, args, asked, model, values in fields:
            yield Slot(who, reverse(name, args=args), FilledForm("post", "", values), asked, None, model)


def _senders(row: Row) -> Iterator[str]:
    """One of an enterprise or an agency, one of a board, and whoever finds other forms there."""
    yield from [who for who in ENTERPRISES if who in row.ok][:1]
    yield from [who for who in BOARD if who in row.ok][:1]
    yield from OTHER_FORMS.get(row.name, ())


def models_by_id() -> dict[UUID, type[Model]]:
    models = [model for model in apps.get_models() if hasattr(model, "public_id")]
    return {one: model for model in models for one in model._base_manager.values_list("public_id", flat=True)}


def complete(world: World) -> None:
    """With what a row makes only when it is asked."""
    for make in (lambda one: one.directive, duty_of, campaign_of):
        make(world)


def of_board(model: type[Model], world: World) -> Any:
    """An object behind the wall of this world's board."""
    if model is User:
        return world.memberships["officer"].user
    found: Any = model._base_manager.filter(board_id=world.board.pk)
    return found.latest("pk")


def of_neighbour(model: type[Model], world: World) -> Any:
    """Behind the same wall, of an enterprise that nobody of the others acts for; None where there is none."""
    neighbour = world.memberships["neighbour"]
    if model is User:
        return neighbour.user
    if model is Organisation:
        return neighbour.organisation
    if model is Contact:
        return ContactFactory(organisation=neighbour.organisation)
    return None


def traces(other: Model, board_id: int) -> dict[str, Any]:
    """By table: the rows that name ``other``, and what is written behind the other board's wall."""
    counts = [*_pointing(other), *_written(other, board_id)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(counts))
        return dict(cursor.fetchall())


def _pointing(other: Model) -> Iterator[str]:
    for relation in other._meta.get_fields(include_hidden=True):
        if relation.auto_created and (relation.one_to_many or relation.one_to_one) and relation.concrete is False:
            table, column = relation.related_model._meta.db_table, relation.field.column
            yield f"SELECT '{table}.{column}', count(*)::text FROM {table} WHERE {column} = {other.pk}"  # noqa: S608


def _written(other: Model, board_id: int) -> Iterator[str]:
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        if table in NOT_COMPARED:
            continue
        name = f"{table} names it"
        yield f"SELECT '{name}', count(*)::text FROM {table} t WHERE t::text LIKE '%{other.public_id}%'"  # noqa: S608
        if any(one.column == "board_id" for one in model._meta.concrete_fields):
            yield (
                f"SELECT '{table} of theirs', md5(string_agg(t::text, '' ORDER BY t::text)) "  # noqa: S608
                f"FROM {table} t WHERE board_id = {board_id}"
            )
