"""Who may sign for an organisation, under which words, and on the strength of which document."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q, Value
from django.utils.translation import gettext_lazy as _

from antt_portal.core.public_id import PublicModel
from enterprises.models.organisations import Board, Organisation
from enterprises.models.people import User


class Authority(models.TextChoices):
    """The prefixes of box 7a (Nghị định 30/2020/NĐ-CP, Điều 13 and Phụ lục I). Empty: the head signs."""

    HEAD = "", _("Người đứng đầu ký")
    FOR_COLLECTIVE = "TM.", _("TM. (thay mặt tập thể)")
    FOR_HEAD = "KT.", _("KT. (ký thay)")
    BY_ORDER = "TL.", _("TL. (thừa lệnh)")
    BY_DELEGATION = "TUQ.", _("TUQ. (thừa ủy quyền)")
    ACTING = "Q.", _("Q. (quyền)")


class DelegationQuerySet(models.QuerySet["Delegation"]):
    def on(self, day: date) -> Self:
        """Those that hold on ``day``; ``valid_to`` is the last day."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)

    def of(self, organisation: Organisation) -> Self:
        return self.filter(organisation=organisation).select_related("user").order_by("authority", "user__full_name")


class Delegation(PublicModel):
    """One person's authority to sign for one organisation, from one day to another."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="delegations")
    user = models.ForeignKey(User, verbose_name=_("người ký"), on_delete=models.PROTECT, related_name="delegations")
    authority = models.CharField(
        _("thẩm quyền"), max_length=4, choices=Authority.choices, default=Authority.HEAD, blank=True
    )
    for_office = models.CharField(_("ký thay chức vụ"), max_length=120, blank=True)
    office = models.CharField(_("chức vụ người ký"), max_length=120)
    document = models.CharField(_("văn bản giao quyền"), max_length=200, blank=True)
    # Kinds of letters, by the names that the app of letters has for them. Empty: every kind of the office.
    letter_kinds = models.JSONField(
        _("loại văn bản được ký"), default=list, db_default=Value([], models.JSONField()), blank=True
    )
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến ngày"), null=True, blank=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("thẩm quyền ký")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="delegation_dates"
            ),
            # Acting heads sign in their own right; who signs for somebody says for whom, and by which document.
            models.CheckConstraint(
                condition=Q(authority__in=["", "Q."]) | (~Q(for_office="") & ~Q(document="")),
                name="delegation_names_its_source",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.lines}"

    def may_sign(self, letter_kind: str) -> bool:
        return not self.letter_kinds or letter_kind in self.letter_kinds

    @property
    def authority_line(self) -> str | None:
        """Above the office: "KT. TRƯỞNG BAN". None when the head signs; an acting head says so in the office."""
        if self.authority in {Authority.HEAD, Authority.ACTING}:
            return None
        return f"{self.authority} {self.for_office.upper()}"

    @property
    def office_line(self) -> str:
        return f"Q. {self.office.upper()}" if self.authority == Authority.ACTING else self.office.upper()

    @property
    def lines(self) -> str:
        return " / ".join(filter(None, [self.authority_line, self.office_line]))
