"""What of this app somebody who leaves has in hand: letters received that were given to the person."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from directives.arriving.entrusting import entrust, receivers_of
from directives.models import Delivery
from enterprises.models import Organisation, User
from enterprises.people.handing_over import HandOver, Work, register


def _given(organisation: Organisation, user: User) -> QuerySet[Delivery]:
    return Delivery.objects.filter(organisation=organisation, assignee=user, ended_at=None)


def _hand_on(what: HandOver) -> None:
    """To whoever receives for the organisation; a colleague who does not leaves them to all who do."""
    receives = what.to is not None and receivers_of(what.organisation, what.at).filter(pk=what.to.pk).exists()
    for delivery in _given(what.organisation, what.leaver):
        entrust(delivery, what.to if receives else None, by=what.by, at=what.at)


register(Work(_("Văn bản đến được giao"), lambda organisation, user: _given(organisation, user).count(), _hand_on))
