"""Counting again what was frozen, and saying where the two differ."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from antt_portal.core.canonical import digest
from reports.models import RollUp
from reports.rollups.figures import figures_of


@dataclass(frozen=True)
class Difference:
    """``path`` leads to the value ("parts[0].asked"); a value that is missing on one side is None there.

    Of lists that are not as long as each other it is the lengths first.
    """

    path: str
    frozen: Any
    counted: Any


@dataclass(frozen=True)
class Comparison:
    """``frozen`` is the digest that was kept, ``counted`` that of the figures counted now for the same moment.

    ``intact``: what is stored still has the digest that was kept.
    """

    frozen: str
    counted: str
    intact: bool
    differences: list[Difference]

    @property
    def is_equal(self) -> bool:
        return self.intact and self.frozen == self.counted


def compare(rollup: RollUp) -> Comparison:
    counted = figures_of(rollup)
    return Comparison(
        frozen=rollup.sha256,
        counted=digest(counted),
        intact=digest(rollup.figures) == rollup.sha256,
        differences=list(_differences(rollup.figures, counted, "")),
    )


def _differences(one: Any, other: Any, path: str) -> Iterator[Difference]:
    if isinstance(one, dict) and isinstance(other, dict):
        for key in sorted({*one, *other}):
            yield from _differences(one.get(key), other.get(key), f"{path}.{key}" if path else key)
    elif isinstance(one, list) and isinstance(other, list):
        if len(one) != len(other):
            yield Difference(f"{path}.length", len(one), len(other))
        for position, pair in enumerate(zip(one, other, strict=False)):
            yield from _differences(*pair, f"{path}[{position}]")
    elif one != other:
        yield Difference(path, one, other)
