"""The contract of ``script/bench``: one JSON line per figure, and an exit status somebody can act on."""

import json

import pytest

from antt_portal.bench import Figure
from antt_portal.bench.__main__ import line, main


@pytest.mark.parametrize(
    ("figure", "ok"),
    [
        (Figure("p95", 4.0, "×", bound=4), True),
        (Figure("p95", 4.01, "×", bound=4), False),
        (Figure("throughput", 9.0, "/s", bound=10, at_most=False), False),
        (Figure("throughput", 10.0, "/s", bound=10, at_most=False), True),
        (Figure("pdf", 800.0, "ms"), True),
    ],
)
def test_a_figure_is_judged_against_its_bound(figure, ok):
    assert figure.ok is ok


def test_a_line_says_all_a_reader_of_results_needs():
    row = json.loads(line("filing", Figure("p95 rà soát", 1.23456789, "ms", bound=1)))
    expected = {"bench": "filing", "figure": "p95 rà soát", "value": 1.2346, "unit": "ms", "bound": 1, "ok": False}
    assert row == expected


def test_a_value_just_over_the_bound_is_not_rounded_into_it():
    assert json.loads(line("filing", Figure("growth", 1.30000001, "×", bound=1.3)))["ok"] is False


@pytest.mark.parametrize("arguments", [[], ["__main__"], ["no-such-bench"], ["../settings/base"]])
def test_an_unknown_name_is_answered_with_the_known_ones(arguments, capsys):
    assert main(arguments) == 2
    assert "NAME is one of" in capsys.readouterr().err
