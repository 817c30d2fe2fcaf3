"""The contract of ``script/bench``: one JSON line per figure, and an exit status somebody can act on."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from antt_portal.bench import Figure, _ways, documents
from antt_portal.bench.__main__ import line, main
from antt_portal.bench._letters import letters


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


def figures_of_documents():
    """In a thread of its own: its browser and one of another test cannot share a loop, nor a lowered priority."""
    with ThreadPoolExecutor(1) as threads:
        return {one.figure: one for one in threads.submit(lambda: list(documents.run(2, block=1))).result()}


def test_four_ways_of_printing_letters_are_measured_on_the_same_pages():
    figures = figures_of_documents()
    for way in ("naive", "ours", "pool", "chromium"):
        assert figures[f"{way}: letters a second"].value > 0
        assert figures[f"{way}: processor time of a letter"].value > 0
    assert figures["ours by Chromium: peak memory"].ok
    bounded = {name: one.bound for name, one in figures.items() if one.bound}
    assert bounded["ours by naive: letters a second"] == bounded["ours by Chromium: letters a second"] == 1.2


def test_without_chromium_the_others_are_measured_and_somebody_is_told(monkeypatch, capsys):
    monkeypatch.setattr(_ways, "which", lambda _program: None)
    with _ways.ways() as found:
        assert [way.name for way in found] == ["naive", "ours", "pool"]
    made = {name: documents.Measured(found[0], [1.0], [0.5]) for name in ("naive", "ours", "pool")}
    assert [one.value for one in documents.ratios(made)] == [1, 1, 1]
    assert "no Chromium on this machine" in capsys.readouterr().err


def test_other_bytes_or_fewer_pages_make_no_figure(monkeypatch):
    with pytest.raises(AssertionError, match="different bytes"):
        documents.check_same({"naive": [b"one"], "ours": [b"two"], "pool": [b"one"]})
    monkeypatch.setattr(documents, "page_count", {b"two": 2, b"one": 1}.get)
    ours = {name: [b"two"] for name in ("naive", "ours", "pool")}
    documents.check_same(ours | {"chromium": [b"two"]})
    with pytest.raises(AssertionError, match=r"chromium: letters of \{1\} pages"):
        documents.check_same(ours | {"chromium": [b"one"]})


def test_the_letters_of_the_bench_are_all_different_and_the_same_each_time():
    made = list(letters(40))
    assert len({repr(letter) for letter in made}) == 40
    assert made == list(letters(40))
