"""Who may do what with instruments and letters.

Drafter, content reviewer, signer and clerk of one letter are four persons: each predicate leaves out the others.
"""

from directives.models import Instrument, LetterStatus, OfficialLetter
from enterprises.actor import Actor
from enterprises.models import Role
from enterprises.permissions import is_of_board

KEEPERS = frozenset({Role.UNIT_HEAD, Role.ADMINISTRATOR})
COMPOSERS = frozenset({Role.OFFICER, Role.UNIT_HEAD})
TEMPLATE_KEEPERS = frozenset({Role.UNIT_HEAD, Role.CLERK, Role.ADMINISTRATOR})


def can_draft(actor: Actor) -> bool:
    return actor.role in KEEPERS


def can_keep(actor: Actor, instrument: Instrument) -> bool:
    """Write, publish and retire what the board asks."""
    return actor.role in KEEPERS and actor.board_id == instrument.board_id


def can_see_letters(actor: Actor) -> bool:
    return actor.is_board


def can_compose(actor: Actor) -> bool:
    return actor.role in COMPOSERS


def can_edit_letter(actor: Actor, letter: OfficialLetter) -> bool:
    """Its drafter, as long as that is somebody who writes letters of this board."""
    return can_take_over(actor, letter) and actor.user_id == letter.drafted_by_id


def can_take_over(actor: Actor, letter: OfficialLetter) -> bool:
    """A colleague goes on with a draft whose drafter is away: the work stays with the board."""
    return can_compose(actor) and is_of_board(actor, letter.board_id)


def _signer_id(letter: OfficialLetter) -> int | None:
    return letter.delegation.user_id if letter.delegation else None


def can_review_content(actor: Actor, letter: OfficialLetter) -> bool:
    """A unit head who neither drafted the letter nor is to sign it."""
    return (
        actor.role == Role.UNIT_HEAD
        and is_of_board(actor, letter.board_id)
        and actor.user_id not in {letter.drafted_by_id, _signer_id(letter)}
    )


def is_its_clerk(actor: Actor, letter: OfficialLetter) -> bool:
    """A clerk who has no other part in the letter: checks the layout, numbers, seals, issues."""
    others = {letter.drafted_by_id, letter.reviewed_by_id, _signer_id(letter)}
    return actor.role == Role.CLERK and is_of_board(actor, letter.board_id) and actor.user_id not in others


def can_sign(actor: Actor, letter: OfficialLetter) -> bool:
    """The person the letter names, who has no other part in it."""
    others = {letter.drafted_by_id, letter.reviewed_by_id, letter.checked_by_id}
    return is_of_board(actor, letter.board_id) and actor.user_id == _signer_id(letter) and actor.user_id not in others


def can_send_back(actor: Actor, letter: OfficialLetter) -> bool:
    """Whoever has the letter on the desk; a drafter may withdraw it while nobody has read it."""
    match letter.status:
        case LetterStatus.CONTENT_REVIEW:
            return can_review_content(actor, letter) or can_edit_letter(actor, letter)
        case LetterStatus.TO_SIGN:
            return can_sign(actor, letter) or is_its_clerk(actor, letter)
        case _:
            return is_its_clerk(actor, letter)


def can_keep_register(actor: Actor) -> bool:
    """Reserve and skip numbers, with a reason."""
    return actor.role == Role.CLERK


def can_keep_templates(actor: Actor) -> bool:
    return actor.role in TEMPLATE_KEEPERS


def can_keep_delegations(actor: Actor) -> bool:
    """Say who signs for the board, and with which key."""
    return actor.role == Role.ADMINISTRATOR
