"""Who may see how the portal runs, and look after its mail."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from enterprises.actor import Actor
from enterprises.models import Role
from enterprises.permissions import KEEPERS

WATCHERS = frozenset({Role.ADMINISTRATOR, Role.LEADER, Role.UNIT_HEAD})


def can_see_system(actor: Actor) -> bool:
    return actor.role in WATCHERS


def can_see_outbox(actor: Actor) -> bool:
    return actor.is_board


def can_send_again(actor: Actor) -> bool:
    return actor.role in KEEPERS or actor.role == Role.CLERK


def can_keep_webhooks(actor: Actor) -> bool:
    return actor.role == Role.ADMINISTRATOR


def own_pages(actor: Actor) -> list[tuple[str, str | Promise]]:
    """Route and words of the pages of this section that ``actor`` may open."""
    pages = [
        ("outbox", _("Thư đi"), can_see_outbox),
        ("system-status", _("Tình trạng hệ thống"), can_see_system),
        ("webhooks", _("Webhook"), can_keep_webhooks),
    ]
    return [(name, words) for name, words, may in pages if may(actor)]
