"""Which deadlines are a person's own, and which others the person may look at."""

from datetime import date

from django.db.models import Q

from enterprises.actor import Actor
from enterprises.models import Audience, Deadline, DeadlineKind, Ladder, Organisation, OrganisationKind, Role
from enterprises.models.deadlines import DeadlineQuerySet


def own(actor: Actor) -> DeadlineQuerySet:
    """An organisation's; an officer's are those assigned to the officer or to nobody. A leader answers for what the
    board owes upward, and the clerk sends it and notes that it went."""
    owned = Deadline.objects.owned_by(actor.organisation)
    if actor.role == Role.OFFICER:
        return owned.filter(Q(assignee=actor.user) | Q(assignee=None))
    if actor.role in {Role.LEADER, Role.CLERK}:
        return owned.filter(kind=DeadlineKind.SUPERIOR_DOCUMENT)
    return owned


def visible(actor: Actor, on: date) -> DeadlineQuerySet:
    """Those of one's organisation; a board sees all behind its wall. An investor sees of its tenants, and an agency of
    everybody, the kinds that a step of reminding tells them of (docs/decisions/0082)."""
    behind_the_wall = Deadline.objects.filter(board_id=actor.board_id)
    if actor.is_board:
        return behind_the_wall
    seen = Q(organisation=actor.organisation)
    if actor.is_agency:
        seen |= Q(kind__in=kinds_told_to(Audience.AGENCIES, actor.board_id))
    elif actor.organisation.kind == OrganisationKind.INVESTOR:
        seen |= of_tenants(actor.organisation, on)
    return behind_the_wall.filter(seen)


def of_tenants(investor: Organisation, on: date) -> Q:
    tenants = Organisation.objects.tenants_of(investor, on).filter(board_id=investor.board_id)
    kinds = kinds_told_to(Audience.INVESTORS, investor.board_id)
    return Q(organisation__in=tenants.values("pk"), kind__in=kinds)


def kinds_told_to(audience: Audience, board_id: int) -> list[str]:
    ladders = Ladder.objects.in_force_for(board_id)
    return [kind for kind, one in ladders.items() if any(step.audience == audience for step in one.steps.all())]
