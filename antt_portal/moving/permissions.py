"""Who may move a board's data in."""

from enterprises.actor import Actor
from enterprises.models import Role


def can_move_in(actor: Actor) -> bool:
    return actor.role == Role.ADMINISTRATOR
