"""A board keeps the duties of the law that return: its own, its own copies of those of the portal, on or off."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit
from antt_portal.core.folding import ascii_name
from antt_portal.core.refusal import Refused
from antt_portal.core.subject import Subject
from enterprises.actor import Actor
from enterprises.duties.owing import open_terms_of
from enterprises.models import Board, DutyTerm, RecurringDuty

RULE = ("rule", "month", "day", "offset")
WRITTEN = ("title", "receiver", "basis", *RULE, "condition", "valid_from", "valid_to")
CODE_LENGTH = 28


@transaction.atomic
def add(board: Board, values: Mapping[str, Any], *, by: Actor, at: datetime) -> RecurringDuty:
    """A duty of the board's own, asked for from now on. Raises Refused("faulty")."""
    code = f"{ascii_name(values['title'], CODE_LENGTH).lower()}-{uuid4().hex[:6]}"
    duty = RecurringDuty(board=board, code=code, **{name: values.get(name) for name in WRITTEN})
    duty.condition = values.get("condition") or ""
    _check(duty)
    duty.save()
    audit.record(_of_board(duty), "duty.keep", by=by, at=at, after=_said(duty))
    open_terms_of(board, at=at)
    return duty


@transaction.atomic
def edit(
    board: Board, duty: RecurringDuty, values: Mapping[str, Any], *, seen: int, by: Actor, at: datetime
) -> RecurringDuty:
    """Write it anew, as a copy of the board's own where it is the portal's. Terms ahead follow.

    Raises Refused("faulty"), Refused("stale").
    """
    own = _own(board, duty, seen=seen)
    before = _said(own)
    for name in WRITTEN:
        setattr(own, name, values.get(name))
    own.condition = values.get("condition") or ""
    _check(own)
    return _kept(own, "duty.keep", before, by=by, at=at)


@transaction.atomic
def verify(board: Board, duty: RecurringDuty, *, basis: str, seen: int, by: Actor, at: datetime) -> RecurringDuty:
    """Somebody has read it in the law: ``basis`` says where. Raises Refused("no-source"), Refused("stale")."""
    if not basis.strip():
        raise Refused("no-source", _("Ghi văn bản, điều, khoản đã đối chiếu. Chưa lưu gì."))
    own = _own(board, duty, seen=seen)
    before = _said(own)
    own.basis, own.is_verified = basis.strip(), True
    return _kept(own, "duty.verify", before, by=by, at=at)


@transaction.atomic
def switch(board: Board, duty: RecurringDuty, *, on: bool, seen: int, by: Actor, at: datetime) -> RecurringDuty:
    """Ask for it from now on, or no more: open terms are closed then. Raises Refused("stale")."""
    own = _own(board, duty, seen=seen)
    before = _said(own)
    own.is_on = on
    return _kept(own, "duty.switch", before, by=by, at=at)


def _kept(own: RecurringDuty, verb: str, before: Any, *, by: Actor, at: datetime) -> RecurringDuty:
    own.version += 1
    own.save()
    audit.record(_of_board(own), verb, by=by, at=at, before=before, after=_said(own))
    if own.board is not None:
        open_terms_of(own.board, at=at)
    return own


def _own(board: Board, duty: RecurringDuty, *, seen: int) -> RecurringDuty:
    """The board's own row, made as a copy where there is none. One at a time for a board.

    What enterprises have done or still owe of the portal's row is of the copy from then on, so that nobody is asked
    twice. The copy of one that was not asked for is off, too.
    """
    board.lock()
    found = RecurringDuty.objects.of(board).filter(pk=duty.pk, version=seen).first()
    if found is None:
        text = _("Nghĩa vụ này vừa được người khác sửa. Chưa lưu gì; xem lại bản mới rồi sửa tiếp.")
        raise Refused("stale", text)
    if found.board_id is not None:
        return found
    shared, is_on = found.pk, found.is_asked
    found.pk, found.public_id, found.board, found.is_on = None, uuid4(), board, is_on
    found._state.adding = True
    found.save()
    DutyTerm.objects.filter(board=board, duty=shared).update(duty=found)
    return found


def _of_board(own: RecurringDuty) -> Subject:
    """Rows written here have a board; only those that the portal ships with have none."""
    return cast("Subject", own)


def _check(duty: RecurringDuty) -> None:
    try:
        _rule = duty.due_rule
    except ValueError as error:
        raise Refused("faulty", _("Quy tắc tính hạn thiếu hoặc thừa số. Chưa lưu gì.")) from error
    if duty.valid_from and duty.valid_to and duty.valid_to < duty.valid_from:
        raise Refused("faulty", _("Ngày hết hiệu lực trước ngày có hiệu lực. Chưa lưu gì."))


def _said(duty: RecurringDuty) -> dict[str, Any]:
    said = {name: getattr(duty, name) for name in (*WRITTEN, "is_verified", "is_on")}
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in said.items()}
