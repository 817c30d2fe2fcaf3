"""What a board has on record already, in the words by which a file names it. A dozen statements, however much it is."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from antt_portal.moving.cells import name_key, organisation_key
from enterprises.models import (
    Board,
    Contact,
    Invitation,
    Membership,
    Organisation,
    OrganisationKind,
    OrganisationName,
    Tenancy,
    Zone,
)
from reports.models import PastRecognition, Recognition


@dataclass
class Known:
    """Organisations go by ``organisation_key``, zones by ``name_key``; what the file adds is entered while it is read.

    Contacts are those that have not ended, ``invited`` who has not answered, ``members`` who works here today.
    """

    zones: dict[str, Zone] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    names: dict[str, list[OrganisationName]] = field(default_factory=lambda: defaultdict(list))
    tenancies: dict[tuple[str, str, str], list[Tenancy]] = field(default_factory=lambda: defaultdict(list))
    contacts: dict[tuple[str, str], Contact] = field(default_factory=dict)
    members: set[tuple[str, str]] = field(default_factory=set)
    invited: set[tuple[str, str]] = field(default_factory=set)
    headed: set[str] = field(default_factory=set)  # somebody works for it, or its head was invited
    peopled: set[str] = field(default_factory=set)
    recognised: set[tuple[str, int]] = field(default_factory=set)  # decided in the portal itself
    past: dict[tuple[str, int], PastRecognition] = field(default_factory=dict)


def known(board: Board, *, on: date) -> Known:
    found = Known()
    found.zones = {name_key(zone.name): zone for zone in Zone.objects.filter(board=board)}
    keys: dict[int, str] = {}
    for one in Organisation.objects.filter(board=board).exclude(kind=OrganisationKind.BOARD):
        keys[one.pk] = organisation_key(one.tax_code, one.name)
        found.organisations[keys[one.pk]] = one
    _names_and_places(found, keys, board)
    _people(found, keys, board, on)
    for past in PastRecognition.objects.filter(board=board):
        found.past[keys[past.organisation_id], past.year] = past
    decided = Recognition.objects.filter(board=board).values_list("organisation", "year")
    found.recognised = {(keys[organisation], year) for organisation, year in decided}
    return found


def _names_and_places(found: Known, keys: dict[int, str], board: Board) -> None:
    for name in OrganisationName.objects.filter(organisation__in=_own(board)).order_by("valid_from"):
        found.names[keys[name.organisation_id]].append(name)
    zones = {zone.pk: key for key, zone in found.zones.items()}
    for tenancy in Tenancy.objects.filter(board=board):
        if tenancy.organisation_id in keys:
            key, zone = keys[tenancy.organisation_id], zones[tenancy.zone_id]
            tenancy.organisation, tenancy.zone = found.organisations[key], found.zones[zone]
            found.tenancies[key, zone, str(tenancy.capacity)].append(tenancy)


def _own(board: Board) -> QuerySet[Organisation]:
    return Organisation.objects.filter(board=board).exclude(kind=OrganisationKind.BOARD)


def _people(found: Known, keys: dict[int, str], board: Board, on: date) -> None:
    for contact in Contact.objects.filter(organisation__in=_own(board), ended_on=None):
        key = keys[contact.organisation_id]
        contact.organisation = found.organisations[key]
        found.contacts[key, contact.email] = contact
    working = Membership.objects.on(on).filter(organisation__in=_own(board), user__is_active=True)
    for organisation, email in working.values_list("organisation", "user__email"):
        found.members.add((keys[organisation], email))
        found.peopled.add(keys[organisation])
    waiting = Invitation.objects.filter(organisation__in=_own(board)).unanswered()
    for organisation, email, role in waiting.values_list("organisation", "email", "role"):
        found.invited.add((keys[organisation], email))
        if role == "head":
            found.headed.add(keys[organisation])
    found.headed |= found.peopled
