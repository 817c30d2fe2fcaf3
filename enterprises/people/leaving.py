"""Somebody leaves an organisation: the membership gets its last day, the work stays."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit
from antt_portal.core.clock import local_date
from antt_portal.core.formats import vn_date
from antt_portal.core.refusal import Refused
from enterprises.actor import Actor
from enterprises.models import Delegation, Membership, Organisation, Role, User
from enterprises.people import delegating
from enterprises.people.contacts import lock_organisation
from enterprises.people.handing_over import HandOver, hand_over

# Without one of these nobody could let another in.
NEVER_WITHOUT = frozenset({Role.HEAD, Role.ADMINISTRATOR})


def colleagues_of(membership: Membership, on: date) -> QuerySet[User]:
    """Whoever else acts for the organisation that day, by name."""
    here = Membership.objects.filter(organisation=membership.organisation_id).on(on)
    found = User.objects.filter(is_active=True, pk__in=here.values("user")).exclude(pk=membership.user_id)
    return found.order_by("full_name", "pk")


@transaction.atomic
def leave(membership: Membership, *, last_day: date, to: User | None, by: Actor, at: datetime) -> None:
    """``last_day`` is the last on which it holds; what the person had in hand goes to ``to`` at once, or to nobody yet.

    Raises Refused("dates"), "ended" when it ends no later already, "last-head" for the only one who heads or
    administers, "not-colleague" for somebody who does not act for the organisation today.
    """
    organisation = membership.organisation
    lock_organisation(organisation)
    row = Membership.objects.select_for_update().get(pk=membership.pk)
    if last_day < row.valid_from:
        raise Refused("dates", _("Ngày cuối cùng phải từ ngày bắt đầu (%s) trở đi.") % vn_date(row.valid_from))
    if row.valid_to is not None and row.valid_to <= last_day:
        raise Refused("ended", _("Người này đã thôi vào ngày đó hoặc sớm hơn."))
    if row.role in NEVER_WITHOUT and not _others(row, last_day).exists():
        raise Refused(
            "last-head", _("Người duy nhất giữ vai trò này: giao vai trò cho người khác trước, rồi mới thôi.")
        )
    if to is not None and not colleagues_of(row, local_date(at)).filter(pk=to.pk).exists():
        raise Refused("not-colleague", _("Người nhận việc hiện không làm việc cho tổ chức. Chưa ghi gì."))
    before = {"valid_to": row.valid_to.isoformat() if row.valid_to else None}
    Membership.objects.filter(pk=row.pk).update(valid_to=last_day)
    if not _stays(row, last_day):
        _end_delegations(organisation, row.user, last_day=last_day, by=by, at=at)
        hand_over(HandOver(organisation, row.user, to, by, at))
    after = {
        "user": str(row.user.public_id),
        "role": row.role,
        "valid_to": last_day.isoformat(),
        "to": str(to.public_id) if to else None,
    }
    audit.record(organisation, "membership.end", by=by, at=at, before=before, after=after, note=row.user.full_name)


def _after(last_day: date) -> QuerySet[Membership]:
    following = last_day + timedelta(days=1)
    return Membership.objects.filter(Q(valid_to=None) | Q(valid_to__gte=following), valid_from__lte=following)


def _others(row: Membership, last_day: date) -> QuerySet[Membership]:
    """Who holds the same role the day after."""
    same = _after(last_day).filter(organisation=row.organisation_id, role=row.role, user__is_active=True)
    return same.exclude(user=row.user_id)


def _stays(row: Membership, last_day: date) -> bool:
    """In another role of the same organisation."""
    mine = _after(last_day).filter(organisation=row.organisation_id, user=row.user_id)
    return mine.exclude(pk=row.pk).exists()


def _end_delegations(organisation: Organisation, user: User, *, last_day: date, by: Actor, at: datetime) -> None:
    """Who does not work there signs for nobody there; one that would only begin holds for its first day at most."""
    lasting = Delegation.objects.filter(organisation=organisation, user=user)
    for one in lasting.filter(Q(valid_to=None) | Q(valid_to__gt=last_day)):
        day = max(last_day, one.valid_from)
        if one.valid_to is None or one.valid_to > day:
            delegating.end(one, last_day=day, by=by, at=at)
