"""Who may let programs read, and what."""

from antt_portal.api.models import Scope
from enterprises.actor import Actor
from enterprises.models import Role

TOKEN_KEEPERS = frozenset({Role.ADMINISTRATOR, Role.HEAD, Role.AGENT})


def can_keep_tokens(actor: Actor) -> bool:
    """The administrator of a board, the head of an enterprise or unit, whoever acts for an agency, which has no head;
    nobody by a delegation, which is to sign."""
    return actor.role in TOKEN_KEEPERS


def scopes_for(actor: Actor) -> list[Scope]:
    """What a program of the organisation may read: no more kinds of rows than its pages show."""
    return [scope for scope in Scope if not (actor.is_agency and scope == Scope.RECOGNITIONS)]
