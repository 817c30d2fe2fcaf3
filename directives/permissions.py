"""Who may do what with instruments and letters.

Drafter, content reviewer, signer and clerk of one letter are four persons: each predicate leaves out the others.
"""

from directives.models import Delivery, Directive, Instrument, LetterStatus, OfficialLetter
from enterprises.actor import Actor
from enterprises.models import OrganisationKind, Role
from enterprises.permissions import is_of_board

KEEPERS = frozenset({Role.UNIT_HEAD, Role.ADMINISTRATOR})
COMPOSERS = frozenset({Role.OFFICER, Role.UNIT_HEAD})
NUDGERS = frozenset({*COMPOSERS, Role.LEADER})
# Who of a board reaches others outside the portal: on paper, by personal links.
REACHERS = COMPOSERS | {Role.CLERK}
# Who of an organisation receives what is sent to it.
RECEIVERS = frozenset({Role.EDITOR, Role.HEAD, Role.AGENT})
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


def can_keep_arrivals(actor: Actor) -> bool:
    """Enter and correct incoming documents of the actor's own board, and keep their files."""
    return actor.role == Role.CLERK


def can_close_arrival(actor: Actor) -> bool:
    """Say that a report went back another way than by a letter of the portal."""
    return can_keep_arrivals(actor) or can_compose(actor)


def can_keep_templates(actor: Actor) -> bool:
    return actor.role in TEMPLATE_KEEPERS


def can_keep_delegations(actor: Actor) -> bool:
    """Say who signs for the board, and with which key."""
    return actor.role == Role.ADMINISTRATOR


def can_receive(actor: Actor) -> bool:
    """Has an inbox of directives; a board has its register of incoming documents."""
    return actor.role in RECEIVERS


def is_receiver(actor: Actor, delivery: Delivery) -> bool:
    """Somebody of the organisation that the delivery is for."""
    return can_receive(actor) and actor.organisation_id == delivery.organisation_id


def can_acknowledge(actor: Actor, delivery: Delivery) -> bool:
    return is_receiver(actor, delivery)


def can_assign_delivery(actor: Actor, delivery: Delivery) -> bool:
    """Say who of the same organisation sees to it."""
    return is_receiver(actor, delivery)


def can_forward(actor: Actor, delivery: Delivery) -> bool:
    """People of the investor that got it. Whether anybody in its zones is to get it too is for the page to say."""
    own = actor.organisation_id == delivery.organisation_id
    return own and actor.is_enterprise and actor.organisation.kind == OrganisationKind.INVESTOR


def can_reach(actor: Actor, delivery: Delivery) -> bool:
    """Hand it over on paper, send a personal link: the board, and an investor on its own way."""
    if is_of_board(actor, delivery.board_id):
        return actor.role in REACHERS
    return actor.is_enterprise and Delivery.objects.on_way_of(actor.organisation).filter(pk=delivery.pk).exists()


def can_nudge(actor: Actor, directive: Directive) -> bool:
    """Remind whoever has not done what a directive asks; an investor its own tenants only (``can_forward``)."""
    return actor.role in NUDGERS and is_of_board(actor, directive.board_id)


def can_add_newcomers(actor: Actor, directive: Directive) -> bool:
    """Send a directive to whoever came after its issue."""
    return can_compose(actor) and is_of_board(actor, directive.board_id)
