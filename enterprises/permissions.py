"""Who may do what with organisations. Each answers yes or no; the wrong moment is not its business."""

from enterprises.actor import Actor
from enterprises.models import BOARD_ROLES, Organisation, Role

KEEPERS = frozenset({Role.OFFICER, Role.UNIT_HEAD, Role.ADMINISTRATOR})


def is_of_board(actor: Actor, board_id: int) -> bool:
    return actor.role in BOARD_ROLES and actor.board_id == board_id


def can_list_organisations(actor: Actor) -> bool:
    return actor.is_board


def can_register_organisation(actor: Actor) -> bool:
    return actor.role in KEEPERS


def can_keep_organisation(actor: Actor, organisation: Organisation) -> bool:
    """Rename it, place it in zones, decide what applies to it."""
    return actor.role in KEEPERS and actor.board_id == organisation.board_id
