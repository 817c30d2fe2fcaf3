"""``script/bench documents``: letters a second and memory of our presses, of WeasyPrint used naively, and of Chromium.

The letters go through the four ways in blocks, in another order each time, so that a busy machine slows all of them;
ratios are taken block by block. Every way gets the same finished HTML. Processor time stands beside the clock because
it tells of the program even where the clock tells of the machine.
"""

import io
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter

import pikepdf

from antt_portal.bench import Figure
from antt_portal.bench._letters import PAGES, letters
from antt_portal.bench._processes import peak_megabytes, processor_seconds, proportional_megabytes
from antt_portal.bench._ways import CORES, Way, ways
from antt_portal.core.documents import html_of

LETTERS, BLOCK, WARM_UP = 200, 20, 4
LEAST_TIMES_OTHERS = 1.2
MOST_OF_CHROMIUM_MEMORY = 0.25
LEAST_GAIN_PER_CORE = 0.8


@dataclass
class Measured:
    """Of each block: seconds on the clock and of processor time for a letter, and the memory held after it (MB)."""

    way: Way
    seconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    peak: float = 0
    shared: float = 0

    def print(self, pages: list[str]) -> list[bytes]:
        spent, began = processor_seconds(self.way.pids()), perf_counter()
        made = self.way.printed(pages)
        self.seconds.append((perf_counter() - began) / len(pages))
        pids = self.way.pids()
        self.processor.append((processor_seconds(pids) - spent) / len(pages))
        self.peak = max(self.peak, peak_megabytes(pids))
        self.shared = max(self.shared, proportional_megabytes(pids))
        return made


def run(count: int = LETTERS, block: int = BLOCK) -> Iterator[Figure]:
    began = perf_counter()
    pages = [html_of(letter) for letter in letters(count + WARM_UP)]
    yield Figure("HTML of a letter", (perf_counter() - began) / len(pages) * 1000, "ms")
    with ways() as found:
        for way in found:
            way.printed(pages[count:])
        measured = {way.name: Measured(way) for way in found}
        for turn, start in enumerate(range(0, count, block)):
            part = pages[start : min(start + block, count)]
            check_same({name: measured[name].print(part) for name in _rotated(list(measured), turn)})
    for name, one in measured.items():
        yield from _of_one(name, one)
    yield from ratios(measured)


def _rotated(names: Sequence[str], turn: int) -> list[str]:
    start = turn % len(names)
    return [*names[start:], *names[:start]]


def check_same(made: dict[str, list[bytes]]) -> None:
    """Raises AssertionError unless all of ours are the same bytes, and every letter has the pages it is made for: less
    than the letter would be a fine figure.
    """
    if not made["naive"] == made["ours"] == made["pool"]:
        raise AssertionError("the same letter became different bytes")
    for name in made.keys() - {"naive", "pool"}:
        counts = {page_count(pdf) for pdf in made[name]}
        if counts != {PAGES}:
            raise AssertionError(f"{name}: letters of {counts} pages instead of {PAGES}")


def page_count(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def _of_one(name: str, one: Measured) -> Iterator[Figure]:
    yield Figure(f"{name}: letters a second", 1 / median(one.seconds), "/s")
    yield Figure(f"{name}: processor time of a letter", median(one.processor) * 1000, "ms")
    yield Figure(f"{name}: peak memory, each process's own added up", one.peak, "MB")
    yield Figure(f"{name}: memory with what is shared divided", one.shared, "MB")


def ratios(measured: dict[str, Measured]) -> Iterator[Figure]:
    ours = measured["ours"]
    yield from _times("naive", measured["naive"], ours)
    gain = median(one / many for one, many in zip(ours.seconds, measured["pool"].seconds, strict=True))
    least = LEAST_GAIN_PER_CORE * CORES if CORES > 1 else None
    yield Figure(f"{CORES} processes by one: letters a second", gain, "times", least, at_most=False)
    if chromium := measured.get("chromium"):
        yield from _times("Chromium", chromium, ours)
        yield Figure("ours by Chromium: peak memory", ours.peak / chromium.peak, "times", MOST_OF_CHROMIUM_MEMORY)
        yield Figure("ours by Chromium: memory with what is shared divided", ours.shared / chromium.shared, "times")
    else:
        sys.stderr.write("no Chromium on this machine, so it is left out; script/setup --tests installs it\n")


def _times(name: str, other: Measured, ours: Measured) -> Iterator[Figure]:
    """How many letters we make while the other makes one."""
    clock = median(theirs / own for theirs, own in zip(other.seconds, ours.seconds, strict=True))
    yield Figure(f"ours by {name}: letters a second", clock, "times", LEAST_TIMES_OTHERS, at_most=False)
    processor = median(theirs / own for theirs, own in zip(other.processor, ours.processor, strict=True))
    yield Figure(f"ours by {name}: letters in the same processor time", processor, "times")
