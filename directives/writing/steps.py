"""The way of one letter as a page shows it: what is done, whose turn it is now, what comes after."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directives.models import LetterStatus, OfficialLetter, SignedOn
from directives.permissions import (
    can_edit_letter,
    can_review_content,
    can_send_back,
    can_sign,
    can_take_over,
    is_its_clerk,
)
from directives.states import BEFORE_ISSUE, OUT
from enterprises.actor import Actor
from enterprises.models import Role, User

S = LetterStatus
# The status in which each step is the one to do, and what the step is called.
STEPS: tuple[tuple[LetterStatus, str | Promise], ...] = (
    (S.DRAFT, _("Soạn thảo")),
    (S.CONTENT_REVIEW, _("Duyệt nội dung")),
    (S.LAYOUT_CHECK, _("Kiểm tra thể thức")),
    (S.TO_SIGN, _("Ký")),
    (S.SIGNED, _("Cấp số, ngày")),
    (S.NUMBERED, _("Đóng dấu")),
    (S.SEALED, _("Phát hành")),
)
ROLE_OF: dict[LetterStatus, Role] = {S.CONTENT_REVIEW: Role.UNIT_HEAD, S.TO_SIGN: Role.LEADER}


@dataclass(frozen=True)
class Step:
    """``tone`` is that of a tag: done, doing (now), todo."""

    label: str | Promise
    tone: str
    who: str
    at: datetime | None = None

    @property
    def said(self) -> str | Promise:
        return {"done": _("Đã xong"), "doing": _("Đang chờ"), "todo": _("Sau đó")}[self.tone]


def steps_of(letter: OfficialLetter) -> list[Step]:
    """None for a letter that was made elsewhere or given up."""
    order = [status for status, _label in STEPS]
    if letter.status in OUT:
        position = len(order)
    elif letter.status in order:
        position = order.index(LetterStatus(letter.status))
    else:
        return []
    return [
        Step(label, _tone(index, position), _who(letter, status, is_done=index < position), _when(letter, status))
        for index, (status, label) in enumerate(STEPS)
    ]


def _tone(index: int, position: int) -> str:
    if index == position:
        return "doing"
    return "done" if index < position else "todo"


def _who(letter: OfficialLetter, status: LetterStatus, *, is_done: bool) -> str:
    signer = letter.delegation.user if letter.delegation else None
    done_by: dict[LetterStatus, User | None] = {
        S.DRAFT: letter.drafted_by,
        S.CONTENT_REVIEW: letter.reviewed_by,
        S.LAYOUT_CHECK: letter.checked_by,
        S.TO_SIGN: letter.signed_by or signer,
    }
    person = done_by.get(status)
    if person is not None and (is_done or status in {S.DRAFT, S.TO_SIGN}):
        return person.full_name
    return str(ROLE_OF.get(status, Role.CLERK).label)


def _when(letter: OfficialLetter, status: LetterStatus) -> datetime | None:
    return {S.TO_SIGN: letter.signed_at, S.SEALED: letter.issued_at}.get(status)


@dataclass(frozen=True)
class Acts:
    """What ``actor`` may do with the letter where it is now."""

    letter: OfficialLetter
    actor: Actor

    def _is_at(self, *statuses: LetterStatus) -> bool:
        return self.letter.status in statuses

    @property
    def _of_clerk(self) -> bool:
        return is_its_clerk(self.actor, self.letter)

    @property
    def edit(self) -> bool:
        return self._is_at(S.DRAFT) and can_edit_letter(self.actor, self.letter)

    @property
    def take_over(self) -> bool:
        """For a colleague of the drafter."""
        return self._is_at(S.DRAFT) and not self.edit and can_take_over(self.actor, self.letter)

    @property
    def approve(self) -> bool:
        return self._is_at(S.CONTENT_REVIEW) and can_review_content(self.actor, self.letter)

    @property
    def pass_layout(self) -> bool:
        return self._is_at(S.LAYOUT_CHECK) and self._of_clerk

    @property
    def sign(self) -> bool:
        return self._is_at(S.TO_SIGN) and can_sign(self.actor, self.letter)

    @property
    def sign_paper(self) -> bool:
        return self._is_at(S.TO_SIGN) and self._of_clerk

    @property
    def number(self) -> bool:
        return self._is_at(S.SIGNED) and self._of_clerk

    @property
    def seal(self) -> bool:
        return self._is_at(S.NUMBERED) and self.letter.signed_on == SignedOn.DIGITAL and self._of_clerk

    @property
    def scan(self) -> bool:
        return self._is_at(S.NUMBERED) and self.letter.signed_on == SignedOn.PAPER and self._of_clerk

    @property
    def issue(self) -> bool:
        return self._is_at(S.SEALED) and self._of_clerk

    @property
    def send_back(self) -> bool:
        return self.letter.status in BEFORE_ISSUE and can_send_back(self.actor, self.letter)

    @property
    def follow(self) -> bool:
        """Begin a letter that recalls, replaces, corrects or copies this one."""
        return self._is_at(S.ISSUED) and can_take_over(self.actor, self.letter)

    @property
    def any(self) -> bool:
        here = (self.edit, self.take_over, self.approve, self.pass_layout, self.sign, self.sign_paper)
        later = (self.number, self.seal, self.scan, self.issue, self.send_back, self.follow)
        return any((*here, *later))
