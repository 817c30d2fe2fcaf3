"""Who may do what with organisations. Each answers yes or no; the wrong moment is not its business."""

from collections.abc import Iterable
from datetime import date

from enterprises.actor import Actor
from enterprises.models import (
    BOARD_ROLES,
    ENTERPRISE_KINDS,
    SECOND_FACTOR_KINDS,
    Contact,
    ContactSource,
    Deadline,
    Membership,
    Organisation,
    OrganisationKind,
    Role,
    Succession,
)

KEEPERS = frozenset({Role.OFFICER, Role.UNIT_HEAD, Role.ADMINISTRATOR})
DECIDERS = frozenset({Role.OFFICER, Role.UNIT_HEAD, Role.LEADER})
RULE_KEEPERS = frozenset({Role.UNIT_HEAD, Role.ADMINISTRATOR})


def needs_second_factor(memberships: Iterable[Membership]) -> bool:
    """Somebody who works for a board or an agency."""
    return any(one.organisation.kind in SECOND_FACTOR_KINDS for one in memberships)


def lacks_second_factor(memberships: Iterable[Membership]) -> bool:
    """Somebody who works for a board or an agency, and has not set one up.

    ``memberships`` are annotated with ``has_second_factor``; of whom it is not known, it is not there.
    """
    must = [one for one in memberships if one.organisation.kind in SECOND_FACTOR_KINDS]
    return not all(getattr(one, "has_second_factor", False) for one in must)


def is_of_board(actor: Actor, board_id: int) -> bool:
    return actor.role in BOARD_ROLES and actor.board_id == board_id


def can_list_organisations(actor: Actor) -> bool:
    return actor.is_board


def can_register_organisation(actor: Actor) -> bool:
    return actor.role in KEEPERS


def can_keep_organisation(actor: Actor, organisation: Organisation) -> bool:
    """Rename it, place it in zones, decide what applies to it."""
    return actor.role in KEEPERS and actor.board_id == organisation.board_id


def can_list_successions(actor: Actor) -> bool:
    return actor.is_board


def can_begin_succession(actor: Actor, organisation: Organisation) -> bool:
    """Of enterprises; what a board, its unit or an agency is called and where it stands is no matter of its keepers."""
    return can_keep_organisation(actor, organisation) and organisation.kind in ENTERPRISE_KINDS


def can_decide_succession(actor: Actor, succession: Succession) -> bool:
    return can_keep_organisation(actor, succession.organisation)


def can_transfer_board(actor: Actor) -> bool:
    """Offer the board, or a zone of it, to another; and take over what another offers."""
    return actor.role == Role.ADMINISTRATOR


def acts_for(actor: Actor, organisation: Organisation) -> bool:
    return actor.organisation_id == organisation.pk and not actor.is_board


def is_landlord_of(actor: Actor, organisation: Organisation, on: date) -> bool:
    """Somebody of the investor of a zone in which the organisation is a tenant on that day."""
    if not actor.is_enterprise or actor.board_id != organisation.board_id or acts_for(actor, organisation):
        return False
    return Organisation.objects.tenants_of(actor.organisation, on).filter(pk=organisation.pk).exists()


def can_keep_own_contacts(actor: Actor) -> bool:
    return not actor.is_board


def can_list_tenants(actor: Actor) -> bool:
    return actor.is_enterprise and actor.organisation.kind == OrganisationKind.INVESTOR


def can_confirm_contacts(actor: Actor) -> bool:
    return actor.role in KEEPERS


def can_add_contact(actor: Actor, organisation: Organisation, on: date) -> bool:
    own = acts_for(actor, organisation)
    return own or can_keep_organisation(actor, organisation) or is_landlord_of(actor, organisation, on)


def can_confirm_contact(actor: Actor, contact: Contact) -> bool:
    return can_keep_organisation(actor, contact.organisation)


def can_keep_contact(actor: Actor, contact: Contact, *, landlord: bool) -> bool:
    """Correct or end it; a ``landlord`` (``is_landlord_of``) only what an investor told and nobody has confirmed."""
    if acts_for(actor, contact.organisation) or can_keep_organisation(actor, contact.organisation):
        return True
    return landlord and contact.source == ContactSource.INVESTOR and not contact.is_confirmed


def can_invite(actor: Actor, organisation: Organisation, on: date) -> bool:
    """The board's keepers, the organisation's own head, the investor of its zone; into a board its administrator."""
    if organisation.kind == OrganisationKind.BOARD:
        return actor.role == Role.ADMINISTRATOR and actor.organisation_id == organisation.pk
    own_head = acts_for(actor, organisation) and actor.role == Role.HEAD
    return own_head or can_keep_organisation(actor, organisation) or is_landlord_of(actor, organisation, on)


def can_see_people(actor: Actor, organisation: Organisation) -> bool:
    return acts_for(actor, organisation) or is_of_board(actor, organisation.board_id)


def can_end_membership(actor: Actor, membership: Membership) -> bool:
    """The organisation's own head; the board's keepers for enterprises and agencies, its administrator for itself."""
    organisation = membership.organisation
    if acts_for(actor, organisation) and actor.role == Role.HEAD:
        return True
    if organisation.kind in {OrganisationKind.BOARD, OrganisationKind.UNIT}:
        return actor.role == Role.ADMINISTRATOR and actor.board_id == organisation.board_id
    return can_keep_organisation(actor, organisation)


def can_reset_second_factor(actor: Actor, membership: Membership) -> bool:
    """The organisation's own head, or the board's administrator; never oneself."""
    organisation = membership.organisation
    own_head = acts_for(actor, organisation) and actor.role == Role.HEAD
    administers = actor.role == Role.ADMINISTRATOR and actor.board_id == organisation.board_id
    return (own_head or administers) and actor.user_id != membership.user_id


def can_end_sessions(actor: Actor, membership: Membership) -> bool:
    """Whoever may take a second factor away; one's own sessions have a page of their own."""
    return can_reset_second_factor(actor, membership)


def can_see_rules(actor: Actor) -> bool:
    """The calendar, the ladders and the duties by which the board reminds."""
    return actor.is_board


def can_keep_calendar(actor: Actor) -> bool:
    return actor.role in RULE_KEEPERS


def can_keep_ladders(actor: Actor) -> bool:
    return actor.role in RULE_KEEPERS


def can_keep_duties(actor: Actor) -> bool:
    return actor.role in RULE_KEEPERS


def can_do_duties(actor: Actor) -> bool:
    """Say for the own enterprise that a duty was done, or that something happened of which one follows."""
    return actor.is_enterprise


def can_see_extensions(actor: Actor) -> bool:
    return actor.role in DECIDERS


def can_ask_extension(actor: Actor, deadline: Deadline) -> bool:
    """Those who have to act. What the board owes itself it asks nobody about."""
    return acts_for(actor, deadline.organisation) and deadline.is_extendable


def can_decide_extension(actor: Actor, deadline: Deadline) -> bool:
    """Nobody about an organisation one works or ever worked for."""
    if actor.role not in DECIDERS or actor.board_id != deadline.board_id:
        return False
    return not Membership.objects.filter(user=actor.user, organisation=deadline.organisation_id).exists()


def can_pause(actor: Actor, deadline: Deadline) -> bool:
    """An officer may not silence what goes to the leader about the officer's own work."""
    if deadline.organisation_id == actor.organisation_id:
        return actor.role in {Role.UNIT_HEAD, Role.LEADER}
    return can_decide_extension(actor, deadline)


def can_see_overdue(actor: Actor) -> bool:
    return actor.is_board or can_list_tenants(actor)
