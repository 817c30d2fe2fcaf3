"""What no letter can say of itself: whose names hold on a day, which files are there, whether it is signed."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from directives.letters.letter import DateParts


@dataclass(frozen=True)
class Days:
    """From the first to the last day that a date with blanks can become."""

    first: date
    last: date

    @classmethod
    def of(cls, parts: DateParts) -> "Days":
        if parts.month is None:
            return cls(date(parts.year, 1, 1), date(parts.year, 12, 31))
        if parts.day is None:
            length = calendar.monthrange(parts.year, parts.month)[1]
            return cls(date(parts.year, parts.month, 1), date(parts.year, parts.month, length))
        return cls(*(date(parts.year, parts.month, parts.day),) * 2)


@dataclass(frozen=True)
class DatedName:
    """A name and the days on which it holds; ``valid_to`` is the last. ``now`` is what to write instead.

    ``whatever_follows``: the name begins many ("UBND huyện …"); without it, one that goes on is another's name.
    """

    name: str
    valid_from: date | None = None
    valid_to: date | None = None
    now: str = ""
    whatever_follows: bool = False

    def holds(self, days: Days) -> bool:
        """On at least one of the days."""
        begun = self.valid_from is None or self.valid_from <= days.last
        return begun and (self.valid_to is None or self.valid_to >= days.first)


# Nghị quyết 202/2025/QH15: 34 provinces from 01/7/2025. What the portal knows of its own organisations comes as rows.
LAST_DAY_OF_63 = date(2025, 6, 30)
MERGED_INTO = {
    "tỉnh An Giang": ("Kiên Giang",),
    "tỉnh Bắc Ninh": ("Bắc Giang",),
    "tỉnh Cà Mau": ("Bạc Liêu",),
    "tỉnh Đắk Lắk": ("Phú Yên",),
    "tỉnh Đồng Nai": ("Bình Phước",),
    "tỉnh Đồng Tháp": ("Tiền Giang",),
    "tỉnh Gia Lai": ("Bình Định",),
    "tỉnh Hưng Yên": ("Thái Bình",),
    "tỉnh Khánh Hòa": ("Ninh Thuận",),
    "tỉnh Lào Cai": ("Yên Bái",),
    "tỉnh Lâm Đồng": ("Đắk Nông", "Bình Thuận"),
    "tỉnh Ninh Bình": ("Hà Nam", "Nam Định"),
    "tỉnh Phú Thọ": ("Vĩnh Phúc", "Hòa Bình"),
    "tỉnh Quảng Ngãi": ("Kon Tum",),
    "tỉnh Quảng Trị": ("Quảng Bình",),
    "tỉnh Tây Ninh": ("Long An",),
    "tỉnh Thái Nguyên": ("Bắc Kạn",),
    "tỉnh Tuyên Quang": ("Hà Giang",),
    "tỉnh Vĩnh Long": ("Bến Tre", "Trà Vinh"),
    "thành phố Cần Thơ": ("Sóc Trăng", "Hậu Giang"),
    "thành phố Đà Nẵng": ("Quảng Nam",),
    "thành phố Hải Phòng": ("Hải Dương",),
    "thành phố Hồ Chí Minh": ("Bà Rịa - Vũng Tàu", "Bình Dương"),
}
DISTRICT_AUTHORITIES = ("UBND", "Ủy ban nhân dân", "Công an", "HĐND", "Hội đồng nhân dân")
DISTRICTS = ("huyện", "quận", "thị xã")


def ended_in_2025() -> Iterable[DatedName]:
    """Provinces that were merged, and the offices of districts, which were not replaced."""
    for now, before in MERGED_INTO.items():
        for name in before:
            yield DatedName(f"tỉnh {name}", valid_to=LAST_DAY_OF_63, now=now)
    for authority in DISTRICT_AUTHORITIES:
        for district in DISTRICTS:
            for name in (f"{authority} {district}", f"{authority} các {district}"):
                yield DatedName(name, valid_to=LAST_DAY_OF_63, whatever_follows=True)


SHIPPED_NAMES = tuple(ended_in_2025())


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The defaults are what the command line knows.

    ``names``: with the days on which they hold. ``empty_groups``: addressees, as written, that stand for nobody.
    ``missing_files``: places in ``attachments`` whose file is named but not there. ``passed_on``: number and symbol of
    a superior's document that goes along with its file. ``signed``: None asks nothing.
    """

    names: tuple[DatedName, ...] = SHIPPED_NAMES
    empty_groups: frozenset[str] = field(default_factory=frozenset)
    missing_files: frozenset[int] = field(default_factory=frozenset)
    passed_on: str = ""
    signed: bool | None = None
