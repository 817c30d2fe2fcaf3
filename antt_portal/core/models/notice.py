"""Messages as rows: written by the verb, sent later, never lost and never doubled."""

from collections.abc import Collection
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from antt_portal.core.public_id import PublicModel
from antt_portal.core.retrying import unclaimed


class NoticeState(models.TextChoices):
    PENDING = "pending", _("Chờ gửi")
    SENT = "sent", _("Đã gửi")
    FAILED = "failed", _("Không gửi được")
    CANCELLED = "cancelled", _("Đã hủy")
    SUPERSEDED = "superseded", _("Có lời nhắc sau thay thế")
    QUIET = "quiet", _("Chỉ hiện trên Cổng")


# What its person may read in the portal, mailed or not. A partial index names the same states.
READABLE = (NoticeState.PENDING, NoticeState.SENT, NoticeState.FAILED, NoticeState.QUIET)


class NoticeQuerySet(models.QuerySet["Notice"]):
    def claimable(self, at: datetime) -> Self:
        """Prepared, due, unsent, and in nobody's hands. A follower goes out with its leader."""
        return self.filter(
            unclaimed(at), state=NoticeState.PENDING, due_at__lte=at, prepared_at__isnull=False, leader__isnull=True
        )

    def unprepared(self, at: datetime) -> Self:
        return self.filter(state=NoticeState.PENDING, due_at__lte=at, prepared_at__isnull=True)

    def undelivered(self) -> Self:
        """Given up, or sent back: somebody has to look into it. A partial index holds the same ones."""
        return self.filter(Q(state="failed") | Q(bounced_at__isnull=False))

    def following(self, leaders: Collection[int]) -> Self:
        """What is to be told in the mails of these."""
        return self.filter(leader__in=leaders, state=NoticeState.PENDING)

    def readable_by(self, user_id: int, *, board_id: int, elsewhere: Collection[int], at: datetime) -> Self:
        """What a person may read in the portal while at work behind one board's wall, except what names one of the
        organisations ``elsewhere``. A reminder shows from the hour for which it was planned."""
        own = self.filter(recipient=user_id, board_id=board_id, state__in=READABLE)
        to_come = Q(state=NoticeState.PENDING, occasion_at__isnull=False, due_at__gt=at, attempts=0)
        return own.exclude(to_come).exclude(organisation_id__in=elsewhere)

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)

    def orphaned(self) -> Self:
        """Followers whose leader was cancelled before its mail went out."""
        return self.filter(state=NoticeState.PENDING, leader__isnull=False).exclude(leader__state=NoticeState.PENDING)


class Notice(PublicModel):
    """One message to one person. ``key`` names the occasion, so that a second run adds nothing.

    It goes to somebody with an account (``recipient``) or to a bare ``address``, then in ``language``. Mail that came
    back has ``bounced_at``: at once (and was never sent), or after a server had taken it. A reminder knows the moment
    it was for, ``occasion_at``; one with a ``leader`` is told in the leader's mail. It is claimed once it is
    ``prepared_at``: what its person wants of such mails was looked up.
    """

    key = models.CharField(max_length=200, unique=True)
    board_id = models.BigIntegerField(db_index=True)
    organisation_id = models.BigIntegerField(null=True, db_index=True)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="notices")
    address = models.EmailField(blank=True)
    name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=2, blank=True)
    kind = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    params = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=NoticeState.choices, default=NoticeState.PENDING)
    claimed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    bounced_at = models.DateTimeField(null=True)
    bounce_reason = models.TextField(blank=True)
    occasion_at = models.DateTimeField(null=True)
    is_urgent = models.BooleanField(default=False, db_default=False)
    prepared_at = models.DateTimeField(null=True)
    leader = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="followers")
    read_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["due_at", "id"], condition=Q(state="pending"), name="notice_pending"),
            models.Index(fields=["due_at"], condition=Q(state="pending", prepared_at=None), name="notice_unprepared"),
            models.Index(
                fields=["recipient", "board_id"],
                condition=Q(read_at=None, state__in=["pending", "sent", "failed", "quiet"]),
                name="notice_unread",
            ),
            models.Index(fields=["subject_kind", "subject_id"], name="notice_subject"),
            models.Index(fields=["board_id", "-created_at"], name="notice_of_board"),
            models.Index(
                fields=["board_id", "-created_at"],
                condition=Q(state="failed") | Q(bounced_at__isnull=False),
                name="notice_undelivered",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="notice_sent_has_time",
            ),
            models.CheckConstraint(
                condition=Q(recipient__isnull=False, address="") | (Q(recipient__isnull=True) & ~Q(address="")),
                name="notice_to_a_person_or_an_address",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def to_address(self) -> str:
        return self.recipient.email if self.recipient else self.address
