"""The short form of ``script/soak api``: what schemathesis asks of every operation, and from lists to rows."""

import pytest

from antt_portal.core.tests.this_database import in_this_database
from antt_portal.soak import api

pytestmark = pytest.mark.postgres

CHECKS = {
    *("not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance"),
    *("response_schema_conformance", "negative_data_rejection", "positive_data_acceptance", "unsupported_method"),
    "ignored_auth",
}


@pytest.mark.django_db(transaction=True)
def test_schemathesis_finds_nothing():
    figures = {one.figure: one for one in api.run(examples=2, phases=("coverage", "stateful"))}
    assert [one for one in figures.values() if not one.ok] == []
    assert figures["operations"].value == 14
    assert {name for name in CHECKS if not figures.get(f"checked: {name}")} == set()
    assert in_this_database() == 0  # of its threads
