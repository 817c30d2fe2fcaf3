"""What running processes have cost so far, read from /proc."""

import os
from collections.abc import Collection, Iterable
from pathlib import Path

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
# Of the fields behind the name in /proc/PID/stat (proc(5) counts from 1 and includes pid and name).
PARENT, FIRST_TIME, LAST_TIME = 4 - 3, 14 - 3, 17 - 3


def descendants(pid: int, program: str) -> frozenset[int]:
    """The processes below ``pid`` whose program file has this name, in whatever generation."""
    parents = {int(entry.name): _stat(int(entry.name))[PARENT] for entry in Path("/proc").glob("[0-9]*")}
    below, grown = set[int](), {pid}
    while grown:
        grown = {child for child, parent in parents.items() if parent in grown}
        below |= grown
    return frozenset(child for child in below if _program(child) == program)


def processor_seconds(pids: Iterable[int]) -> float:
    """In user and kernel mode, with the children that they have already buried."""
    return sum(sum(_stat(pid)[FIRST_TIME : LAST_TIME + 1]) for pid in pids) / TICKS_PER_SECOND


def peak_megabytes(pids: Collection[int]) -> float:
    """The most memory that each ever held, added up; what they share counts for each of them."""
    return sum(_kilobytes(pid, "status", "VmHWM") for pid in pids) / 1024


def proportional_megabytes(pids: Collection[int]) -> float:
    """The memory that they hold now; what several share is divided among them."""
    return sum(_kilobytes(pid, "smaps_rollup", "Pss") for pid in pids) / 1024


def _stat(pid: int) -> list[int]:
    """The numbers behind the name and the state, from the parent's on; all 0 when the process has just ended."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return [0] * (LAST_TIME + 1)
    return [0, *map(int, text.rpartition(")")[2].split()[1:])]


def _program(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/exe").readlink().name
    except OSError:
        return ""


def _kilobytes(pid: int, file: str, field: str) -> int:
    try:
        lines = Path(f"/proc/{pid}/{file}").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(f"{field}:")), 0)
