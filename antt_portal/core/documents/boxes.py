"""The boxes of a paper (Nghị định 30/2020/NĐ-CP, Phụ lục I) as data; ``templates/documents/boxes/`` prints them."""

from bisect import bisect
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

LAST_MONTH_WITH_ZERO = 2
COPIES_LINE_LENGTH = 44
# As many lines of copies as a signature is high, and how many may stand beside it before the list is divided.
LINES_BESIDE, MOST_LINES_BESIDE = 12, 20


@dataclass(frozen=True)
class PaperDate:
    """A date as papers write it. A part that is still open (None) prints as a blank, never as a word."""

    day: int | None
    month: int | None
    year: int

    @classmethod
    def of(cls, day: date) -> "PaperDate":
        return cls(day.day, day.month, day.year)

    @property
    def day_text(self) -> str:
        return "" if self.day is None else f"{self.day:02d}"

    @property
    def month_text(self) -> str:
        """A leading zero for January and February only, so that nobody makes them 11 and 12."""
        if self.month is None:
            return ""
        return f"{self.month:02d}" if self.month <= LAST_MONTH_WITH_ZERO else str(self.month)


@dataclass(frozen=True)
class PaperNumber:
    """Box 3. ``number`` None is one not yet taken: a blank before the symbol."""

    number: int | None
    symbol: str

    @property
    def number_text(self) -> str:
        return "" if self.number is None else f"{self.number:02d}"


@dataclass(frozen=True)
class Letterhead:
    """Boxes 1 to 4, at the top of page 1. ``superior`` and ``agency`` are lines as printed."""

    superior: tuple[str, ...]
    agency: tuple[str, ...]
    place: str
    dated: PaperDate
    number: PaperNumber | None = None


@dataclass(frozen=True)
class Signature:
    """Box 7. ``note`` stands where ink would: how the paper came to be signed."""

    office: str
    name: str
    authority: str = ""
    note: str = ""


@dataclass(frozen=True)
class CopiesTo:
    """Box 9b: who gets a copy, and the line of the archive ("Lưu: VT, …") as written."""

    receivers: tuple[str, ...]
    archive: str

    @property
    def is_long(self) -> bool:
        """Too long to stand whole beside the signature: the rest follows below, and may run over the next page."""
        return len(self.beside) < len(self.receivers)

    @property
    def beside(self) -> tuple[str, ...]:
        """The receivers beside the signature: all of them, or of a long list enough to reach down to the name."""
        heights = list(accumulate(1 + len(one) // COPIES_LINE_LENGTH for one in self.receivers))
        if not heights or heights[-1] <= MOST_LINES_BESIDE:
            return self.receivers
        return self.receivers[: bisect(heights, LINES_BESIDE) + 1]

    @property
    def below(self) -> tuple[str, ...]:
        return self.receivers[len(self.beside) :]


def lines(text: str) -> tuple[str, ...]:
    """The lines of a name as stored, for boxes 1 and 2."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())
