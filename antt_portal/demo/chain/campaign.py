"""The campaign that the letter belongs to, with its roster and its days; and the next one around Tết, being planned."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction

from antt_portal.core.clock import local_date
from antt_portal.core.workdays import tet_name
from antt_portal.demo.chain.parties import Parties
from antt_portal.demo.letters.desk import Desk
from antt_portal.demo.moments import instant
from directives.asking.due import next_tet
from directives.campaigns import campaigning
from directives.campaigns.campaigning import Shift, Window
from directives.models import Campaign
from reports.campaigns.compiling import compile_day
from reports.campaigns.daily import report_day, report_nothing
from reports.campaigns.owing import open_days
from reports.models import DailyReport

PLANNED, ISSUED, FORWARDED = 12, 8, 5
DAILY_SINCE, DAILY_AHEAD, ENDS_AHEAD = 3, 7, 20  # working days ago; days from today
AROUND_TET, DAILY_AROUND_TET = (-60, 15), (-7, 7)
ONE_DAY = timedelta(days=1)
OPENED_AT, IN_TIME, LATE = time(0, 10), time(16, 30), time(19, 20)
QUIET_BUT = "Đã tuần tra hai ca, nhắc nhở một nhà thầu để vật liệu cản lối thoát nạn; không có vụ việc."
COMPILED = "Tình hình ổn định; đôn đốc chủ đầu tư chưa báo cáo."


@transaction.atomic
def plan(desk: Desk) -> Campaign:
    """Planned when the superior's document came, open since the letter went out; planned before, it is that one."""
    by, at, began = desk.office.unit_head, desk.ago(PLANNED, hour=14), local_date(desk.ago(ISSUED))
    name = f"Cao điểm bảo đảm an ninh, trật tự tháng {began.month}/{began.year}"
    if found := Campaign.objects.filter(board=desk.own.board, name=name).first():
        return found
    window = Window(
        starts_on=began,
        ends_on=desk.today + ENDS_AHEAD * ONE_DAY,
        daily_from=_daily_since(desk),
        daily_to=desk.today + DAILY_AHEAD * ONE_DAY,
    )
    campaign = campaigning.create(desk.own.board, name, window, by=by, at=at)
    issued = campaigning.put_step(campaign, "Phát hành văn bản", due_on=began, by=by, at=at)
    forwarded = local_date(desk.ago(FORWARDED))
    campaigning.put_step(campaign, "Chủ đầu tư hạ tầng chuyển xong văn bản", due_on=forwarded, by=by, at=at)
    campaigning.put_step(campaign, "Tổng hợp, báo cáo cấp trên", due_on=desk.moments.ahead(9), by=by, at=at)
    campaigning.put_on_duty(campaign, _shifts(desk), by=by, at=at)
    campaigning.open_campaign(campaign, by=by, at=desk.ago(ISSUED, hour=7), seen=campaign.version)
    campaigning.finish_step(issued, done=True, by=by, at=desk.ago(ISSUED, hour=13))
    _plan_tet(desk)
    campaign.refresh_from_db()
    return campaign


def _daily_since(desk: Desk) -> date:
    return local_date(desk.ago(DAILY_SINCE))


def _plan_tet(desk: Desk) -> None:
    """The first one that has not begun."""
    starts, ends = AROUND_TET
    first_day = next_tet(desk.today - starts * ONE_DAY)
    daily_from, daily_to = (first_day + days * ONE_DAY for days in DAILY_AROUND_TET)
    window = Window(
        tet_year=first_day.year, starts_offset=starts, ends_offset=ends, daily_from=daily_from, daily_to=daily_to
    )
    name = f"Cao điểm Tết Nguyên đán {tet_name(first_day.year)} {first_day.year}"
    by, at = desk.office.unit_head, desk.ago(1, hour=10)
    campaigning.create(desk.own.board, name, window, by=by, at=at)


def _shifts(desk: Desk) -> Iterator[Shift]:
    office = desk.office
    people = (
        (desk.own, f"{office.unit_head.user.full_name}, Trưởng phòng"),
        (office.agent.organisation, f"{office.agent.user.full_name}, cán bộ trực"),
    )
    for days, (organisation, person) in enumerate(people * 2):
        starts_at = instant(desk.today + days * ONE_DAY, time(7))
        yield Shift(
            organisation=organisation,
            starts_at=starts_at,
            ends_at=starts_at + ONE_DAY,
            person=person,
            phone="0900 000 000",
        )


@dataclass(frozen=True)
class Days:
    """The days since the daily reports began: two investors report, one did once, one never does."""

    campaign: Campaign
    desk: Desk
    parties: Parties

    @transaction.atomic
    def tell(self) -> None:
        if DailyReport.objects.filter(campaign=self.campaign).exists():
            return
        first = day = _daily_since(self.desk)
        while day <= self.desk.today:
            open_days(at=min(instant(day, OPENED_AT), self.desk.moments.now))
            self._report("song-xanh", instant(day, IN_TIME), QUIET_BUT if day == first else "")
            self._report("lang-nghe", instant(day, IN_TIME if day == first else LATE))
            day += ONE_DAY
        self._report("dong-lua", instant(first, IN_TIME))
        at, by = self.desk.ago(DAILY_SINCE - 1, hour=8), self.desk.office.unit_head
        compile_day(self.campaign, first, COMPILED, by=by, at=at, seen=0)

    def _report(self, key: str, at: datetime, note: str = "") -> None:
        """Of the day of ``at``; not one that is still to come."""
        if at > self.desk.moments.now:
            return
        party = self.parties[key]
        report = DailyReport.objects.get(campaign=self.campaign, day=local_date(at), organisation=party.organisation)
        if note:
            report_day(report, note, by=party.head, at=at, seen=0)
        else:
            report_nothing(report, by=party.head, at=at, seen=0)
