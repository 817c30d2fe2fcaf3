"""The letters of one board in the order of their numbers: issued, recalled, replaced, and one at every step before."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from antt_portal.core.clock import local_date
from antt_portal.demo.letters import texts
from antt_portal.demo.letters.desk import Desk
from antt_portal.demo.letters.texts import Data
from antt_portal.demo.letters.way import Hours, Way
from directives.models import EntryState, LetterStatus, OfficialLetter, RegisterEntry, Relation, SeriesGroup
from directives.writing import issuing, numbering, starting
from directives.writing.composing import discard, draft

RESERVED = 2
KEPT_FOR = "Giữ số cho văn bản phát hành ngoài cổng trong ngày mất điện"
SKIPPED_FOR = "Văn bản dự kiến không ban hành nữa"
SENT_BACK_FOR = "Chưa nêu rõ đơn vị đầu mối tiếp nhận; bổ sung rồi trình lại."


@dataclass(frozen=True)
class Plan:
    """A letter of ``texts``, numbered (or, one unfinished, last touched before) ``workdays`` ago."""

    key: str
    until: LetterStatus
    workdays: int
    by_hand: bool = False


S = LetterStatus
NUMBERED = frozenset({S.NUMBERED, S.SEALED, S.ISSUED})
OLDEST = (
    Plan("fences", S.ISSUED, 15),
    Plan("foreigners", S.ISSUED, 14),
    Plan("training", S.ISSUED, 13),
    Plan("fires", S.ISSUED, 9, by_hand=True),
)
UNFINISHED = (
    Plan("fraud", S.SEALED, 2),
    Plan("night", S.NUMBERED, 2),
    Plan("disputes", S.SIGNED, 1),
    Plan("guards", S.TO_SIGN, 1),
    Plan("chemicals", S.LAYOUT_CHECK, 1),
    Plan("review", S.CONTENT_REVIEW, 1),
)


class Correspondence:
    """Tells a board's letters, each by its subject; what is told already stays as somebody left it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._minutes = iter(range(1, 60, 2))

    def tell(self) -> None:
        _fences, foreigners, training, _fires = map(self._tell, OLDEST)
        self._live_on()
        self._replace(training)
        self._keep_numbers()
        self._recall(foreigners)
        for plan in UNFINISHED:
            self._tell(plan)
        self._send_back()
        self._give_up()

    def leave_faulty(self, data: Data) -> None:
        """A draft that nobody has gone on with; its signer is typed, so that the check has something to say."""
        if not self.desk.letter(subject=data["subject"]):
            draft(self.desk.own, data, by=self.desk.officer, at=self.desk.ago(1, hour=16))

    def _live_on(self) -> None:
        """What happens between the oldest letters and those about them: nothing where nobody is asked anything."""

    def _direct(self, plan: Plan, letter: OfficialLetter, *, at: datetime) -> None:
        """Make the draft a directive; here none is."""

    def _text(self, plan: Plan, on: date) -> Data:
        return texts.letter(self.desk, plan.key, on=on)

    def _tell(self, plan: Plan) -> OfficialLetter:
        return self._walk(plan, lambda on: self._text(plan, on))

    def _walk(
        self,
        plan: Plan,
        data: Callable[[date], Data],
        relation: Relation | None = None,
        related: OfficialLetter | None = None,
    ) -> OfficialLetter:
        desk, office = self.desk, self.desk.office
        hours = Hours.before(desk, plan.workdays, next(self._minutes))
        # The paper prints the year of its number, which one without will get from a visitor.
        told = data(local_date(hours.numbered) if plan.until in NUMBERED else desk.today)
        letter = desk.letter(subject=told["subject"], relation=relation or "") or draft(
            desk.own,
            told,
            by=desk.officer,
            at=hours.drafted,
            delegation=desk.authority_of(office.deputy if plan.by_hand else office.leader),
            relation=relation,
            related=related,
        )
        if letter.status == S.DRAFT:
            self._direct(plan, letter, at=hours.drafted)
        return Way(desk, letter, hours, by_hand=plan.by_hand).go(plan.until)

    def _replace(self, first: OfficialLetter) -> None:
        """The training begins at another hour."""
        plan = Plan("training_again", S.ISSUED, 8)
        self._walk(plan, lambda on: texts.letter(self.desk, plan.key, on=on), Relation.REPLACES, first)

    def _recall(self, first: OfficialLetter) -> None:
        """A list of persons is nothing that a board asks for by mail."""
        relation = Relation.RECALLS
        plan = Plan("", S.ISSUED, 6)
        self._walk(plan, lambda on: starting.about(first, relation, on=on), relation, first)

    def _keep_numbers(self) -> None:
        clerk, own = self.desk.office.clerk, self.desk.own
        kept = RegisterEntry.objects.filter(series__agency=own)
        at = self.desk.ago(6, hour=15)
        if not kept.filter(reason__in=(KEPT_FOR, SKIPPED_FOR)).exists():
            numbering.reserve(own, SeriesGroup.LETTERS, count=RESERVED, reason=KEPT_FOR, by=clerk, at=at)
        if not kept.filter(reason=SKIPPED_FOR).exists():
            last = kept.filter(state=EntryState.RESERVED, reason=KEPT_FOR).latest("number")
            numbering.skip(last, reason=SKIPPED_FOR, by=clerk, at=self.desk.ago(4, hour=15))

    def _send_back(self) -> None:
        before = self.desk.letter(subject=texts.subject_of("dormitories"))
        if before is None or before.round == 1:
            letter = self._tell(Plan("dormitories", S.CONTENT_REVIEW, 1))
            at = self.desk.ago(1, hour=10)
            by = self.desk.office.unit_head
            issuing.send_back(letter, reason=SENT_BACK_FOR, by=by, at=at, seen=letter.version)

    def _give_up(self) -> None:
        at = self.desk.ago(3, hour=16)
        letter = self._tell(Plan("twice", S.DRAFT, 2))
        if letter.status == S.DRAFT:
            discard(letter, by=self.desk.officer, at=at, seen=letter.version)
