"""Who signs for an organisation: given from one day to another on the strength of a document, and ended."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit
from antt_portal.core.refusal import Refused
from enterprises.actor import Actor
from enterprises.models import Authority, Delegation, Membership, Organisation, User

# Whoever signs in their own right; of them there is one at a time.
HEADS = frozenset({Authority.HEAD, Authority.ACTING})


@transaction.atomic
def grant(
    organisation: Organisation,
    user: User,
    *,
    authority: Authority,
    office: str,
    valid_from: date,
    by: Actor,
    at: datetime,
    for_office: str = "",
    document: str = "",
    letter_kinds: Sequence[str] = (),
    valid_to: date | None = None,
) -> Delegation:
    """Let ``user`` sign for ``organisation``, everything or some kinds of letters; ``valid_to`` is the last day.

    Raises Refused("dates"), "source-missing", "open-ended" for TUQ. without a last day (Nghị định 30/2020/NĐ-CP, Điều
    13), "not-member" for somebody who does not work there on the first day, "overlap" where another head signs then.
    """
    list(Organisation.objects.select_for_update().filter(pk=organisation.pk).values_list("pk"))
    if valid_to is not None and valid_to < valid_from:
        raise Refused("dates", _("Ngày cuối cùng phải sau ngày bắt đầu. Chưa ghi gì."))
    if authority not in HEADS and not (for_office.strip() and document.strip()):
        raise Refused(
            "source-missing", _("Ký thay, ký thừa lệnh, thừa ủy quyền phải ghi chức vụ và văn bản giao quyền.")
        )
    if authority == Authority.BY_DELEGATION and valid_to is None:
        raise Refused("open-ended", _("Thừa ủy quyền phải có thời hạn: ghi ngày cuối cùng theo văn bản ủy quyền."))
    if not Membership.objects.filter(organisation=organisation, user=user).on(valid_from).exists():
        raise Refused("not-member", _("Người này không làm việc tại cơ quan vào ngày bắt đầu."))
    if authority in HEADS:
        _refuse_second_head(organisation, valid_from, valid_to)
    given = {"authority": authority, "office": office.strip(), "for_office": for_office.strip()}
    new = Delegation.objects.create(
        board_id=organisation.board_id,
        organisation=organisation,
        user=user,
        document=document.strip(),
        letter_kinds=list(letter_kinds),
        valid_from=valid_from,
        valid_to=valid_to,
        **given,
    )
    audit.record(new, "delegation.grant", by=by, at=at, after=_told(new))
    return new


def _told(new: Delegation) -> dict[str, Any]:
    return {"name": new.user.full_name, "lines": new.lines, "letter_kinds": new.letter_kinds}


def _refuse_second_head(organisation: Organisation, first: date, last: date | None) -> None:
    heads = Delegation.objects.filter(organisation=organisation, authority__in=HEADS)
    other = _during(heads, first, last).select_related("user").first()
    if other is not None:
        text = _("Trong thời gian này %(name)s đã ký với tư cách người đứng đầu; kết thúc thẩm quyền đó trước.")
        raise Refused("overlap", text % {"name": other.user})


def _during(delegations: QuerySet[Delegation], first: date, last: date | None) -> QuerySet[Delegation]:
    begun = delegations if last is None else delegations.filter(valid_from__lte=last)
    return begun.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=first))


@transaction.atomic
def end(delegation: Delegation, *, last_day: date, by: Actor, at: datetime) -> None:
    """``last_day`` is the last on which it holds. Raises Refused("dates"), "ended" when it ends no later already."""
    locked = Delegation.objects.select_for_update().get(pk=delegation.pk)
    if last_day < locked.valid_from:
        raise Refused("dates", _("Ngày cuối cùng không được trước ngày bắt đầu. Chưa ghi gì."))
    if locked.valid_to is not None and locked.valid_to <= last_day:
        raise Refused("ended", _("Thẩm quyền này đã kết thúc vào ngày đó hoặc sớm hơn."))
    before = {"valid_to": locked.valid_to.isoformat() if locked.valid_to else None}
    Delegation.objects.filter(pk=locked.pk).update(valid_to=last_day)
    audit.record(locked, "delegation.end", by=by, at=at, before=before, after={"valid_to": last_day.isoformat()})
