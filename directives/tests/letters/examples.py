"""The shipped example of each kind, and a paper of it, made once for all tests that look at it."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from antt_portal.core.documents import render_pdf
from antt_portal.core.tests.documents.measured import Printed
from directives.asking.loading import DATA
from directives.documents.reading import read_document

FOLDER: Path = DATA / "examples"
NAMES = sorted(file.stem for file in FOLDER.glob("*.json"))


def example(name: str) -> dict[str, Any]:
    """Fresh data, to change at will."""
    data: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return data


def pdf_of(data: dict[str, Any]) -> bytes:
    return render_pdf(read_document(data))


@cache
def paper_of(name: str) -> Printed:
    return Printed(pdf_of(example(name)))
