"""Who does a thing, as far as the ground floor needs to know: enough for an audit row."""

from dataclasses import dataclass
from typing import Protocol


class Doer(Protocol):
    """A person acting for one organisation, or the portal itself."""

    @property
    def user_id(self) -> int | None: ...
    @property
    def organisation_id(self) -> int | None: ...
    @property
    def board_id(self) -> int: ...
    @property
    def role(self) -> str: ...
    @property
    def ip(self) -> str | None: ...


@dataclass(frozen=True)
class System:
    """The portal itself, acting inside one board's wall: a scheduled task or a command."""

    board_id: int
    user_id: None = None
    organisation_id: None = None
    role: str = "system"
    ip: None = None
