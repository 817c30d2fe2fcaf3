"""One row of the permission matrix."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from antt_portal.tests.matrix.world import World

GET, POST = "get", "post"


@dataclass(frozen=True)
class Row:
    name: str
    method: str
    ok: tuple[str, ...]
    forbidden: tuple[str, ...] = ()
    args: Callable[[World], list[Any]] = lambda _world: []
    data: Callable[[World], dict[str, Any]] = lambda _world: {}
    public: bool = False
    # Whoever is signed in is a stranger all the same: 401 for everybody without a token (test_programs.py).
    by_token: bool = False

    @property
    def id(self) -> str:
        return f"{self.method}-{self.name}"
