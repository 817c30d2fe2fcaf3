"""Who is there in the year, and what is due for whom: plain data that both the database and the oracle are told."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
YEAR = 2026
FIRST, LAST = date(YEAR, 1, 1), date(YEAR, 12, 31)
BOARDS = ("bac", "nam")
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class House:
    """An organisation; a tenant is in ``zone``, an investor runs it."""

    name: str
    board: str
    kind: str
    zone: str = ""


@dataclass(frozen=True)
class Standing:
    """Somebody may be there twice: in two roles, under two boards."""

    person: str
    house: str
    role: str
    since: date = date(2020, 1, 1)
    until: date | None = None
    zones: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Told:
    """Somebody without an account, until the first day ``ended_on`` without them."""

    name: str
    house: str
    ended_on: date | None = None


@dataclass(frozen=True)
class Asked:
    """More time was asked for; granted until ``to`` where that is a day."""

    at: datetime
    decided_at: datetime
    to: date | None


@dataclass(frozen=True)
class Held:
    """Nobody is told up to and including ``until``, unless somebody ends that before."""

    at: datetime
    until: date
    ended_at: datetime | None


@dataclass(frozen=True)
class Due:
    number: int
    house: str
    kind: str
    first_due_on: date
    opened_at: datetime
    closed_at: datetime | None = None
    assignee: str = ""
    asked: Asked | None = None
    held: Held | None = None

    def due_on(self, at: datetime) -> date:
        moved = self.asked and self.asked.to and self.asked.decided_at <= at
        return self.asked.to if moved else self.first_due_on

    def is_open(self, at: datetime) -> bool:
        return self.closed_at is None or self.closed_at > at


@dataclass(frozen=True)
class Plot:
    houses: tuple[House, ...]
    standings: tuple[Standing, ...]
    contacts: tuple[Told, ...]
    dues: tuple[Due, ...]


def instant(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=HERE)


def a_year(seed: int, dues_of_a_board: int) -> Plot:
    chance = random.Random(seed)
    houses = tuple(house for board in BOARDS for house in _houses(board))
    standings = tuple(one for board in BOARDS for one in _standings(board))
    contacts = tuple(Told(f"đầu mối {board}", f"lặng lẽ {board}", date(YEAR, 9, 1)) for board in BOARDS)
    counts = [dues_of_a_board * n + each for n in range(len(BOARDS)) for each in range(dues_of_a_board)]
    dues = tuple(_due(n, BOARDS[n // dues_of_a_board], chance) for n in counts)
    return Plot(houses, standings, contacts, dues)


def _houses(board: str) -> Iterator[House]:
    yield House(f"ban {board}", board, "board")
    yield House(f"sở {board}", board, "agency")
    yield House(f"hạ tầng {board}", board, "investor", f"khu {board}")
    yield House(f"xưởng {board}", board, "tenant", f"khu {board}")
    yield House(f"chỉ có người đứng đầu {board}", board, "tenant", f"khu {board}")
    yield House(f"lặng lẽ {board}", board, "tenant", f"khu {board}")
    yield House(f"ngoài khu {board}", board, "tenant", f"khu khác {board}")


def _standings(board: str) -> Iterator[Standing]:
    yield Standing(f"chuyên viên {board}", f"ban {board}", "officer")
    yield Standing(f"chuyên viên khu {board}", f"ban {board}", "officer", zones=frozenset([f"khu {board}"]))
    yield Standing(f"lãnh đạo {board}", f"ban {board}", "leader")
    yield Standing(f"trưởng phòng {board}", f"ban {board}", "unit_head")
    yield Standing(f"cán bộ {board}", f"sở {board}", "agent")
    yield Standing(f"soạn hạ tầng {board}", f"hạ tầng {board}", "editor")
    yield Standing(f"soạn {board}", f"xưởng {board}", "editor", until=date(YEAR, 7, 31))
    yield Standing(f"đứng đầu {board}", f"xưởng {board}", "head")
    yield Standing(f"một mình {board}", f"chỉ có người đứng đầu {board}", "head")
    # One person for both boards, with two roles in one house.
    yield Standing("khắp nơi", f"ngoài khu {board}", "editor")
    yield Standing("khắp nơi", f"ngoài khu {board}", "head")
    yield Standing("khắp nơi", f"xưởng {board}", "editor", since=date(YEAR, 5, 1))


ENTERPRISES = ("hạ tầng", "xưởng", "chỉ có người đứng đầu", "lặng lẽ", "ngoài khu")
OF_ENTERPRISES = ("registration", "self_assessment", "mending", "acknowledgement", "answer", "daily_report", "duty")
OF_THE_BOARD = ("review", "superior_document")
LEAD = {"daily_report": 2, "acknowledgement": 3, "mending": 12, "opinion": 8}  # days from opening to due; else 45


def _due(number: int, board: str, chance: random.Random) -> Due:
    kind = chance.choice([*OF_ENTERPRISES, *OF_ENTERPRISES, *OF_THE_BOARD, "opinion"])
    who = "ban" if kind in OF_THE_BOARD else "sở" if kind == "opinion" else chance.choice(ENTERPRISES)
    opened = FIRST + timedelta(days=chance.randrange(330))
    due_on = opened + timedelta(days=LEAD.get(kind, 45))
    return Due(
        number,
        f"{who} {board}",
        kind,
        due_on,
        instant(opened, 9),
        closed_at=_some_time(chance, opened, due_on + timedelta(days=16)) if chance.random() < 0.6 else None,
        assignee=f"chuyên viên {board}" if kind == "review" else "",
        asked=_asked(chance, due_on) if chance.random() < 0.2 else None,
        held=_held(chance, due_on) if chance.random() < 0.2 else None,
    )


def _some_time(chance: random.Random, first: date, last: date) -> datetime:
    day = first + timedelta(days=1 + chance.randrange(max(1, (last - first).days)))
    return instant(day, chance.randrange(8, 20), chance.randrange(60))


def _asked(chance: random.Random, due_on: date) -> Asked:
    asked = _some_time(chance, due_on - timedelta(days=4), due_on + timedelta(days=4))
    to = due_on + timedelta(days=chance.randrange(5, 20)) if chance.random() < 0.6 else None
    return Asked(asked, asked + timedelta(days=chance.randrange(1, 5)), to)


def _held(chance: random.Random, due_on: date) -> Held:
    made = _some_time(chance, due_on - timedelta(days=10), due_on + timedelta(days=3))
    until = made.date() + timedelta(days=chance.randrange(2, 12))
    return Held(made, until, instant(made.date() + ONE_DAY, 10) if chance.random() < 0.3 else None)
