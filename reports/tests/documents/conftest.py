"""Papers are dear to make, so each one is made once for all tests that look at it."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from antt_portal.core.documents import Document, render_pdf
from antt_portal.core.tests.documents.measured import Printed
from reports.documents import daily_compile, implementation, preview, registration, self_assessment
from reports.tests.documents import frozen

SITUATIONS: dict[str, Callable[[], Document]] = {
    "registration": lambda: registration(frozen.registration_of_three()),
    "self_assessment": lambda: self_assessment(frozen.self_assessment_of_thirteen()),
    "implementation": lambda: implementation(frozen.implementation_of_three()),
    "daily_compile": lambda: daily_compile(frozen.day_of_three()),
    "preview": lambda: preview(frozen.self_assessment_of_thirteen(submitted=False)),
}


@cache
def made(situation: str) -> Printed:
    return Printed(render_pdf(SITUATIONS[situation]()))


@pytest.fixture
def paper() -> Callable[[str], Printed]:
    """A paper by the name of its situation."""
    return made


@pytest.fixture
def assessment_of() -> Callable[..., Printed]:
    """A self-assessment with these answers."""

    def render(*answers: dict[str, Any], **changes: Any) -> Printed:
        return Printed(render_pdf(self_assessment(frozen.frozen("self_assessment", list(answers), **changes))))

    return render
