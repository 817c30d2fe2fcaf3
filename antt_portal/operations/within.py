"""Asking something that may never answer: a server that hangs keeps its connection, and with it whoever waits."""

from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import TypeVar

from django.db import connections

T = TypeVar("T")

_asked: dict[str, Thread] = {}
_lock = Lock()


class NoAnswer(Exception):
    """It did not answer in time, or an earlier question to it still waits for an answer."""


def within(seconds: float, name: str, ask: Callable[[], T]) -> T:
    """What ``ask`` says, in a thread of its own. Raises NoAnswer, or what ``ask`` raises.

    One question of a ``name`` at a time: whatever hangs costs one thread, however often it is asked about.
    """
    answer: SimpleQueue[tuple[T | None, Exception | None]] = SimpleQueue()
    thread = Thread(target=_answered, args=(ask, answer), name=f"ask-{name}", daemon=True)
    with _lock:
        if name in _asked and _asked[name].is_alive():
            raise NoAnswer(name)
        _asked[name] = thread
        thread.start()
    try:
        said, error = answer.get(timeout=seconds)
    except Empty:
        raise NoAnswer(name) from None
    if error is not None:
        raise error
    return said  # type: ignore[return-value]  # without an error it is what was said, and that may be None


def _answered(ask: Callable[[], T], answer: "SimpleQueue[tuple[T | None, Exception | None]]") -> None:
    try:
        said, error = ask(), None
    except Exception as raised:  # noqa: BLE001 - whoever asked raises it
        said, error = None, raised
    finally:
        connections.close_all()
    answer.put((said, error))
