"""Watching processes from outside, through /proc."""

import time
from collections.abc import Callable
from pathlib import Path


def exists(pid: int) -> bool:
    """Also true for a zombie, which is what a test of tidiness wants to see."""
    return Path(f"/proc/{pid}").exists()


def eventually(condition: Callable[[], bool], *, within: float = 10) -> bool:
    end = time.monotonic() + within
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return condition()
