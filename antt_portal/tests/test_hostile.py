"""The short form of ``script/soak hostile``: the same requests, fewer of them, on a part of the addresses."""

import pytest

from antt_portal.soak import hostile

pytestmark = pytest.mark.postgres


@pytest.mark.django_db
def test_requests_that_mean_harm_do_none():
    figures = {one.figure: one for one in hostile.run(requests=250, rows=40)}
    assert [one for one in figures.values() if not one.ok] == []
    assert figures["hostile requests"].value == 250
    assert figures["kinds of answers"].value >= 4
