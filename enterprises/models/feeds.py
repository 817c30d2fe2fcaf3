"""A person's deadlines as a calendar that other programs read, at an address that only the person knows."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from antt_portal.core.public_id import PublicModel
from enterprises.models.organisations import Board, Organisation
from enterprises.models.people import Membership


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def standing(self) -> Self:
        return self.filter(revoked_at__isnull=True)

    def read_on(self, day: date) -> Self:
        """Those that still open something: neither revoked, nor of somebody who no longer acts for the organisation."""
        holding = Membership.objects.on(day).filter(user__is_active=True)
        return self.standing().filter(membership__in=holding)


class CalendarFeed(PublicModel):
    """One address for one membership. Only a digest of its secret is kept; a lost address is made anew."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="calendar_feeds")
    token_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("tạo lúc"))
    revoked_at = models.DateTimeField(_("thu hồi lúc"), null=True, blank=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("lịch riêng")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["membership"], condition=Q(revoked_at__isnull=True), name="calendar_feed_one_standing"
            )
        ]

    def __str__(self) -> str:
        return str(self.membership)
