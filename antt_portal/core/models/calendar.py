"""Days that are worked, or not, against the calendar: swapped Saturdays, days off by decision."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from antt_portal.core.workdays import Calendar

SHIPPED_DAYS = Path(__file__).resolve().parent.parent / "data" / "calendar-days.json"


class CalendarDayQuerySet(models.QuerySet["CalendarDay"]):
    def calendar_for(self, board_id: int | None) -> Calendar:
        """The working days of a board, whose own rows win over national ones. Ask once per request or run."""
        rows = self.filter(Q(board_id=None) | Q(board_id=board_id))
        national_first = rows.order_by(F("board_id").asc(nulls_first=True))
        return Calendar(dict(national_first.values_list("day", "is_working")))

    def calendars_of(self, boards: Iterable[int]) -> dict[int, Calendar]:
        """``calendar_for`` each of very many boards, by one query."""
        days: dict[int | None, dict[date, bool]] = defaultdict(dict)
        for board_id, day, is_working in self.values_list("board_id", "day", "is_working"):
            days[board_id][day] = is_working
        return {board_id: Calendar(days[None] | days[board_id]) for board_id in boards}


class CalendarDay(models.Model):
    """One exception, national or of one board."""

    board_id = models.BigIntegerField(null=True, blank=True)
    day = models.DateField(_("ngày"))
    is_working = models.BooleanField(_("là ngày làm việc"))
    name = models.CharField(_("tên gọi"), max_length=120)
    source = models.CharField(_("căn cứ"), max_length=300)

    objects = CalendarDayQuerySet.as_manager()

    class Meta:
        verbose_name = _("ngày ngoại lệ của lịch làm việc")
        # One constraint over both would let two national rows of a day pass: NULL equals nothing.
        constraints = [
            models.UniqueConstraint(fields=["board_id", "day"], name="calendar_day_once_per_board"),
            models.UniqueConstraint(fields=["day"], condition=Q(board_id=None), name="calendar_day_once_nationally"),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} – {self.name}"


def load_shipped_days(model: type[CalendarDay]) -> None:
    """Add the national days the portal ships with. Rows already there stay as they are.

    ``model`` is passed in for migrations, which see the class as it was then.
    """
    days = json.loads(SHIPPED_DAYS.read_text(encoding="utf-8"))
    model._default_manager.bulk_create([model(**day) for day in days], ignore_conflicts=True)
