"""What acts, notices and deadlines are about: any row behind a board's wall that people can point at."""

from typing import Any, ClassVar, Protocol
from uuid import UUID


class Subject(Protocol):
    _meta: ClassVar[Any]

    @property
    def public_id(self) -> UUID: ...
    @property
    def board_id(self) -> int: ...
