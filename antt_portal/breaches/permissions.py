"""Who keeps the register: the administrator of the board, who answers for its data."""

from enterprises.actor import Actor
from enterprises.models import Role


def can_keep_breaches(actor: Actor) -> bool:
    return actor.role == Role.ADMINISTRATOR
