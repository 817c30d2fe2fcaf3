"""The render processes of this process: few, reused, replaced when they fail, let go when idle.

The web server, the worker's threads and a command line all render through ``pool()``.
"""

import atexit
import os
import time
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore, Lock, Timer

from django.conf import settings

from antt_portal.core.documents.places import Rendered
from antt_portal.core.documents.press import Limits, PoolBusy, Press

# A process is replaced after so many pages: WeasyPrint's caches grow slowly.
PAGES_PER_PRESS = 500


@dataclass
class Warm:
    """A press that waits for its next page."""

    press: Press
    pages: int
    since: float = field(default_factory=time.monotonic)


class Pool:
    """At most ``size`` pages are set at once; who comes later waits ``queue_seconds`` and then gives up."""

    def __init__(
        self, stylesheet: Path, fonts: Path, limits: Limits, *, size: int, queue_seconds: float, idle_seconds: float
    ) -> None:
        self._sources = (stylesheet, fonts, limits)
        self._queue_seconds, self._idle_seconds = queue_seconds, idle_seconds
        self._places = BoundedSemaphore(size)
        self._lock = Lock()
        self._warm: list[Warm] = []
        self._all: set[Press] = set()
        self._timer: Timer | None = None

    def pdf(self, html: str) -> bytes:
        return self.placed(html).pdf

    def placed(self, html: str) -> Rendered:
        """Raises RenderFailed, and PoolBusy when it is only the queue that is too long."""
        if not self._places.acquire(timeout=self._queue_seconds):
            raise PoolBusy(f"no render process came free within {self._queue_seconds:g} seconds")
        try:
            return self._set(self._take(), html)
        finally:
            self._places.release()

    def _set(self, warm: Warm, html: str) -> Rendered:
        try:
            made = warm.press.placed(html)
        except BaseException:  # also an interrupt: the answer still under way must never reach the next page
            self._drop(warm.press)
            raise
        if warm.pages + 1 < PAGES_PER_PRESS:
            self._keep(Warm(warm.press, warm.pages + 1))
        else:
            self._drop(warm.press)
        return made

    def _take(self) -> Warm:
        """The press used last, so that the others can fall idle; a new one when none is warm."""
        while True:
            with self._lock:
                warm = self._warm.pop() if self._warm else None
            if warm is None:
                press = Press(*self._sources)
                self._all.add(press)
                return Warm(press, 0)
            if warm.press.is_alive():
                return warm
            self._drop(warm.press)

    def _keep(self, warm: Warm) -> None:
        with self._lock:
            self._warm.append(warm)
            self._watch()

    def _watch(self) -> None:
        """One timer at most, as long as a press is warm. Call with the lock held."""
        if self._timer is None and self._warm:
            self._timer = Timer(self._idle_seconds, self._drop_idle)
            self._timer.daemon = True
            self._timer.start()

    def _drop_idle(self) -> None:
        latest = time.monotonic() - self._idle_seconds
        with self._lock:
            idle = [warm for warm in self._warm if warm.since <= latest]
            self._warm = [warm for warm in self._warm if warm.since > latest]
            self._timer = None
            self._watch()
        for warm in idle:
            self._drop(warm.press)

    def _drop(self, press: Press) -> None:
        self._all.discard(press)
        press.close()

    @property
    def pids(self) -> frozenset[int]:
        return frozenset(press.pid for press in self._all)

    def close(self) -> None:
        with self._lock:
            self._warm = []
            if self._timer is not None:
                self._timer.cancel()
        for press in list(self._all):
            self._drop(press)

    def forget(self) -> None:
        """In a fork: the presses are the parent's. Two processes on one pipe would get each other's papers."""
        for press in self._all:
            press.let_go()


@cache
def pool() -> Pool:
    """This process's pool; nothing starts before the first page."""
    made = Pool(
        settings.ROOT / "templates" / "documents" / "paper.css",
        settings.ROOT / "static" / "fonts",
        Limits(settings.PAPER_SECONDS, settings.PAPER_MEMORY_MB * 1024**2),
        size=settings.PAPER_PROCESSES,
        queue_seconds=settings.PAPER_QUEUE_SECONDS,
        idle_seconds=settings.PAPER_IDLE_SECONDS,
    )
    atexit.register(made.close)
    return made


def _forget_in_fork() -> None:
    if pool.cache_info().currsize:
        pool().forget()
        pool.cache_clear()


os.register_at_fork(after_in_child=_forget_in_fork)
