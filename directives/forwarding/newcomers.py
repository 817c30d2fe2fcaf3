"""Whoever came after the issue: offered by ``audience.newcomers``, added by one press, never silently."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet, Value
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit
from antt_portal.core.clock import local_date
from antt_portal.core.models import CalendarDay
from antt_portal.core.refusal import Refused
from directives.arriving import delivering
from directives.arriving.sending import after_sending
from directives.asking import audience
from directives.forwarding.deadlines import settle
from directives.models import Delivery, Directive, LetterStatus, OfficialLetter, Route
from enterprises.actor import Actor
from enterprises.models import Organisation


def locked_out(directive: Directive) -> Directive:
    """Its row, locked after its letter's, so that a recall comes before or after. Refused("recalled")."""
    letter = OfficialLetter.objects.select_for_update(of=("self",)).get(pk=directive.letter_id)
    if letter.status != LetterStatus.ISSUED:
        text = _("Văn bản đã bị thu hồi hoặc thay thế, không chuyển tiếp được nữa. Chưa gửi gì thêm.")
        raise Refused("recalled", text)
    locked = Directive.objects.select_for_update(of=("self",)).select_related("instrument").get(pk=directive.pk)
    locked.letter = letter
    return locked


def of_investor(directive: Directive, investor: Organisation, on: date) -> QuerySet[Organisation]:
    """Newcomers that are tenants in a zone of ``investor`` on ``on``; nobody where nobody is asked to forward."""
    if not delivering.forwarding_is_wanted(directive):
        return Organisation.objects.none()
    return audience.newcomers(directive, on).filter(pk__in=Organisation.objects.tenants_of(investor, on).values("pk"))


@transaction.atomic
def add(
    directive: Directive, organisations: Iterable[int], *, by: Actor, at: datetime, via: Organisation | None = None
) -> int:
    """Record a delivery for those of ``organisations`` (keys) that are newcomers; returns how many that were.

    The board's own go out at once, and the others wait for their investors, who get a deadline. With ``via`` only
    tenants of that investor are added, and it forwards them itself in the same transaction. Raises Refused("recalled").
    """
    locked = locked_out(directive)
    on = local_date(at)
    if via is None:
        offered = audience.newcomers(locked, on)
    else:
        offered = of_investor(locked, via, on).annotate(direct=Value(False))
    added = delivering.record(locked, offered.filter(pk__in=list(organisations)), at=at, at_issue=False)
    if not added:
        return 0
    new = Delivery.objects.filter(directive=locked, at_issue=False, recorded_at=at)
    delivering.lay_routes(locked, by=by, at=at, newcomers=new)
    after_sending(locked, new.filter(sent_at=at), at=at)
    if via is None:
        _ask_investors(locked, new, on=on, at=at)
    audit.record(locked, "directive.add", by=by, at=at, after={"count": added})
    return added


def _ask_investors(directive: Directive, new: QuerySet[Delivery], *, on: date, at: datetime) -> None:
    """They have as many working days for newcomers as everybody has to acknowledge."""
    waiting = Route.objects.filter(delivery__in=new.filter(sent_at__isnull=True), via__isnull=False)
    not_before = CalendarDay.objects.calendar_for(directive.board_id).add(on, directive.acknowledge_workdays)
    for investor in Organisation.objects.filter(pk__in=waiting.values("via")):
        settle(directive, investor, at=at, not_before=not_before)
