"""To whom an investor forwards one directive: its tenants zone by zone, how each can be reached, and how far each got.

What an investor reads here is of its own ways alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from directives.arriving.rungs import on_paper, word_of
from directives.forwarding import newcomers
from directives.forwarding.deadlines import routes_through
from directives.models import RUNG_FIELDS, Delivery, Route
from directives.permissions import RECEIVERS
from enterprises.models import Contact, Invitation, Membership, Organisation, Tenancy, Zone


@dataclass(frozen=True)
class Choice:
    """Whom a person chose, by public id, and why not the others. None of ``to``: everybody that is still there."""

    to: frozenset[str] | None = None
    reasons: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def stored(cls, covering: Mapping[str, object], places: "Iterable[Place]") -> "Choice":
        """From what ``preparing.save_covering`` kept; with nothing kept, the choice nobody has touched."""
        left_out = covering.get("left_out")
        if not isinstance(left_out, dict):
            return cls()
        return cls(frozenset(one.key for one in places) - left_out.keys(), left_out)


@dataclass(frozen=True)
class Place:
    """One tenant in the list of one zone. ``route`` is None of somebody who came after the issue."""

    organisation: Organisation
    zone: Zone
    people: tuple[str, ...] = ()
    contact: str = ""
    invited_at: datetime | None = None
    is_here: bool = True
    route: Route | None = None
    is_on_paper: bool = False

    @property
    def key(self) -> str:
        return str(self.organisation.public_id)

    @property
    def delivery(self) -> Delivery | None:
        return self.route.delivery if self.route else None

    @property
    def is_sent(self) -> bool:
        return self.route is not None and self.route.sent_at is not None

    @property
    def is_left_out(self) -> bool:
        return self.route is not None and self.route.excluded_at is not None

    @property
    def waits(self) -> bool:
        return not self.is_sent and not self.is_left_out

    @property
    def receivers(self) -> str:
        """“Ngô Văn Thử và 1 người”, or the contact of somebody without an account; empty where nobody is known."""
        if not self.people:
            return self.contact
        others = len(self.people) - 1
        named = {"name": self.people[0], "count": others}
        return _("%(name)s và %(count)s người") % named if others else self.people[0]

    @property
    def way(self) -> tuple[str, str]:
        """Tone and words of how the bundle gets there."""
        if self.delivery and self.delivery.sent_at and not self.is_sent:
            return "sent", _("Đã có từ nơi khác")
        return ("done", _("Qua cổng")) if self.people else ("back", _("Chưa có tài khoản"))

    @property
    def word(self) -> str:
        return word_of(self.delivery.rung, is_on_paper=self.is_on_paper) if self.delivery else ""

    @property
    def rung_at(self) -> datetime | None:
        delivery = self.delivery
        name = RUNG_FIELDS.get(delivery.rung) if delivery else None
        return getattr(delivery, name) if name else None

    def is_chosen(self, choice: Choice) -> bool:
        return self.is_here if choice.to is None else self.key in choice.to

    def reason(self, choice: Choice) -> str:
        suggested = "" if self.is_here else _("Không còn hoạt động tại %(zone)s") % {"zone": self.zone}
        return choice.reasons.get(self.key, suggested)


@dataclass(frozen=True)
class Places:
    places: list[Place]

    @cached_property
    def waiting(self) -> list[Place]:
        return [one for one in self.places if one.waits]

    @cached_property
    def sent(self) -> list[Place]:
        return [one for one in self.places if one.is_sent]

    @cached_property
    def left_out(self) -> list[Place]:
        return [one for one in self.places if one.is_left_out]


@dataclass(frozen=True)
class InZone(Places):
    zone: Zone

    @property
    def acknowledged_count(self) -> int:
        return sum(1 for one in self.sent if one.delivery and one.delivery.acknowledged_at)


@dataclass(frozen=True)
class ForwardList(Places):
    """``zones`` hold each tenant once, under the first zone in which the investor has it."""

    zones: list[InZone]
    newcomers: list[Place]

    @property
    def organisations(self) -> list[Organisation]:
        return [one.organisation for one in (*self.places, *self.newcomers)]

    @property
    def without_account(self) -> list[Place]:
        return [one for one in self.places if not one.people and not one.is_left_out]

    def keys_of(self, public_ids: Iterable[str]) -> list[int]:
        """The primary keys of those in the list; ids of others count for nothing."""
        ours = {one.key: one.organisation.pk for one in (*self.places, *self.newcomers)}
        return [ours[one] for one in public_ids if one in ours]


def forward_list(delivery: Delivery, *, on: date) -> ForwardList:
    """The list of the investor that got ``delivery``. A constant number of queries."""
    investor = delivery.organisation
    routes = routes_through(delivery.directive, investor).select_related("delivery__organisation", "zone")
    found = list(routes.order_by("zone__sort_key", "delivery__organisation__sort_key", "pk"))
    new = list(newcomers.of_investor(delivery.directive, investor, on).order_by("sort_key", "pk"))
    tenants = [one.delivery.organisation for one in found]
    people, contacts = _people([*tenants, *new], on), _contacts([*tenants, *new], on)
    zones = _zones([*tenants, *new], investor, on)
    invited = _invited([*tenants, *new], on)
    papers = on_paper(one.delivery for one in found)
    grouped: dict[Zone, list[Place]] = {}
    listed = set()
    for route in found:
        tenant, zone = route.delivery.organisation, route.zone
        if zone is None or tenant.pk in listed:
            continue
        listed.add(tenant.pk)
        place = Place(
            tenant,
            zone,
            people[tenant.pk],
            contacts.get(tenant.pk, ""),
            invited.get(tenant.pk),
            is_here=bool(zones[tenant.pk]),
            route=route,
            is_on_paper=route.delivery_id in papers,
        )
        grouped.setdefault(zone, []).append(place)
    came = [Place(one, zones[one.pk][0], people[one.pk], contacts.get(one.pk, ""), invited.get(one.pk)) for one in new]
    everybody = [place for places in grouped.values() for place in places]
    return ForwardList(everybody, [InZone(places, zone) for zone, places in grouped.items()], came)


def _people(organisations: Iterable[Organisation], on: date) -> dict[int, tuple[str, ...]]:
    """Who of each receives what is sent."""
    found: dict[int, list[str]] = defaultdict(list)
    readers = Membership.objects.on(on).filter(organisation__in=organisations, role__in=RECEIVERS, user__is_active=True)
    for organisation, name in readers.order_by("user__full_name").values_list("organisation", "user__full_name"):
        found[organisation].append(name)
    return defaultdict(tuple, {pk: tuple(dict.fromkeys(names)) for pk, names in found.items()})


def _contacts(organisations: Iterable[Organisation], on: date) -> dict[int, str]:
    """The newest contact of each that the portal may write to."""
    found = Contact.objects.registered(on).filter(organisation__in=organisations).order_by("valid_from", "pk")
    return dict(found.values_list("organisation", "name"))


def _invited(organisations: Iterable[Organisation], on: date) -> dict[int, datetime]:
    """When somebody of each was last asked to open an account, as long as the link is good."""
    unanswered = Invitation.objects.unanswered().filter(organisation__in=organisations, expires_at__date__gte=on)
    return dict(unanswered.order_by("invited_at").values_list("organisation", "invited_at"))


def _zones(organisations: Iterable[Organisation], investor: Organisation, on: date) -> dict[int, list[Zone]]:
    """In which of the investor's zones each is a tenant on ``on``."""
    own = Tenancy.objects.on(on).filter(organisation=investor, capacity="investor").values("zone")
    found: dict[int, list[Zone]] = defaultdict(list)
    here = Tenancy.objects.on(on).filter(organisation__in=organisations, capacity="tenant", zone__in=own)
    for one in here.select_related("zone").order_by("zone__sort_key"):
        found[one.organisation_id].append(one.zone)
    return found
