"""Benchmarks: a module here named NAME has ``run() -> Iterator[Figure]`` and is run by ``script/bench NAME``.

It starts on an empty migrated database of its own; what it prints besides its figures goes to stderr.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One measured value, judged against ``bound`` (``at_most`` or at least it); without a bound it only informs."""

    figure: str
    value: float
    unit: str
    bound: float | None = None
    at_most: bool = True

    @property
    def ok(self) -> bool:
        if self.bound is None:
            return True
        return self.value <= self.bound if self.at_most else self.value >= self.bound
