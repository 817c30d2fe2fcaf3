"""How dates, numbers and sizes are written for people: the Vietnamese way, in both languages of the interface."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.translation import gettext, ngettext

# From here on a date is called "soon": the look marks 12/11 on 28/10, and not 15/11.
SOON_DAYS = 15
KILO = 1000


def local(value: date) -> date:
    """An instant in the portal's time zone; a plain date as it is."""
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


def vn_date(value: date) -> str:
    return local(value).strftime("%d/%m/%Y")


def vn_time(value: datetime) -> str:
    return local(value).strftime("%H:%M")


def vn_datetime(value: datetime) -> str:
    return local(value).strftime("%d/%m/%Y %H:%M")


def number_vn(value: int | float | Decimal, places: int | None = None) -> str:
    """1.234,5 – ``places`` decimals, or without it as many as the number has."""
    exact = Decimal(str(value))
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{exact:,f}".translate(str.maketrans(",.", ".,"))


def filesize_vn(size_bytes: int) -> str:
    """11,4 MB, 812 kB, 96 byte: powers of 1000, one decimal below 100 MB."""
    if size_bytes < KILO:
        return f"{size_bytes} byte"
    for unit, scale in (("kB", KILO), ("MB", KILO**2)):
        amount = Decimal(size_bytes) / scale
        places = 0 if unit == "kB" else 1
        if round(amount, places) < KILO:
            return f"{number_vn(amount, places)} {unit}"
    return f"{number_vn(Decimal(size_bytes) / KILO**3, 1)} GB"


@dataclass(frozen=True)
class Due:
    """How far off a date is, as a status tag says it."""

    tone: str
    label: str


def due(on: date, *, today: date) -> Due:
    days = (local_day(on) - today).days
    if days < 0:
        return Due("late", ngettext("Quá %(days)s ngày", "Quá %(days)s ngày", -days) % {"days": number_vn(-days)})
    if days == 0:
        return Due("soon", gettext("Hôm nay"))
    label = ngettext("Còn %(days)s ngày", "Còn %(days)s ngày", days) % {"days": number_vn(days)}
    return Due("soon" if days <= SOON_DAYS else "todo", label)


def local_day(value: date) -> date:
    """The calendar day, in the portal's time zone, of a date or an instant."""
    here = local(value)
    return here.date() if isinstance(here, datetime) else here
