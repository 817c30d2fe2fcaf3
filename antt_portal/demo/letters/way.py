"""One letter from where it is to where it shall be, each step by whoever does it, in its hour."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from antt_portal.demo.letters.desk import Desk
from antt_portal.demo.letters.scanning import scanned
from directives.models import LetterStatus, OfficialLetter, SignedOn
from directives.writing import issuing, signing
from enterprises.actor import Actor

S = LetterStatus
ORDER = (S.DRAFT, S.CONTENT_REVIEW, S.LAYOUT_CHECK, S.TO_SIGN, S.SIGNED, S.NUMBERED, S.SEALED, S.ISSUED)


@dataclass(frozen=True)
class Hours:
    """When each step was taken."""

    drafted: datetime
    submitted: datetime
    reviewed: datetime
    laid_out: datetime
    signed: datetime
    numbered: datetime
    sealed: datetime
    issued: datetime

    @classmethod
    def before(cls, desk: Desk, workdays: int, minute: int) -> "Hours":
        """A letter drafted two working days before the one that is ``workdays`` ago, and numbered on that one."""
        return cls(
            drafted=desk.ago(workdays + 2, hour=9, minute=minute),
            submitted=desk.ago(workdays + 2, hour=10, minute=minute),
            reviewed=desk.ago(workdays + 1, hour=9, minute=minute),
            laid_out=desk.ago(workdays + 1, hour=14, minute=minute),
            signed=desk.ago(workdays, hour=8, minute=minute),
            numbered=desk.ago(workdays, hour=9, minute=minute),
            sealed=desk.ago(workdays, hour=10, minute=minute),
            issued=desk.ago(workdays, hour=11, minute=minute),
        )


class Way:
    """``by_hand``: signed on paper, and sealed by its scan."""

    def __init__(self, desk: Desk, letter: OfficialLetter, hours: Hours, *, by_hand: bool = False) -> None:
        self.desk, self.letter, self.hours, self.by_hand = desk, letter, hours, by_hand
        self._steps: dict[str, Callable[[int], None]] = {
            S.DRAFT: self._submit,
            S.CONTENT_REVIEW: self._approve,
            S.LAYOUT_CHECK: self._lay_out,
            S.TO_SIGN: self._sign,
            S.SIGNED: self._number,
            S.NUMBERED: self._seal,
            S.SEALED: self._issue,
        }

    def go(self, until: LetterStatus) -> OfficialLetter:
        """A letter that is there, or whose time is over, stays."""
        self.letter.refresh_from_db()
        while self.letter.status in ORDER and ORDER.index(S(self.letter.status)) < ORDER.index(until):
            self._steps[self.letter.status](self.letter.version)
            self.letter.refresh_from_db()
        return self.letter

    @property
    def _clerk(self) -> Actor:
        return self.desk.office.clerk

    @property
    def reviewer(self) -> Actor:
        """The unit head; what the unit head drafted, the other one reads."""
        office = self.desk.office
        return office.office_chief if self.letter.drafted_by_id == office.unit_head.user_id else office.unit_head

    @property
    def drafter(self) -> Actor:
        office = self.desk.office
        return office.unit_head if self.letter.drafted_by_id == office.unit_head.user_id else self.desk.officer

    def _submit(self, seen: int) -> None:
        issuing.submit(self.letter, by=self.drafter, at=self.hours.submitted, seen=seen)

    def _approve(self, seen: int) -> None:
        issuing.approve(self.letter, by=self.reviewer, at=self.hours.reviewed, seen=seen)

    def _lay_out(self, seen: int) -> None:
        signing.lay_before_signer(self.letter, by=self._clerk, at=self.hours.laid_out, seen=seen)

    def _sign(self, seen: int) -> None:
        if self.by_hand:
            issuing.record_paper_signature(self.letter, by=self._clerk, at=self.hours.signed, seen=seen)
        else:
            signing.sign_digitally(self.letter, by=self.desk.office.leader, at=self.hours.signed, seen=seen)

    def _number(self, seen: int) -> None:
        issuing.number(self.letter, by=self._clerk, at=self.hours.numbered, seen=seen)

    def _seal(self, seen: int) -> None:
        if self.letter.signed_on == SignedOn.PAPER:
            scan = scanned(self.letter)
            signing.keep_scan(self.letter, scan, "ban-chup.pdf", by=self._clerk, at=self.hours.sealed, seen=seen)
        else:
            signing.seal_digitally(self.letter, by=self._clerk, at=self.hours.sealed, seen=seen)

    def _issue(self, seen: int) -> None:
        issuing.issue(self.letter, by=self._clerk, at=self.hours.issued, seen=seen)
