"""One day of a campaign as the board reads it: who reported what, who is missing, and what happened, as of a moment."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Count, Q

from directives.models import Campaign
from reports.campaigns.daily import incidents_of_day
from reports.incidents.figures import Bar, by_type
from reports.models import DailyReport, DailyReportVersion, Tally


class Standing(StrEnum):
    """How one organisation stands with its day."""

    NOTHING = "nothing"
    REPORTED = "reported"
    WAITING = "waiting"
    MISSING = "missing"


@dataclass(frozen=True)
class DayRow:
    """One organisation. ``incidents`` are those it reported that day by ``Day.at``, in its daily report or not."""

    report: DailyReport
    version: DailyReportVersion | None
    first_at: datetime | None
    incidents: int
    standing: Standing

    @property
    def is_late(self) -> bool:
        return self.first_at is not None and self.first_at > self.report.due_at

    @property
    def unsaid(self) -> int:
        """Incidents that came after what the daily report says."""
        return max(0, self.incidents - self.version.incident_count) if self.version else 0


@dataclass(frozen=True)
class Day:
    campaign: Campaign
    day: date
    at: datetime
    rows: list[DayRow]
    total: Tally
    by_type: list[Bar]

    def count(self, standing: Standing) -> int:
        return sum(row.standing == standing for row in self.rows)

    @property
    def nothing_count(self) -> int:
        return self.count(Standing.NOTHING)

    @property
    def reported_count(self) -> int:
        return self.count(Standing.REPORTED)

    @property
    def missing_count(self) -> int:
        return self.count(Standing.MISSING)

    @property
    def waiting_count(self) -> int:
        return self.count(Standing.WAITING)

    @property
    def late_count(self) -> int:
        return sum(row.is_late for row in self.rows)


def day_of(campaign: Campaign, day: date, *, at: datetime) -> Day:
    """Six queries, however many report. The same day at the same moment is always the same."""
    wanted = DailyReport.objects.filter(campaign=campaign, day=day).wanted_at(at)
    reports = list(wanted.select_related("organisation").order_by("organisation__sort_key", "pk"))
    said = DailyReportVersion.objects.filter(report__in=reports).as_of(at)
    versions = {one.report_id: one for one in said.select_related("recorded_by")}
    firsts = dict(
        DailyReportVersion.objects.filter(report__in=reports, number=1, recorded_at__lte=at).values_list(
            "report", "recorded_at"
        )
    )
    happened = incidents_of_day(day, campaign.board_id, at)
    by_organisation = dict(happened.order_by().values_list("organisation").annotate(Count("pk")))
    rows = [
        DayRow(
            one,
            versions.get(one.pk),
            firsts.get(one.pk),
            by_organisation.get(one.organisation_id, 0),
            _standing(one, versions.get(one.pk), at),
        )
        for one in reports
    ]
    return Day(campaign, day, at, rows, happened.tally(), by_type(happened))


def _standing(report: DailyReport, version: DailyReportVersion | None, at: datetime) -> Standing:
    if version is None:
        return Standing.MISSING if at > report.due_at else Standing.WAITING
    return Standing.NOTHING if version.says_nothing else Standing.REPORTED


@dataclass(frozen=True)
class DaySum:
    """One line of the list of days."""

    day: date
    wanted: int
    reported: int

    @property
    def missing(self) -> int:
        return self.wanted - self.reported


def days_of(campaign: Campaign, *, at: datetime) -> list[DaySum]:
    """The latest first; one query."""
    reports = DailyReport.objects.filter(campaign=campaign).wanted_at(at).order_by("-day").values("day")
    rows = reports.annotate(wanted=Count("pk"), missing=Count("pk", filter=Q(last_number=0)))
    return [DaySum(row["day"], row["wanted"], row["wanted"] - row["missing"]) for row in rows]
