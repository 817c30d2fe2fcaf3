"""A private address of one's own deadlines for calendar programs: made, shown once, revoked, made anew."""

from datetime import datetime
from secrets import token_urlsafe

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit
from antt_portal.core.clock import local_date
from antt_portal.core.refusal import Refused
from antt_portal.core.secret import digest_of
from enterprises.actor import Actor
from enterprises.models import CalendarFeed, Membership


@transaction.atomic
def make(*, by: Actor, at: datetime) -> str:
    """Its secret, which is shown to the person and kept nowhere. An address made before opens nothing any more."""
    membership = Membership.objects.select_for_update().get(pk=by.membership.pk)
    _revoke(membership, by=by, at=at)
    token = token_urlsafe(32)
    feed = CalendarFeed.objects.create(
        board_id=membership.board_id,
        organisation_id=membership.organisation_id,
        membership=membership,
        token_digest=digest_of(token),
        made_at=at,
    )
    audit.record(feed, "calendarfeed.make", by=by, at=at)
    return token


@transaction.atomic
def revoke(*, by: Actor, at: datetime) -> None:
    """Raises Refused("none") where there is none."""
    if not _revoke(by.membership, by=by, at=at):
        raise Refused("none", _("Không có địa chỉ lịch nào đang dùng."))


def _revoke(membership: Membership, *, by: Actor, at: datetime) -> bool:
    standing = CalendarFeed.objects.standing().filter(membership=membership).first()
    if standing is None or not CalendarFeed.objects.standing().filter(pk=standing.pk).update(revoked_at=at):
        return False
    audit.record(standing, "calendarfeed.revoke", by=by, at=at)
    return True


def reader_of(token: str, *, at: datetime) -> Actor | None:
    """Who reads by this secret at ``at``; None for one that is unknown, revoked, or whose person left. One query."""
    found = CalendarFeed.objects.read_on(local_date(at)).filter(token_digest=digest_of(token))
    feed = found.select_related("membership__user", "membership__organisation").first()
    return Actor.of(feed.membership) if feed else None
