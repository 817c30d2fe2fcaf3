"""The mails the portal would have sent, as files in EMAIL_FILE_PATH, for anybody who tries the demonstration."""

import re
import time
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import NamedTuple

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from antt_portal.core.clock import VIETNAM
from antt_portal.demo.people import TOTP_SECRET
from enterprises.middleware import open_to_all

NEWEST = 100
PERIOD_SECONDS = 30
# What Django's file backend writes between and after messages.
SEPARATOR = re.compile(rb"\n-{79}\n")
NAME = re.compile(r"^[0-9A-Za-z-]+\.log$")


class Mail(NamedTuple):
    name: str
    at: datetime
    message: EmailMessage

    @property
    def text(self) -> str:
        body = self.message.get_body(("plain",))
        return body.get_content() if body else ""


@open_to_all
@never_cache
def code(request: HttpRequest) -> HttpResponse:
    """The six digits that an app with the printed secret shows now, for whoever has none at hand."""
    left = PERIOD_SECONDS - int(time.time()) % PERIOD_SECONDS
    context = {"code": code_now(), "secret": TOTP_SECRET, "left": left}
    return render(request, "demo/code.html", context)


def code_now() -> str:
    shown: str = format_hotp_value(hotp_value(TOTP_SECRET, int(time.time()) // PERIOD_SECONDS))
    return shown


@open_to_all
def mails(request: HttpRequest) -> HttpResponse:
    folder = Path(settings.EMAIL_FILE_PATH)
    newest = sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime, reverse=True)[:NEWEST]
    return render(request, "demo/mails.html", {"mails": [found for path in newest for found in _read(path)]})


@open_to_all
def mail(request: HttpRequest, name: str) -> HttpResponse:
    path = Path(settings.EMAIL_FILE_PATH) / name
    if not NAME.match(name) or not path.is_file():
        raise Http404
    return render(request, "demo/mail.html", {"mails": _read(path)})


def _read(path: Path) -> list[Mail]:
    """The messages of one connection: the file backend puts them in one file."""
    at = datetime.fromtimestamp(path.stat().st_mtime, tz=VIETNAM)
    parser: BytesParser[EmailMessage] = BytesParser(policy=policy.default)
    parts = [part for part in SEPARATOR.split(path.read_bytes()) if part.strip()]
    return [Mail(path.name, at, parser.parsebytes(part.lstrip())) for part in parts]
