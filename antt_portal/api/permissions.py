"""Who may let programs read."""

from enterprises.actor import Actor
from enterprises.models import Role

TOKEN_KEEPERS = frozenset({Role.ADMINISTRATOR, Role.HEAD})


def can_keep_tokens(actor: Actor) -> bool:
    """The administrator of a board, the head of any other organisation; nobody by a delegation, which is to sign."""
    return actor.role in TOKEN_KEEPERS
