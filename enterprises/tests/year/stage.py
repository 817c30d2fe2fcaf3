"""The same plot in the database, and the days of its year: what happens, and the runs of the scheduler."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from typing import NamedTuple
from uuid import uuid4

from antt_portal.core.folding import search_key, sort_key
from antt_portal.core.models import CalendarDay, Notice
from enterprises.due import deadlines
from enterprises.models import (
    Board,
    Capacity,
    Contact,
    Deadline,
    DeadlineKind,
    Extension,
    ExtensionState,
    Ladder,
    LadderStep,
    Membership,
    Organisation,
    Pause,
    PlanningMark,
    Tenancy,
    User,
    Zone,
)
from enterprises.tests.year.oracle import DAYS_OFF, OWN, OWN_DAYS, WORKED_SATURDAYS, Occasion
from enterprises.tests.year.plot import BOARDS, FIRST, HERE, Due, Plot, instant

SINCE = date(2020, 1, 1)


class Event(NamedTuple):
    at: datetime
    act: Callable[[Deadline, Due], None]
    number: int


class Stage:
    def __init__(self, plot: Plot) -> None:
        self.plot = plot
        PlanningMark.objects.all().delete()
        self.boards = {code: Board.objects.create(code=code) for code in BOARDS}
        self._calendar()
        self._ladders()
        self.houses = self._houses()
        self.people = self._people()
        self._contacts()
        self.ids = self._dues()
        self.events = sorted(self._events(), key=lambda one: one.at)

    # ---- what stands at the beginning ----

    def _calendar(self) -> None:
        CalendarDay.objects.all().delete()
        national = dict.fromkeys(DAYS_OFF, False) | dict.fromkeys(WORKED_SATURDAYS, True)
        days = [(None, national), *((self.boards[code].pk, days) for code, days in OWN_DAYS.items())]
        CalendarDay.objects.bulk_create(
            CalendarDay(board_id=board, day=day, is_working=is_working, name="Thử", source="Thử")
            for board, found in days
            for day, is_working in found.items()
        )

    def _ladders(self) -> None:
        for (board, kind), steps in OWN.items():
            own = Ladder.objects.create(board=self.boards[board], kind=kind, is_on=bool(steps))
            LadderStep.objects.bulk_create(
                LadderStep(
                    ladder=own,
                    days=step.days,
                    hours=step.hours,
                    audience=step.audience,
                    wording=step.wording,
                    is_urgent=step.urgent,
                )
                for step in steps
            )

    def _houses(self) -> dict[str, Organisation]:
        made = [
            Organisation(
                board=self.boards[one.board],
                kind=one.kind,
                name=one.name,
                sort_key=sort_key(one.name),
                search_key=search_key(one.name),
            )
            for one in self.plot.houses
        ]
        houses = {one.name: one for one in Organisation.objects.bulk_create(made)}
        self.zones = {
            one.zone: Zone.objects.create(
                board=self.boards[one.board], name=one.zone, sort_key=one.zone, valid_from=SINCE
            )
            for one in {one.zone: one for one in self.plot.houses if one.zone}.values()
        }
        Tenancy.objects.bulk_create(
            Tenancy(
                board=self.boards[one.board],
                zone=self.zones[one.zone],
                organisation=houses[one.name],
                capacity=Capacity.INVESTOR if one.kind == "investor" else Capacity.TENANT,
                valid_from=SINCE,
            )
            for one in self.plot.houses
            if one.zone
        )
        return houses

    def _people(self) -> dict[str, User]:
        names = sorted({one.person for one in self.plot.standings})
        made = [User(email=f"nguoi-{n}@vidu.example", full_name=name) for n, name in enumerate(names)]
        people = {one.full_name: one for one in User.objects.bulk_create(made)}
        for one in self.plot.standings:
            membership = Membership.objects.create(
                board=self.houses[one.house].board,
                user=people[one.person],
                organisation=self.houses[one.house],
                role=one.role,
                valid_from=one.since,
                valid_to=one.until,
            )
            membership.zones.set([self.zones[zone] for zone in one.zones])
        return people

    def _contacts(self) -> None:
        anybody = next(iter(self.people.values()))
        for one in self.plot.contacts:
            Contact.objects.create(
                board=self.houses[one.house].board,
                organisation=self.houses[one.house],
                name=one.name,
                email=f"{self.houses[one.house].pk}@vidu.example",
                source="board",
                valid_from=SINCE,
                ended_on=one.ended_on,
                confirmed_at=instant(FIRST, 9),
                confirmed_by=anybody,
            )

    def _dues(self) -> dict[int, int]:
        made = [
            Deadline(
                board=self.houses[due.house].board,
                organisation=self.houses[due.house],
                assignee=self.people.get(due.assignee),
                subject_kind="enterprises.organisation",
                subject_id=uuid4(),
                kind=DeadlineKind(due.kind),
                title=f"Việc số {due.number}",
                route="enterprises:deadline",
                due_on=due.first_due_on,
                due_at=_end_of(due.first_due_on),
                opened_at=due.opened_at,
            )
            for due in self.plot.dues
        ]
        return {due.number: one.pk for due, one in zip(self.plot.dues, Deadline.objects.bulk_create(made), strict=True)}

    # ---- what happens ----

    def _events(self) -> Iterator[Event]:
        for due in self.plot.dues:
            if due.held:
                yield Event(due.held.at, self._hold, due.number)
                if due.held.ended_at:
                    yield Event(due.held.ended_at, self._end_hold, due.number)
            if due.asked:
                yield Event(due.asked.at, self._ask, due.number)
                yield Event(due.asked.decided_at, self._decide, due.number)
            if due.closed_at:
                yield Event(due.closed_at, self._close, due.number)

    def live_until(self, at: datetime) -> None:
        """Let everything happen that happened up to ``at``."""
        while self.events and self.events[0].at <= at:
            event = self.events.pop(0)
            deadline = Deadline.objects.get(pk=self.ids[event.number])
            event.act(deadline, self.plot.dues[event.number])

    def _close(self, deadline: Deadline, due: Due) -> None:
        deadlines.close_all(Deadline.objects.open().filter(pk=deadline.pk), at=due.closed_at)

    def _hold(self, deadline: Deadline, due: Due) -> None:
        Pause.objects.create(
            board_id=deadline.board_id,
            deadline=deadline,
            until=due.held.until,
            reason="Nhà máy ngập nước",
            made_by=next(iter(self.people.values())),
            made_at=due.held.at,
        )

    def _end_hold(self, deadline: Deadline, due: Due) -> None:
        deadline.pauses.update(ended_at=due.held.ended_at)

    def _ask(self, deadline: Deadline, due: Due) -> None:
        Extension.objects.create(
            board_id=deadline.board_id,
            organisation_id=deadline.organisation_id,
            deadline=deadline,
            due_before=deadline.due_on,
            wanted_on=due.asked.to or deadline.due_on,
            reason="Chờ kết quả đo",
            asked_by=next(iter(self.people.values())),
            asked_at=due.asked.at,
        )

    def _decide(self, deadline: Deadline, due: Due) -> None:
        to = due.asked.to
        state = ExtensionState.GRANTED if to else ExtensionState.REFUSED
        deadline.extensions.update(state=state, due_after=to, decided_at=due.asked.decided_at)
        if to and deadline.closed_at is None:
            deadlines.move(deadline, to=to, at=due.asked.decided_at)

    # ---- what came of it ----

    def told(self) -> dict[Occasion, Notice]:
        """Every notice there is, under what it is about. Raises AssertionError where two are about the same."""
        numbers = {pk: number for number, pk in self.ids.items()}
        by_public_id = {one.public_id: numbers[one.pk] for one in Deadline.objects.filter(pk__in=numbers)}
        told: dict[Occasion, Notice] = {}
        for one in Notice.objects.select_related("recipient"):
            due_on = date.fromisoformat(one.params["due_on"])
            who = one.recipient.full_name if one.recipient else one.name
            occasion = Occasion(by_public_id[one.subject_id], due_on, one.params["step"], who)
            assert occasion not in told, occasion
            told[occasion] = one
        return told


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time(23, 59, 59), tzinfo=HERE)
