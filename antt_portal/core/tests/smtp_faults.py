"""A real mail server (aiosmtpd) that goes wrong as it is told: by mailbox, and as often as it is told."""

import asyncio
import socket
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default

from aiosmtpd.controller import Controller

HOST = "127.0.0.1"


@dataclass
class Faulty:
    """``recipients`` and ``mails``: mailbox → what RCPT and DATA are answered, one after the other; then 250.

    "close" cuts the connection instead of an answer, "sleep" lets the client wait longer than it wants to.
    """

    recipients: dict[str, list[str]] = field(default_factory=dict)
    mails: dict[str, list[str]] = field(default_factory=dict)
    received: list = field(default_factory=list)
    offered: Counter = field(default_factory=Counter)

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802 - aiosmtpd's name
        answer = self._next(self.recipients, address)
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, _session, envelope):  # noqa: N802 - aiosmtpd's name
        mail = message_from_bytes(envelope.content, policy=default)
        self.offered[mail["Message-ID"]] += 1
        answer = self._next(self.mails, envelope.rcpt_tos[0])
        if answer == "close":
            server.transport.abort()
        elif answer == "sleep":
            await asyncio.sleep(1)
        if answer.startswith("250"):
            self.received.append(mail)
        return answer if answer[0].isdigit() else "250 too late"

    @staticmethod
    def _next(answers, address):
        left = answers.get(address.split("@")[0], [])
        return left.pop(0) if left else "250 OK"


@contextmanager
def faulty_server(settings, **faults):
    faulty = Faulty(**faults)
    controller = Controller(faulty, hostname=HOST, port=_free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = HOST, controller.port
    settings.EMAIL_TIMEOUT = 0.3
    try:
        yield faulty
    finally:
        controller.stop()


def _free_port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]
