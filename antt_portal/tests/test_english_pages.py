"""Every page speaks English when asked to: whatever Vietnamese is left on it comes out of the database."""

import html
import re
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.urls import reverse, reverse_lazy

from antt_portal.tests.matrix.table import GET, ROWS
from antt_portal.tests.matrix.world import World
from antt_portal.tests.test_catalogue import PRINTED

pytestmark = pytest.mark.django_db

VIETNAMESE = re.compile(r"[À-ÖØ-öø-ỹ]")
# The portal, a province, money, the feast and its years, how campaigns are called, words as letters print them.
YEARS = ("Giáp Thìn", "Ất Tỵ", "Bính Ngọ", "Đinh Mùi", "Mậu Thân", "Kỷ Dậu", "Canh Tuất")
NAMES = ("Cổng ANTT", "Thái Bình", "đồng", "Cao điểm ANTT Tết Nguyên đán", "Tết", "Tài khoản cơ quan", *YEARS, *PRINTED)
# One of each kind: what differs from page to page of a colleague is data.
READERS = ("head", "unit_head", "leader", "agent")
PAPERS = frozenset({"reports:preview", "reports:paper"})  # Vietnamese in every language, and slow to make
SPOKEN = frozenset({"alt", "aria-label", "content", "data-label", "placeholder", "title", "value"})
VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "wbr"})


class Words(HTMLParser):
    """What a page says to its reader, outside of elements that are marked as Vietnamese."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self._open: list[bool] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        is_vietnamese = dict(attrs).get("lang") == "vi" or any(self._open)
        if not is_vietnamese:
            self.said += [value for name, value in attrs if value and (name in SPOKEN or name.startswith("data-"))]
        if tag not in VOID:
            self._open.append(is_vietnamese)

    def handle_endtag(self, tag):
        if tag not in VOID and self._open:
            self._open.pop()

    def handle_data(self, data):
        if not any(self._open):
            self.said.append(data)


def texts(value) -> list[str]:
    """Every text in a value of the database, however deep."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for one in inner for text in texts(one)]


def held(model: type[models.Model]) -> list[str]:
    """The texts in the rows of ``model``."""
    kinds = (models.CharField, models.TextField, models.JSONField)
    names = [field.name for field in model._meta.concrete_fields if isinstance(field, kinds)]
    return texts([list(row) for row in model._default_manager.values_list(*names)]) if names else []


def data() -> list[str]:
    """Whatever the database holds in Vietnamese, the longest first."""
    found = {spaced(text) for model in apps.get_models() for text in held(model) if VIETNAMESE.search(text)}
    return [*sorted(found, key=len, reverse=True), *NAMES]


def spaced(text: str) -> str:
    return " ".join(text.split())


def left(page: str, known: list[str]) -> list[str]:
    """What is Vietnamese on ``page`` and not ``known``."""
    said = [spaced(html.unescape(text)) for text in Words(page).said if VIETNAMESE.search(html.unescape(text))]
    for text in known:
        said = [one.replace(text, "") for one in said]
    return [one for one in said if VIETNAMESE.search(one)]


@pytest.fixture
def english(client):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


@pytest.mark.parametrize("address", [reverse_lazy("account_login"), reverse_lazy("verify"), "/no-such-page/"])
def test_a_stranger_reads_english(english, address):
    answer = english.get(address)
    assert '<html lang="en">' in answer.content.decode()
    assert left(answer.content.decode(), list(NAMES)) == []


def test_everybody_reads_english_on_every_page(english):
    world = World()
    pages = []
    for row in (row for row in ROWS if row.method == GET and row.name not in PAPERS):
        for persona in set(row.ok).intersection(READERS):
            world.enter(english, persona)
            answer = english.get(reverse(row.name, args=row.args(world)))
            body = answer.getvalue()
            if answer.headers["Content-Type"].startswith("text/html"):
                pages.append((row.name, persona, body.decode()))
    seen = {name for name, _persona, _body in pages}
    assert {"home", "enterprises:organisations", "reports:year", "reports:answer", "reports:review"} <= seen
    known = data()  # now: the world makes its rows when a page first asks for them
    assert [(name, persona, text) for name, persona, body in pages for text in left(body, known)] == []
