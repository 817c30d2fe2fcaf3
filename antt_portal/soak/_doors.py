"""Where something can be put into the portal: every address of the matrix, and the forms on its pages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from django.test import Client
from django.urls import reverse

from antt_portal.tests.matrix.row import GET, POST, Row
from antt_portal.tests.matrix.world import World

# Words that pages understand behind the question mark, whether or not a form on them says so.
ASKED = (
    "q",
    "page",
    "sort",
    "year",
    "state",
    "status",
    "zone",
    "kind",
    "next",
    "on",
    "from",
    "to",
    "format",
    "tab",
    "v",
)
FIELDS = frozenset({"input", "select", "textarea", "button"})
NOT_TYPED = frozenset({"csrfmiddlewaretoken"})


@dataclass(frozen=True)
class Door:
    """An address with what it takes; ``fields`` hold what a person would send. ``who`` may open it."""

    name: str
    method: str
    url: str
    who: str
    fields: Mapping[str, Any]
    files: tuple[str, ...] = ()


@dataclass
class Form:
    method: str
    action: str
    fields: dict[str, Any] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)


class FormsOf(HTMLParser):
    """The forms of a page; fields that stand outside belong to the form they name."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.by_id: dict[str, Form] = {}
        self.current: Form | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.current = Form(told.get("method", GET).lower(), told.get("action", ""))
            self.forms.append(self.current)
            self.by_id[told.get("id", "")] = self.current
        elif tag in FIELDS and told.get("name"):
            form = self.by_id.get(told.get("form", "-")) or self.current
            if form is not None and told["name"] not in NOT_TYPED:
                self._take(form, told)

    def _take(self, form: Form, told: Mapping[str, str]) -> None:
        if told.get("type") == "file":
            form.files.append(told["name"])
        else:
            form.fields.setdefault(told["name"], told.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.current = None


def all_doors(rows: Sequence[Row], world: World, clients: Mapping[str, Client]) -> list[Door]:
    """Rows that point at the same thing share it: some make it when they are asked."""
    made: dict[Any, list[Any]] = {}
    for row in rows:
        if row.args not in made:
            made[row.args] = row.args(world)
    found = (door for row in rows for door in _doors_of(row, made[row.args], world, clients))
    # The search field and the sign-out of every page are one door each.
    return list({(door.method, door.url, *sorted(door.fields), *door.files): door for door in found}.values())


def _doors_of(row: Row, args: list[Any], world: World, clients: Mapping[str, Client]) -> Iterator[Door]:
    """The address itself, and what the forms on its page send and where."""
    who = row.ok[0] if row.ok else "officer"
    data = row.data(world)
    url = reverse(row.name, args=args)
    if row.method == POST:
        yield Door(row.name, POST, url, who, {"version": "1"} | data)
        return
    yield Door(row.name, GET, url, who, dict.fromkeys(ASKED, "") | data)
    answer = clients[who].get(url, data)
    page = answer.getvalue()  # to its end, as a server does: only then is a file closed
    if not answer.get("Content-Type", "").startswith("text/html"):
        return
    for form in FormsOf(page.decode()).forms:
        target = urlsplit(form.action or url)
        if form.method in {GET, POST} and not target.netloc:
            yield Door(row.name, form.method, target.path or url, who, form.fields, tuple(form.files))
