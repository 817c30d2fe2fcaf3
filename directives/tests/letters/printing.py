"""Printing letters for tests: many at once, by as many processes as the pool has."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.conf import settings

from antt_portal.core.documents import render_pdf
from antt_portal.core.tests.documents.measured import Printed
from directives.letters import read_letter


def pdf_of(letter: dict[str, Any]) -> bytes:
    return render_pdf(read_letter(letter))


def printed(letter: dict[str, Any]) -> Printed:
    return Printed(pdf_of(letter))


def print_all(letters: list[dict[str, Any]]) -> list[Printed]:
    with ThreadPoolExecutor(settings.PAPER_PROCESSES) as threads:
        return [Printed(pdf) for pdf in threads.map(pdf_of, letters)]
