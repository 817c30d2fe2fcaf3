"""More time: asked for by whoever has to act, granted, shortened or refused by the board."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit
from antt_portal.core.clock import local_date
from antt_portal.core.formats import vn_date
from antt_portal.core.refusal import Refused
from enterprises.actor import Actor
from enterprises.due import deadlines, extension_notices
from enterprises.models import Deadline, Extension, ExtensionState

LONGEST = timedelta(days=366)


@transaction.atomic
def ask(deadline: Deadline, *, until: date, reason: str, by: Actor, at: datetime) -> Extension:
    """Raises Refused("not-extendable"), "reason-missing", "closed", "not-later", "too-far", or "asked" while an earlier
    request is undecided."""
    if not deadline.is_extendable:
        text = _("Ngày của việc này do quy định hoặc do cấp trên đặt, Ban Quản lý không gia hạn được. Chưa gửi gì.")
        raise Refused("not-extendable", text)
    said = _words(reason, _("Ghi lý do xin gia hạn. Chưa gửi gì."), "reason-missing")
    locked = Deadline.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=deadline.pk)
    if locked.closed_at is not None:
        raise deadlines.closed()
    _require_later(until, locked, at=at)
    if until > local_date(at) + LONGEST:
        raise Refused("too-far", _("Ngày xin lùi đến xa hơn một năm. Chưa gửi gì; chọn ngày gần hơn."))
    if locked.extensions.undecided().exists():
        raise Refused("asked", _("Đã có một đề nghị gia hạn đang chờ quyết định. Rút đề nghị đó nếu muốn gửi lại."))
    extension = Extension.objects.create(
        board_id=locked.board_id,
        organisation=locked.organisation,
        deadline=locked,
        due_before=locked.due_on,
        wanted_on=until,
        reason=said,
        asked_by=by.user,
        asked_at=at,
    )
    after = {"due_on": str(locked.due_on), "wanted_on": str(until)}
    audit.record(locked, "extension.ask", by=by, at=at, note=said, after=after)
    extension_notices.asked(extension, at=at)
    return extension


def _words(typed: str, missing: str | Promise, code: str) -> str:
    said = typed.strip()
    if not said:
        raise Refused(code, missing)
    return said


def _require_later(until: date, deadline: Deadline, *, at: datetime) -> None:
    today = local_date(at)
    if until <= deadline.due_on or until <= today:
        text = _("Ngày mới phải sau hôm nay và sau hạn đang có (%(day)s). Chưa ghi gì.")
        raise Refused("not-later", text % {"day": vn_date(deadline.due_on)})


@transaction.atomic
def grant(extension: Extension, *, until: date, note: str = "", by: Actor, at: datetime) -> None:
    """The day asked for, or an earlier one: then it is shortened. The deadline moves, and all that shows its day.

    Raises Refused("later-than-asked"), "not-later", "closed", or "decided" where somebody else was first.
    """
    deadline = Deadline.objects.get(pk=extension.deadline_id)
    if not Extension.objects.undecided().filter(pk=extension.pk).exists():
        raise _decided(deadline)
    if until > extension.wanted_on:
        text = _("Ngày cho phép muộn hơn ngày được đề nghị (%(day)s). Chưa ghi gì.")
        raise Refused("later-than-asked", text % {"day": vn_date(extension.wanted_on)})
    _require_later(until, deadline, at=at)
    state = ExtensionState.GRANTED if until == extension.wanted_on else ExtensionState.SHORTENED
    before, said = deadline.due_on, note.strip()
    deadlines.move(deadline, to=until, at=at)
    _decide(extension, state, note=said, by=by, at=at, due_before=before, due_after=until)
    was, is_now = {"due_on": str(before)}, {"due_on": str(until)}
    audit.record(deadline, "extension.grant", by=by, at=at, note=said, before=was, after=is_now)
    extension_notices.decided(extension, at=at)


@transaction.atomic
def refuse(extension: Extension, *, note: str, by: Actor, at: datetime) -> None:
    """Raises Refused("note-missing"), or "decided" where somebody else was first."""
    said = _words(note, _("Ghi lý do không đồng ý để nơi đề nghị biết. Chưa ghi gì."), "note-missing")
    _decide(extension, ExtensionState.REFUSED, note=said, by=by, at=at)
    audit.record(extension.deadline, "extension.refuse", by=by, at=at, note=said)
    extension_notices.decided(extension, at=at)


@transaction.atomic
def withdraw(extension: Extension, *, by: Actor, at: datetime) -> None:
    """By whoever asked, while nobody has decided. Raises Refused("decided")."""
    _decide(extension, ExtensionState.WITHDRAWN, by=by, at=at)
    audit.record(extension.deadline, "extension.withdraw", by=by, at=at)


def _decide(
    extension: Extension, state: ExtensionState, *, by: Actor, at: datetime, note: str = "", **days: date
) -> None:
    """Compare-and-set: of two officers one decides and the other is told, whatever else this transaction wrote."""
    decided = {"state": state, "note": note, "decided_by": by.user, "decided_at": at, **days}
    if not Extension.objects.undecided().filter(pk=extension.pk).update(**decided):
        raise _decided(extension.deadline)
    extension.refresh_from_db()


def _decided(deadline: Deadline) -> Refused:
    if deadline.closed_at is not None:
        return deadlines.closed()
    text = _("Đề nghị này đã được người khác quyết định, hoặc đã rút. Chưa ghi gì; tải lại trang để xem.")
    return Refused("decided", text)
