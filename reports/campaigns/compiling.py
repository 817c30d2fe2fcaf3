"""The board's report of a day: figures as they are at the moment, frozen in a paper. Made again, it is one more."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit, papers
from antt_portal.core.clock import VIETNAM, local_date
from antt_portal.core.documents import lines
from antt_portal.core.formats import vn_date
from antt_portal.core.refusal import Refused
from antt_portal.core.workflow import stale
from directives.campaigns.campaigning import locked_open
from directives.models import Campaign
from enterprises.actor import Actor
from enterprises.models import Organisation
from reports.campaigns.days import Day, DayRow, Standing, day_of
from reports.incidents.figures import Bar
from reports.models import DailyCompile, Tally

KIND = "daily_compile"


@transaction.atomic
def compile_day(campaign: Campaign, day: date, note: str, *, by: Actor, at: datetime, seen: int) -> DailyCompile:
    """Freeze the day and order its paper. ``seen`` is the number of the last one on the screen, 0 for none.

    Raises Refused with code "closed", "too-early" or "stale".
    """
    locked = locked_open(campaign)
    if local_date(at) < day:
        raise Refused("too-early", _("Chưa đến ngày này. Chưa lập báo cáo."))
    last = DailyCompile.objects.filter(campaign=locked, day=day).order_by("-number").first()
    if (last.number if last else 0) != seen:
        raise stale()
    made = DailyCompile.objects.create(
        board_id=locked.board_id,
        campaign=locked,
        day=day,
        number=seen + 1,
        at=at,
        made_by=by.user,
        note=note.strip(),
    )
    with translation.override("vi"):  # labels of types come in the language of whoever asks
        data = compile_data(day_of(locked, day, at=at), made, by.organisation)
    papers.order(KIND, about=made, data=data, file_name=f"bao-cao-ngay-{day:%Y-%m-%d}-lan-{made.number}.pdf", at=at)
    audit.record(locked, "campaign.compile_day", by=by, at=at, after={"day": f"{day}", "number": made.number})
    return made


def compile_data(day: Day, made: DailyCompile, office: Organisation) -> dict[str, Any]:
    """What ``reports.documents.daily`` prints."""
    return {
        **head_of(office, local_date(made.at)),
        "campaign": day.campaign.name,
        "day": vn_date(day.day),
        "number": made.number,
        "made_at": made.at.astimezone(VIETNAM).isoformat(timespec="seconds"),
        "made_by": made.made_by.full_name,
        "note": made.note,
        "counts": {one.value: day.count(one) for one in Standing} | {"late": day.late_count},
        "total": tally_data(day.total),
        "types": bars_data(day.by_type),
        "rows": [_row(row) for row in day.rows],
    }


def head_of(office: Organisation, on: date) -> dict[str, Any]:
    """Superior, agency and place as the office is called on that day."""
    name = office.name_on(on)
    return {
        "superior": list(lines(name.superior)),
        "agency": list(lines(name.lines)) or [name.name.upper()],
        "place": name.place,
        "on": {"day": on.day, "month": on.month, "year": on.year},
    }


def tally_data(tally: Tally) -> dict[str, int]:
    return {name: int(value) for name, value in asdict(tally).items()}


def bars_data(bars: list[Bar]) -> list[dict[str, Any]]:
    return [{"label": bar.label, "count": bar.tally.count, "signs": bar.tally.signs} for bar in bars]


def _row(row: DayRow) -> dict[str, Any]:
    return {
        "name": row.report.organisation.name,
        "standing": row.standing.value,
        "late": row.is_late,
        "incidents": row.incidents,
        "note": row.version.note if row.version else "",
    }
