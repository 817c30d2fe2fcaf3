"""What migrations ship, loaded again."""

from typing import Any

from django.db import transaction

from antt_portal.core.models import CalendarDay
from antt_portal.core.models.calendar import load_shipped_days
from enterprises.models import Ladder, LadderStep, RecurringDuty
from enterprises.shipped import load_duties, load_ladders


@transaction.atomic
def put_back(**_: Any) -> None:
    load_shipped_days(CalendarDay)
    load_ladders(Ladder, LadderStep)
    load_duties(RecurringDuty)
