"""What a board reminds by, as it keeps it, and the duties of an enterprise that follow from it."""

from datetime import date, datetime, timedelta

from antt_portal.core.clock import VIETNAM
from antt_portal.tests.journeys.scene import YEAR
from antt_portal.tests.journeys.situations.sight import Sight, Situation
from enterprises.due import deadlines
from enterprises.duties import keeping as duties
from enterprises.duties import terms
from enterprises.duties.owing import open_terms
from enterprises.models import Audience, DeadlineKind, DutyTerm, RecurringDuty, Wording
from enterprises.reminding import ladders
from enterprises.reminding.ladders import Step
from enterprises.workday_rules import workdays_rule
from enterprises.workdays import keeping as calendars
from enterprises.workdays.keeping import Exceptional

SOURCE = "Thông báo thử nghiệm số 12/TB-BQL ngày 01/3/2026"
KIND = DeadlineKind.MENDING


def duty(one: "Kept") -> list[object]:
    return [one.own.public_id]


def unverified(_one: "Kept") -> list[object]:
    return [RecurringDuty.objects.get(board=None, code="moi-truong").public_id]


def term(name: str):
    return lambda one: [getattr(one, name).public_id]


class Kept(Situation):
    """A calendar with days of the board, a ladder of its own, duties verified, unverified and off; one done, one late,
    one that follows from what happened last night."""

    def make(self):
        scene = self.scene
        at = scene.clock.set(YEAR, 5, 20)
        self.keeper, self.board = scene.office.unit_head, scene.place.board
        self._counted(at)
        days = [
            Exceptional(date(YEAR, 6, 1), False, SOURCE, "Lễ hội làng nghề"),
            Exceptional(date(YEAR, 6, 6), True, SOURCE),
        ]
        calendars.keep(self.board, days, by=self.keeper, at=at)
        steps = [
            Step(-7, Audience.OWNERS, Wording.SOON),
            Step(0, Audience.OWNERS, Wording.SOON, hours=-4, is_urgent=True),
            Step(1, Audience.HEADS, Wording.LATE),
            Step(3, Audience.OFFICERS, Wording.ESCALATED),
        ]
        ladders.keep(self.board, KIND, steps, is_on=True, seen=0, by=self.keeper, at=at)
        shared = RecurringDuty.objects.get(board=None, code="tai-nan-07")
        self.own = duties.switch(self.board, shared, on=True, seen=1, by=self.keeper, at=at)
        open_terms(at=at)
        self._said(at)

    def _counted(self, at: datetime) -> None:
        owner = self.scene.enterprise.organisation
        due_on, anchor = date(YEAR, 6, 3), at.astimezone(VIETNAM).date()
        rule = workdays_rule(10)
        deadlines.open_deadline(
            *(owner, KIND),
            organisation=owner,
            title="Hồ sơ 2026",
            route="home",
            due_on=due_on,
            rule=rule,
            anchor=anchor,
            at=at,
        )

    def _said(self, at: datetime) -> None:
        mine, editor = DutyTerm.objects.filter(organisation=self.scene.enterprise.organisation), self.scene.editor
        self.done, self.open = mine.get(duty=self.own), mine.get(duty__code="bien-dong-lao-dong-06")
        note = "Công văn 12/CV-TN, gửi qua Cổng dịch vụ công"
        terms.finish(self.done, done_on=at.astimezone(VIETNAM).date(), note=note, by=editor, at=at)
        stay = RecurringDuty.objects.get(code="khai-bao-tam-tru")
        self.event = terms.report_event(stay, happened_at=at - timedelta(hours=9), by=editor, at=at)

    sights = (
        Sight("unit_head", "enterprises:setup"),
        Sight("unit_head", "enterprises:calendar"),
        Sight("officer", "enterprises:calendar", query="?year=2027"),
        Sight("unit_head", "enterprises:calendar-import"),
        Sight("officer", "enterprises:ladders"),
        Sight("unit_head", "enterprises:ladder", lambda _one: [KIND]),
        Sight("officer", "enterprises:ladder", lambda _one: ["review"]),
        Sight("unit_head", "enterprises:duties"),
        Sight("unit_head", "enterprises:duty", duty),
        Sight("unit_head", "enterprises:duty", unverified),
        Sight("officer", "enterprises:duty", unverified),
        Sight("unit_head", "enterprises:duty-new"),
        Sight("editor", "enterprises:duty-terms"),
        Sight("editor", "enterprises:duty-term", term("done")),
        Sight("editor", "enterprises:duty-term", term("open")),
        Sight("head", "enterprises:duty-term", term("event")),
        Sight("editor", "enterprises:duty-event"),
        Sight("editor", "enterprises:deadlines"),
    )


class KeptInEnglish(Kept):
    """The same, read by somebody who chose English."""

    language = "en"
    sights = (
        Sight("unit_head", "enterprises:ladder", lambda _one: [KIND]),
        Sight("editor", "enterprises:duty-terms"),
    )
