"""What is true of an enterprise in a year: the few numbers that its answers, figures and files must agree on."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from random import Random

from antt_portal.core.formats import number_vn, vn_date
from antt_portal.core.workdays import evaluation_period
from antt_portal.demo.companies import Company, Story
from antt_portal.demo.trades import TRADES, Trade


@dataclass(frozen=True)
class Facts:
    """``on`` is the day people write: nothing they tell is later. Chance is seeded by company, year and topic."""

    company: Company
    year: int
    years_since_first: int
    on: date
    head: str
    board: str
    registered_on: date
    registration_receipt: str

    def chance(self, topic: str) -> Random:
        return Random(f"{self.company.tax_code}:{self.year}:{topic}")  # noqa: S311 - figures of a demonstration

    @property
    def trade(self) -> Trade:
        return TRADES[self.company.trade]

    @property
    def code(self) -> str:
        """The letters in the symbols of its own papers: "AP" of An Phú."""
        return "".join(part[0] for part in self.company.key.split("-")[:3]).upper()

    @cached_property
    def staff(self) -> int:
        growth = 1 + self.years_since_first * self.chance("growth").uniform(0.01, 0.06)
        return round(self.company.staff * growth)

    @cached_property
    def sub_units(self) -> int:
        return max(3, min(40, self.staff // 60))

    @cached_property
    def guards(self) -> int:
        return max(2, min(48, self.staff // 70 + 2))

    @cached_property
    def has_hired_guards(self) -> bool:
        return self.company.number % 3 != 0

    @cached_property
    def foreigners(self) -> int:
        return max(2, self.staff // 90) if self.company.is_foreign else 0

    @cached_property
    def cameras(self) -> int:
        return max(8, min(160, self.staff // 25)) + 2 * self.years_since_first

    @property
    def has_party(self) -> bool:
        return not self.company.is_foreign and self.staff >= 100

    @property
    def declares_event(self) -> bool:
        """Last year's story of two enterprises: a fire after lightning, and a fight that ended in fines."""
        return self.years_since_first == 1 and self.company.story in {Story.BARRED, Story.EVENT}

    @property
    def period(self) -> tuple[date, date]:
        return evaluation_period(self.year)

    def days(self, topic: str, count: int) -> list[date]:
        """``count`` days of the evaluation year up to a week before ``on``, in order."""
        start = self.period[0] + timedelta(days=5)
        span = max((self.on - start).days - 7, 1)
        chance = self.chance(f"days:{topic}")
        return sorted(start + timedelta(days=chance.randrange(span)) for _ in range(count))

    def years_before(self, topic: str, count: int) -> list[date]:
        """``count`` days of the three years before the evaluation year, for papers that still hold."""
        chance = self.chance(f"before:{topic}")
        return sorted(self.period[0] - timedelta(days=chance.randrange(60, 1000)) for _ in range(count))

    def words(self) -> dict[str, str]:
        """The values that narratives mention."""
        numbers = ("staff", "guards", "cameras", "sub_units", "foreigners")
        return {
            **{name: number_vn(getattr(self, name)) for name in numbers},
            **self.trade.words,
            "year": str(self.year),
            "registered_on": vn_date(self.registered_on),
        }
