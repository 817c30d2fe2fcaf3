"""Two hands at once, each in a thread with a connection of its own."""

from django.db import connection

from antt_portal.core.refusal import Refused
from directives.models import Directive
from directives.tests.audiences import Scene, a_directive
from directives.tests.office import WAY, carry

WAIT = 30  # seconds until a test gives up
HELD = 0.4  # seconds for which one hand holds what the other waits for


def on_own_connection(act):
    try:
        connection.ensure_connection()
        return act()
    except Refused as refused:
        return refused.code
    finally:
        connection.close()


def about_to_be_recalled(made: Scene, directive: Directive) -> Directive:
    """The recall, one step before it goes out."""
    recall = a_directive(made, lines=[], asked=[], relation="recalls", related=directive.letter)
    for act in WAY[:-1]:
        carry(made.office, recall.letter, act)
    return recall
