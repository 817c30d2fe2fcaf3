"""Somebody lost what proves them a second time: another takes it away, and it is set up anew at the next sign-in."""

from collections.abc import Iterable
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit, outbox, wall
from antt_portal.core.actor import Doer
from antt_portal.core.clock import local_date
from antt_portal.core.refusal import Refused
from enterprises.actor import Actor
from enterprises.models import Membership, Role, User
from enterprises.people.sessions import end_others

RESET = "second_factor_reset"


def reset(membership: Membership, *, reason: str, by: Actor, at: datetime) -> None:
    """Take every device and spare code of its person away, and end their sessions.

    Raises Refused("self"), "none" where nothing is set up, "elsewhere" for somebody who also acts where ``by`` answers
    for nobody: whoever takes a factor away opens every door of that person a little.
    """
    if by.user_id == membership.user_id:
        raise Refused("self", _("Không tự đặt lại cho chính mình: nhờ người đứng đầu hoặc quản trị khác."))
    if _acts_elsewhere(membership.user, by=by, at=at):
        text = _(
            "Người này còn làm việc cho tổ chức khác, nơi cần xác thực này. Nhờ quản trị của Ban, hoặc người vận hành "
            "Cổng."
        )
        raise Refused("elsewhere", text)
    take_away(membership.user, [membership], reason=reason, by=by, at=at)


def _acts_elsewhere(person: User, *, by: Actor, at: datetime) -> bool:
    """Seen over every board's wall: an administrator answers for the own board, a head for the own organisation."""
    own = {"board": by.board_id} if by.role == Role.ADMINISTRATOR else {"organisation": by.organisation}
    with wall.narrow():
        return Membership.objects.filter(user=person).on(local_date(at)).exclude(**own).exists()


@transaction.atomic
def take_away(person: User, memberships: Iterable[Membership], *, reason: str, by: Doer, at: datetime) -> None:
    """Written down for each of ``memberships``, and told to the person. Raises Refused("none")."""
    User.objects.select_for_update().get(pk=person.pk)
    count, _per_model = Authenticator.objects.filter(user=person).delete()
    if not count:
        raise Refused("none", _("Người này chưa bật xác thực hai lớp; không có gì để đặt lại."))
    end_others(person, None)
    for membership in memberships:
        audit.record(membership, "membership.reset_second_factor", by=by, at=at, note=reason)
        outbox.put(
            RESET,
            f"reset:{at.isoformat()}",
            about=membership,
            to=[person],
            at=at,
            params={"organisation": membership.organisation.name, "path": reverse("enterprises:second-factor")},
            organisation_id=membership.organisation_id,
        )
