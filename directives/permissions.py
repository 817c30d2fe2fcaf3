"""Who may do what with instruments and letters. Everybody may read those of their own board."""

from directives.models import Instrument
from enterprises.actor import Actor
from enterprises.models import Role

KEEPERS = frozenset({Role.UNIT_HEAD, Role.ADMINISTRATOR})


def can_draft(actor: Actor) -> bool:
    return actor.role in KEEPERS


def can_keep(actor: Actor, instrument: Instrument) -> bool:
    """Write, publish and retire what the board asks."""
    return actor.role in KEEPERS and actor.board_id == instrument.board_id
