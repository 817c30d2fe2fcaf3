"""All that happened about one deadline: opened, reminded, more time asked for and decided on, held back, done."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from antt_portal.core.formats import vn_date
from antt_portal.core.models import Notice, NoticeState
from enterprises.actor import Actor
from enterprises.models import Deadline, Extension, ExtensionState, Membership, Pause, Role, Wording
from enterprises.reminding.stepping import reminders_about
from enterprises.reminding.wording import step_words

TONES = {ExtensionState.GRANTED: "done", ExtensionState.SHORTENED: "done", ExtensionState.REFUSED: "back"}


class Called(NamedTuple):
    words: str
    is_name: bool


@dataclass(frozen=True)
class Event:
    title: str
    at: datetime
    who: str = ""
    detail: str = ""
    tone: str = ""
    url: str = ""


def history_of(deadline: Deadline, actor: Actor) -> list[Event]:
    """Newest first, in a fixed number of queries. Reasons and names of requests are between the owner and the board."""
    is_party = actor.is_board or actor.organisation_id == deadline.organisation_id
    extensions = deadline.extensions.select_related("asked_by", "decided_by")
    pauses = deadline.pauses.select_related("made_by", "ended_by")
    events = [
        Event(_("Mở thời hạn"), deadline.opened_at),
        *_reminded(deadline, actor),
        *(event for one in extensions for event in _asked_and_decided(one, is_party=is_party)),
        *(event for one in pauses for event in _held_back(one, is_board=actor.is_board)),
    ]
    if deadline.closed_at:
        events.append(Event(_("Đã xong"), deadline.closed_at, tone="done"))
    return sorted(events, key=lambda event: event.at, reverse=True)


def _asked_and_decided(one: Extension, *, is_party: bool) -> Iterator[Event]:
    day = {"day": vn_date(one.wanted_on)}
    who, reason = (one.asked_by.full_name, one.reason) if is_party else ("", "")
    yield Event(_("Đề nghị gia hạn đến ngày %(day)s") % day, one.asked_at, who, reason)
    if one.decided_at is None:
        return
    who, note = (one.decided_by.full_name if one.decided_by else "", one.note) if is_party else ("", "")
    yield Event(_decision(one), one.decided_at, who, note, TONES.get(ExtensionState(one.state), ""))


def _decision(one: Extension) -> str:
    if one.due_after:
        days = {"before": vn_date(one.due_before), "after": vn_date(one.due_after)}
        return _("Gia hạn từ ngày %(before)s đến ngày %(after)s") % days
    if one.state == ExtensionState.REFUSED:
        return _("Không đồng ý gia hạn")
    return _("Đề nghị gia hạn không còn: đã rút hoặc việc đã xong")


def _held_back(one: Pause, *, is_board: bool) -> Iterator[Event]:
    who, reason = (one.made_by.full_name, one.reason) if is_board else ("", "")
    yield Event(_("Tạm ngừng nhắc đến hết ngày %(day)s") % {"day": vn_date(one.until)}, one.made_at, who, reason)
    if one.ended_by and one.ended_at:
        yield Event(_("Nhắc trở lại"), one.ended_at, one.ended_by.full_name if is_board else "")


def _reminded(deadline: Deadline, actor: Actor) -> Iterator[Event]:
    """One event per step told, with those told of one's own organisation by name and others by role."""
    notices = list(reminders_about([deadline.public_id]).select_related("recipient").order_by("occasion_at", "pk"))
    called = _called(notices, deadline, actor)
    steps: defaultdict[tuple[str, str, str], list[Notice]] = defaultdict(list)
    for one in notices:
        steps[one.params["due_on"], one.params["step"], one.kind].append(one)
    for (_due_on, code, kind), told in steps.items():
        words = {"step": step_words(code)}
        title = _("Báo cấp trên, %(step)s") if kind == Wording.ESCALATED.notice_kind else _("Nhắc, %(step)s")
        tone = "late" if any(one.state == NoticeState.FAILED for one in told) else ""
        yield Event(
            title % words, max(one.sent_at or one.due_at for one in told), detail=_to_whom(told, called), tone=tone
        )


def _to_whom(told: list[Notice], called: dict[int | None, Called]) -> str:
    """“Đã gửi: Trần Thị Mẫu, 2 Chuyên viên. Không gửi được: 1 Người đứng đầu.”"""
    by_state: defaultdict[str, list[Called]] = defaultdict(list)
    for one in told:
        if one.recipient_id in called:
            by_state[str(one.get_state_display())].append(called[one.recipient_id])
    return " ".join(f"{state}: {_listed(people)}." for state, people in by_state.items())


def _listed(people: list[Called]) -> str:
    return ", ".join(one.words if one.is_name else f"{count} {one.words}" for one, count in Counter(people).items())


def _called(notices: list[Notice], deadline: Deadline, actor: Actor) -> dict[int | None, Called]:
    """What each recipient is called on the page of ``actor``: by name within one's own organisation, else by role."""
    people = {one.recipient_id: one.recipient.full_name for one in notices if one.recipient}
    held = Membership.objects.filter(board_id=deadline.board_id, user__in=people).order_by("pk")
    roles = list(held.values_list("user_id", "organisation_id", "role"))
    # Who has several roles behind the wall is called by the nearest, which comes last.
    roles.sort(key=lambda one: (one[1] == actor.organisation_id, one[1] == deadline.organisation_id))
    found: dict[int | None, Called] = {None: Called(_("đầu mối liên hệ"), is_name=False)}
    for user_id, organisation_id, role in roles:
        is_colleague = organisation_id == actor.organisation_id
        found[user_id] = Called(people[user_id] if is_colleague else str(Role(role).label), is_name=is_colleague)
    return found
