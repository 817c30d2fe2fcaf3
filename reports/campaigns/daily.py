"""The verbs of daily reports: an organisation says what its day was like, the board compiles everybody's."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit
from antt_portal.core.clock import local_date
from antt_portal.core.refusal import Refused
from antt_portal.core.workflow import stale
from directives.campaigns import campaigning
from directives.models import Campaign, CampaignStatus
from enterprises.actor import Actor
from enterprises.due import deadlines
from enterprises.models import Deadline, DeadlineKind
from reports.incidents.personal_data import refuse_in
from reports.models import DailyReport, DailyReportVersion, Incident
from reports.models.incidents import FactsQuerySet, instant

NOTE_LENGTH = 2_000


@dataclass(frozen=True)
class Said:
    """``counts`` as ``DailyReportVersion`` keeps it: an empty one without a note is “Không có vụ việc”."""

    counts: dict[str, list[int]]
    note: str = ""


def incidents_of_day(day: date, board_id: int, moment: datetime) -> FactsQuerySet:
    """What was reported on ``day``, as it was said at ``moment``."""
    reported = Incident.objects.filter(board_id=board_id).as_of(moment)
    return reported.reported_between(instant(day), instant(day + timedelta(days=1)))


def counts_of(report: DailyReport, at: datetime) -> dict[str, list[int]]:
    """What the organisation itself reported that day: type → [incidents, signs among them]."""
    own = incidents_of_day(report.day, report.board_id, at).filter(organisation=report.organisation_id)
    return {kind: [tally.count, tally.signs] for kind, tally in sorted(own.counts_by_type().items())}


def report_nothing(report: DailyReport, *, by: Actor, at: datetime, seen: int) -> DailyReportVersion:
    """One press says that nothing happened. Raises Refused("has-incidents") and those of ``report_day``."""
    if counts_of(report, at):
        text = _("Trong ngày đã báo vụ việc trên cổng. Chưa gửi; gửi báo cáo có vụ việc thay cho “Không có vụ việc”.")
        raise Refused("has-incidents", text)
    return _say(report, Said({}), by=by, at=at, seen=seen)


def report_day(report: DailyReport, note: str, *, by: Actor, at: datetime, seen: int) -> DailyReportVersion:
    """Report the day with the incidents reported in it; again, as a correction that leaves the first one standing.

    ``seen`` is the number of the version on the screen, 0 for none; the same said twice is said once.
    Raises Refused with code "empty", "personal-data", "closed", "too-early" or "stale".
    """
    refuse_in(note)
    said = Said(counts_of(report, at), note.strip())
    if not said.counts and not said.note:
        raise Refused("empty", _("Ghi tình hình trong ngày, hoặc bấm “Không có vụ việc”. Chưa gửi."))
    return _say(report, said, by=by, at=at, seen=seen)


@transaction.atomic
def _say(report: DailyReport, said: Said, *, by: Actor, at: datetime, seen: int) -> DailyReportVersion:
    locked = DailyReport.objects.select_for_update(of=("self",)).select_related("campaign").get(pk=report.pk)
    if locked.campaign.status == CampaignStatus.CLOSED:
        raise Refused("closed", _("Đợt cao điểm đã tổng kết. Chưa gửi."))
    if local_date(at) < locked.day:
        raise Refused("too-early", _("Chưa đến ngày của báo cáo này. Chưa gửi."))
    last = locked.versions.filter(number=locked.last_number).first()
    if last and Said(last.counts, last.note) == said:
        return last
    if locked.last_number != seen:
        raise stale()
    locked.last_number += 1
    locked.save(update_fields=["last_number"])
    version = DailyReportVersion.objects.create(
        board_id=locked.board_id,
        organisation_id=locked.organisation_id,
        report=locked,
        number=locked.last_number,
        counts=said.counts,
        note=said.note,
        recorded_at=at,
        recorded_by=by.user,
    )
    deadlines.close(locked, DeadlineKind.DAILY_REPORT, at=at)
    verb = "dailyreport.report" if version.number == 1 else "dailyreport.correct"
    after: dict[str, Any] = {"number": version.number, "counts": said.counts}
    audit.record(locked, verb, by=by, at=at, after=after, note=said.note)
    return version


@transaction.atomic
def close_campaign(campaign: Campaign, *, by: Actor, at: datetime, seen: int) -> None:
    """Close it, and with it the days nobody reported: they stay missing. Raises what ``campaigning`` raises."""
    campaigning.close_campaign(campaign, by=by, at=at, seen=seen)
    days = DailyReport.objects.filter(campaign=campaign).values("public_id")
    due = Deadline.objects.open().filter(subject_kind=DailyReport._meta.label_lower, subject_id__in=days)
    deadlines.close_all(due, at=at)
