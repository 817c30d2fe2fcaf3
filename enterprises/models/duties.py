"""What the law asks of enterprises again and again, beside the filings of the portal itself: data, not code."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from antt_portal.core.due_rules import DueRule, RuleKind
from antt_portal.core.public_id import PublicModel
from enterprises.models.organisations import Board, Organisation
from enterprises.models.people import User

RULE_LABELS = {
    RuleKind.YEARLY: _("Hằng năm, một ngày nhất định"),
    RuleKind.MONTHLY: _("Hằng tháng, một ngày nhất định"),
    RuleKind.MONTH_END: _("Ngày cuối tháng"),
    RuleKind.QUARTER_END: _("Ngày cuối quý"),
    RuleKind.TET: _("Số ngày so với mùng một Tết"),
    RuleKind.EVALUATION_YEAR_END: _("Hết năm đánh giá (15/11)"),
    RuleKind.EVENT_DAYS: _("Số ngày sau một sự việc"),
    RuleKind.EVENT_WORKDAYS: _("Số ngày làm việc sau một sự việc"),
    RuleKind.EVENT_HOURS: _("Số giờ sau một sự việc"),
}


class Condition(models.TextChoices):
    """Which enterprises a duty concerns."""

    ALL = "", _("Mọi doanh nghiệp")
    CHEMICALS = "handles_chemicals", _("Có hóa chất")
    FIRE_HAZARD = "fire_hazard", _("Nguy hiểm về cháy, nổ")
    FOREIGN_INVESTED = "foreign_invested", _("Có vốn đầu tư nước ngoài")


class RecurringDutyQuerySet(models.QuerySet["RecurringDuty"]):
    def on(self, day: date) -> Self:
        """Switched on, and in force on ``day``."""
        holds = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        return self.filter(holds, Q(valid_from__isnull=True) | Q(valid_from__lte=day), is_on=True)

    def of(self, board: Board) -> Self:
        """The board's own, and those of every province of which it has no copy."""
        own = RecurringDuty.objects.filter(board=board)
        return self.filter(Q(board=board) | (Q(board=None) & ~Q(code__in=own.values("code"))))

    def asked_by(self, board: Board) -> Self:
        """Those the board asks for. One that nobody has checked only where the board itself switched it on."""
        return self.of(board).filter(Q(board=board) | Q(is_verified=True), is_on=True)


class RecurringDuty(PublicModel):
    """``board`` empty: everywhere. ``is_verified`` false: from a source nobody has checked ("chờ xác minh")."""

    board = models.ForeignKey(Board, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    code = models.SlugField(max_length=40)
    title = models.CharField(_("việc phải làm"), max_length=200)
    receiver = models.CharField(_("nơi nhận"), max_length=200)
    basis = models.CharField(_("căn cứ"), max_length=300)
    rule = models.CharField(
        _("quy tắc tính hạn"), max_length=20, choices=[(str(kind), label) for kind, label in RULE_LABELS.items()]
    )
    month = models.PositiveSmallIntegerField(_("tháng"), null=True, blank=True)
    day = models.PositiveSmallIntegerField(_("ngày"), null=True, blank=True)
    offset = models.SmallIntegerField(_("số ngày, số giờ"), null=True, blank=True)
    condition = models.CharField(_("áp dụng với"), max_length=20, choices=Condition.choices, blank=True)
    valid_from = models.DateField(_("hiệu lực từ"), null=True, blank=True)
    valid_to = models.DateField(_("hiệu lực đến"), null=True, blank=True)
    is_verified = models.BooleanField(_("đã xác minh"), default=False)
    is_on = models.BooleanField(_("đang dùng"), default=True)
    version = models.PositiveIntegerField(default=1)

    objects = RecurringDutyQuerySet.as_manager()

    class Meta:
        verbose_name = _("nghĩa vụ định kỳ")
        ordering = ["code", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["board", "code"], name="recurring_duty_once_per_board"),
            models.UniqueConstraint(fields=["code"], condition=Q(board=None), name="recurring_duty_once_for_all"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_asked(self) -> bool:
        return self.is_on and (self.board_id is not None or self.is_verified)

    def holds_on(self, day: date) -> bool:
        return (self.valid_from or day) <= day <= (self.valid_to or day)

    @property
    def due_rule(self) -> DueRule:
        """Raises ValueError for numbers that make no rule."""
        return DueRule(RuleKind(self.rule), month=self.month, day=self.day, offset=self.offset)


class DutyTermQuerySet(models.QuerySet["DutyTerm"]):
    def undone(self) -> Self:
        return self.filter(done_at=None)

    def recurring(self) -> Self:
        return self.filter(event_at=None)


class DutyTerm(PublicModel):
    """One time that one enterprise owes a duty: the day of a recurring one, or what follows from one event."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="duty_terms")
    duty = models.ForeignKey(RecurringDuty, on_delete=models.PROTECT, related_name="terms")
    due_on = models.DateField(_("hạn"))
    event_at = models.DateTimeField(_("sự việc xảy ra lúc"), null=True, blank=True)
    done_on = models.DateField(_("làm ngày"), null=True, blank=True)
    done_note = models.CharField(_("số văn bản, cách gửi"), max_length=300, blank=True)
    done_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(_("ghi lúc"), null=True, blank=True)

    objects = DutyTermQuerySet.as_manager()

    class Meta:
        verbose_name = _("kỳ của nghĩa vụ định kỳ")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "duty", "due_on"], condition=Q(event_at=None), name="duty_term_once"
            ),
            models.UniqueConstraint(
                fields=["organisation", "duty", "event_at"],
                condition=Q(event_at__isnull=False),
                name="duty_term_once_per_event",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None, done_on=None, done_by=None)
                | Q(done_at__isnull=False, done_on__isnull=False, done_by__isnull=False),
                name="duty_term_done_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duty} · {self.due_on:%d/%m/%Y}"
