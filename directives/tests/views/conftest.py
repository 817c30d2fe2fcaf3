"""What the tests of pages share."""

import io

import pdfplumber
import pytest

from directives.tests.office import a_draft, staffed_office


@pytest.fixture
def office():
    return staffed_office()


@pytest.fixture
def letter(office, client):
    """A draft, and its drafter signed in."""
    client.force_login(office.officer.user)
    return a_draft(office)


@pytest.fixture
def pdf_of():
    return lambda content: pdfplumber.open(io.BytesIO(content))
