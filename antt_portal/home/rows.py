"""What a row of the home page says, and rows under one heading."""

from dataclasses import dataclass, field
from datetime import date

SHOWN = 8


@dataclass(frozen=True)
class Row:
    """One thing to do. Without ``label`` the page shows the days left. What is urgent stands before what is late."""

    url: str
    title: str
    due_on: date
    note: str = ""
    tone: str = ""
    label: str = ""
    is_urgent: bool = False


@dataclass(frozen=True)
class Block:
    """Rows under one heading; ``more`` says how many are not shown."""

    rows: list[Row] = field(default_factory=list)
    count: int = 0

    @property
    def more(self) -> int:
        return self.count - len(self.rows)
