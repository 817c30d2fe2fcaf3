"""Walking through the pages of a filing, in tests."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from antt_portal.core.tests.page import tree_of, words
from enterprises.actor import Actor
from reports.models import Answer, Report


def enter(client: Client, person: Actor) -> Client:
    client.force_login(person.user)
    return client


def of_report(name: str, report: Report, *more: Any) -> str:
    return reverse(f"reports:{name}", args=[report.public_id, *more])


def of_answer(answer: Answer, name: str = "answer") -> str:
    return reverse(f"reports:{name}", args=[answer.report.public_id, answer.public_id])


def first_answer(report: Report) -> Answer:
    return report.answers.select_related("report", "obligation").first()  # type: ignore[return-value]


def text_of(response: Any) -> str:
    """The page as a person reads it."""
    return words(tree_of(response.content.decode()))


def typed(answer: Answer, *, cameras: str = "48", **more: Any) -> dict[str, Any]:
    """The form of an answer of the test instrument, as a browser sends it."""
    sent = {"result": "done", "reason": "", "narrative": "Đã lắp 6 camera.", "f-cameras-installed": cameras}
    return {"version": answer.version, **sent, **more}


def query_count(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)
