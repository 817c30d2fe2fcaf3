"""What a person is told in the portal itself, while acting for one organisation."""

from collections.abc import Iterable
from datetime import datetime

from antt_portal.core.models import Notice
from antt_portal.core.models.notice import NoticeQuerySet
from enterprises.actor import Actor
from enterprises.models import Membership

MOST_COUNTED = 100  # the bell says "99+" from here on


def readable(actor: Actor, memberships: Iterable[Membership], *, at: datetime) -> NoticeQuerySet:
    """Notices to this person behind this board's wall; what names another organisation of the same person waits until
    the person acts for that one."""
    elsewhere = {one.organisation_id for one in memberships} - {actor.organisation_id}
    return Notice.objects.readable_by(actor.user_id, board_id=actor.board_id, elsewhere=elsewhere, at=at)


def unread_count(actor: Actor, memberships: Iterable[Membership], *, at: datetime) -> int:
    """As many as there are, up to MOST_COUNTED: one query over an index of what is unread."""
    return readable(actor, memberships, at=at).unread()[:MOST_COUNTED].count()
