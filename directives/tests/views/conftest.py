"""What the tests of pages share."""

import io

import pdfplumber
import pytest


@pytest.fixture
def pdf_of():
    return lambda content: pdfplumber.open(io.BytesIO(content))
