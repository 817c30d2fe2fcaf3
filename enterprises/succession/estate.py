"""What goes over from one board to another: zones, and whoever is in them that day."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet

from enterprises.models import ENTERPRISE_KINDS, Board, Contact, Membership, Organisation, Tenancy, Zone

ONE_DAY = timedelta(days=1)
M = TypeVar("M", bound=models.Model)


def lasting(rows: QuerySet[M], on: date) -> QuerySet[M]:
    """Of rows with first and last days, those that hold on ``on`` or later."""
    return rows.filter(Q(valid_to=None) | Q(valid_to__gte=on))


@dataclass(frozen=True)
class Estate:
    """What goes over on ``on``: everything that is in zones of ``board``, or in this one zone."""

    board: Board
    on: date
    zone: Zone | None = None

    @property
    def zones(self) -> QuerySet[Zone]:
        found = lasting(Zone.objects.filter(board=self.board), self.on)
        return found if self.zone is None else found.filter(pk=self.zone.pk)

    @property
    def tenancies(self) -> QuerySet[Tenancy]:
        there = Tenancy.objects.filter(organisation__kind__in=ENTERPRISE_KINDS, zone__in=self.zones)
        return lasting(there, self.on)

    @property
    def enterprises(self) -> QuerySet[Organisation]:
        """Whoever is there that day; of a whole board also who was never in a zone. Who left stays where it was."""
        is_here = Q(pk__in=self.tenancies.values("organisation"))
        if self.zone is None:
            is_here |= ~Q(Exists(Tenancy.objects.filter(organisation=OuterRef("pk"))))
        return Organisation.objects.filter(is_here, board=self.board, kind__in=ENTERPRISE_KINDS)

    @property
    def gone(self) -> QuerySet[Organisation]:
        """Of them, those who are in no other zone of the board."""
        elsewhere = lasting(Tenancy.objects.filter(board=self.board), self.on).exclude(zone__in=self.zones)
        return self.enterprises.exclude(pk__in=elsewhere.values("organisation"))

    @property
    def people(self) -> QuerySet[Membership]:
        here = lasting(Membership.objects.filter(board=self.board, user__is_active=True), self.on)
        return here.filter(organisation__in=self.enterprises.values("pk"))

    @property
    def contacts(self) -> QuerySet[Contact]:
        here = Contact.objects.filter(board=self.board).on(self.on)
        return here.filter(organisation__in=self.enterprises.values("pk"))

    def known_to(self, to: Board) -> QuerySet[Organisation]:
        """Enterprises that have sites under both boards: the same tax code."""
        there = Organisation.objects.filter(board=to, kind__in=ENTERPRISE_KINDS).exclude(tax_code="")
        return there.filter(tax_code__in=self.enterprises.exclude(tax_code="").values("tax_code"))
