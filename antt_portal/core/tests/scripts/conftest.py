"""The browser modules on a page of their own: no server, every request is answered by the test."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request, Route

STATIC = Path(__file__).resolve().parents[4] / "static"
ORIGIN = "http://portal.test"


class FakePortal:
    """Pages by address, scripts from ``static/``, and POSTs answered by ``answer`` and remembered in ``posts``."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pages: dict[str, str] = {}
        self.posts: list[str] = []
        self.answer: Callable[[Request], tuple[int, dict[str, object]] | None] = lambda _request: (200, {})
        page.route(f"{ORIGIN}/**", self._fulfil)

    def open(self, path: str, *, body: str = "", script: str = "") -> None:
        if body:
            self.pages[path] = (
                f'<!doctype html><meta charset="utf-8">{body}<script type="module" src="/static/js/{script}"></script>'
            )
        self.page.goto(ORIGIN + path)

    def _fulfil(self, route: Route) -> None:
        path = urlsplit(route.request.url).path
        if route.request.method == "POST":
            self._take(route)
        elif path.startswith("/static/"):
            route.fulfill(path=STATIC / path.removeprefix("/static/"), content_type="text/javascript")
        else:
            route.fulfill(body=self.pages.get(path, ""), content_type="text/html")

    def _take(self, route: Route) -> None:
        self.posts.append((route.request.post_data_buffer or b"").decode(errors="replace"))
        answer = self.answer(route.request)
        if answer is None:
            route.abort()
        else:
            status, data = answer
            route.fulfill(status=status, body=json.dumps(data), content_type="application/json")


def posted(body: str, name: str) -> str | None:
    """The text of the field ``name`` in a multipart body; None when it is not there."""
    found = re.search(rf'name="{re.escape(name)}"\r\n\r\n(.*?)\r\n--', body, re.DOTALL)
    return found[1] if found else None


@pytest.fixture
def portal(page: Page) -> FakePortal:
    return FakePortal(page)
