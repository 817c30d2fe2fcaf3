"""A person in front of a browser. Whatever the browser complains about on the way is remembered as a fault."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.urls import reverse
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

from antt_portal.core import proof
from antt_portal.demo.people import PASSWORD, TOTP_SECRET
from antt_portal.tests.journeys.codes import fresh_code
from enterprises.actor import Actor
from enterprises.middleware import SESSION_KEY
from enterprises.models import Membership, User

PHONE, DESK = 360, 1280
HEIGHTS = {PHONE: 760, DESK: 900}
# A page that is left, and an answer that becomes a download, end their request this way.
ABANDONED = "net::ERR_ABORTED"
# Chromium says so of every answer from 400 on; those are watched by their status.
STATUS_LINE = re.compile(r"Failed to load resource: the server responded with a status of")


def screen(width: int) -> dict[str, object]:
    """What a browser context is told about the device."""
    is_phone = width == PHONE
    return {
        "viewport": {"width": width, "height": HEIGHTS[width]},
        "is_mobile": is_phone,
        "has_touch": is_phone,
        "reduced_motion": "reduce",
    }


class Visit:
    """One browser context. ``faults`` are console errors, broken policies, failed and unexpected answers."""

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.context, self.origin = context, origin
        self.faults: list[str] = []
        self._expected: frozenset[int] = frozenset()
        context.on("console", self._console)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))
        context.on("requestfailed", self._failed)
        context.on("response", self._answered)
        self.page: Page = context.new_page()

    # ---- watching ----

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not STATUS_LINE.search(message.text):
            self.faults.append(f"console {message.type}: {message.text}")

    def _failed(self, request: Request) -> None:
        if request.failure != ABANDONED:
            self.faults.append(f"{request.failure}: {request.method} {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self._expected:
            self.faults.append(f"{response.status}: {response.request.method} {response.url}")

    @contextmanager
    def expecting(self, *statuses: int) -> Iterator[None]:
        """These answers are what the journey is about."""
        before, self._expected = self._expected, self._expected | frozenset(statuses)
        yield
        self._expected = before

    # ---- going ----

    def go(self, name: str, *args: object) -> Response | None:
        return self.open(reverse(name, args=args))

    def open(self, path: str) -> Response | None:
        return self.page.goto(self.origin + path)

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    # ---- being somebody ----

    def sign_in(self, person: User) -> None:
        """Through the form, on whatever page asked for it."""
        self.page.get_by_label("Thư điện tử").fill(person.email)
        self.page.get_by_label("Mật khẩu").fill(PASSWORD)
        self.page.get_by_role("button", name="Đăng nhập", exact=True).click()
        self.page.wait_for_url(lambda url: reverse("account_login") not in url)
        if self.path == reverse("mfa_authenticate"):
            self.page.get_by_label("Mã xác thực").fill(fresh_code(person, TOTP_SECRET))
            self.page.get_by_role("button", name="Đăng nhập", exact=True).click()
            self.page.wait_for_url(lambda url: reverse("mfa_authenticate") not in url)

    def become(self, actor: Actor) -> "Visit":
        """Signed in without the form, where signing in is not what the journey is about."""
        return self.sign_in_quickly(actor.user, acting_as=actor.membership)

    def sign_in_quickly(self, user: User, *, acting_as: Membership | None = None) -> "Visit":
        client = Client()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        if acting_as:
            session = client.session
            session[SESSION_KEY] = str(acting_as.public_id)
            session.save()
        self._set_cookie(settings.SESSION_COOKIE_NAME, client.cookies[settings.SESSION_COOKIE_NAME].value)
        return self

    def speak(self, language: str) -> "Visit":
        self._set_cookie(settings.LANGUAGE_COOKIE_NAME, language)
        return self

    def _set_cookie(self, name: str, value: str) -> None:
        self.context.add_cookies([{"name": name, "value": value, "url": self.origin, "sameSite": "Lax"}])

    def end_session(self) -> None:
        """As after twelve hours: the cookie that guards forms lives longer than the session."""
        self.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)

    def let_the_proof_grow_old(self) -> None:
        """As a quarter of an hour after signing in."""
        (cookie,) = [one for one in self.context.cookies() if one["name"] == settings.SESSION_COOKIE_NAME]
        session = SessionStore(cookie["value"])
        session[proof.KEY] = 0.0
        session.save()

    def leave(self) -> None:
        """A page that closes sends what is unsaved; here it would arrive after the tables were emptied."""
        self.context.set_offline(True)

    def fetch(self, path: str) -> bytes:
        """The bytes of a file, with the session of this browser."""
        answer = self.context.request.get(self.origin + path)
        assert answer.ok, f"{answer.status}: {path}"
        return answer.body()
