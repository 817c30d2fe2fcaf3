"""Deliveries: one directive to one organisation, the ways it took, and the proof of every rung it reached."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from antt_portal.core.actor import Doer
from antt_portal.core.models import AppendOnlyModel, AppendOnlyQuerySet, Blob
from antt_portal.core.public_id import PublicModel
from directives.models.directives import Directive, Duty
from directives.models.forwarding import Forwarding
from enterprises.models import BOARD_ROLES, Board, Organisation, OrganisationKind, User, Zone


class Rung(models.IntegerChoices):
    """The five rungs; each has a time of its own, and paper skips the third (traps.md)."""

    WAITING = 0, _("Chưa gửi")
    SENT = 1, _("Đã gửi")
    DELIVERED = 2, _("Đã nhận")
    OPENED = 3, _("Đã mở")
    ACKNOWLEDGED = 4, _("Đã xác nhận")
    REPORTED = 5, _("Đã báo cáo")


class Proof(models.TextChoices):
    """By what a rung is known."""

    PORTAL = "portal", _("Trên cổng")
    MAIL = "mail", _("Thư điện tử")
    ONE_TIME_CODE = "one_time_code", _("Mã dùng một lần")
    PAPER_SLIP = "paper_slip", _("Phiếu giao nhận có chữ ký")
    PAPER_PHOTO = "paper_photo", _("Ảnh giao nhận")
    REPORT = "report", _("Báo cáo")


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def visible_to(self, actor: Doer) -> Self:
        """A board sees all of its wall; everybody else its own, once somebody sent it."""
        behind_the_wall = self.filter(board_id=actor.board_id)
        if actor.role in BOARD_ROLES:
            return behind_the_wall
        return behind_the_wall.filter(organisation_id=actor.organisation_id, sent_at__isnull=False)

    def on_way_of(self, investor: Organisation) -> Self:
        """Deliveries that ``investor`` is to forward, or forwarded."""
        return self.filter(pk__in=Route.objects.filter(via=investor).values("delivery"))

    def standing(self) -> Self:
        """Neither recalled nor replaced."""
        return self.filter(ended_at__isnull=True)

    def awaiting_acknowledgement(self) -> Self:
        return self.standing().filter(sent_at__isnull=False, acknowledged_at__isnull=True)

    def awaiting_report(self) -> Self:
        """Those of which at least one report is wanted and has not come."""
        wanted = ReportRequest.objects.filter(delivery=models.OuterRef("pk"), reported_at__isnull=True)
        return self.standing().filter(models.Exists(wanted), sent_at__isnull=False)

    def as_of(self, moment: datetime) -> Self:
        """Rows known at ``moment``. Compare the rungs' times with it as well."""
        return self.filter(recorded_at__lte=moment)

    def for_list(self) -> Self:
        return self.select_related("directive__letter__issuer", "organisation").order_by("-sent_at", "-pk")


class Delivery(PublicModel):
    """A directive as it goes to one organisation. The rows of the whole audience are made at issue, and one more for
    each organisation added later; ``sent_at`` stays empty until the board or an investor sent it on.

    Kind and traits are those of the day it was recorded: they decide which obligations concern the organisation.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="deliveries", db_index=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="deliveries")
    duty = models.CharField(_("để làm gì"), max_length=10, choices=Duty.choices)
    kind = models.CharField(_("loại"), max_length=20, choices=OrganisationKind.choices)
    handles_chemicals = models.BooleanField(default=False)
    fire_hazard = models.BooleanField(default=False)
    foreign_invested = models.BooleanField(default=False)
    at_issue = models.BooleanField(_("có từ khi phát hành"), default=True)
    recorded_at = models.DateTimeField(_("ghi lúc"))
    sent_at = models.DateTimeField(_("gửi lúc"), null=True)
    delivered_at = models.DateTimeField(_("nhận lúc"), null=True)
    opened_at = models.DateTimeField(_("mở lúc"), null=True)
    acknowledged_at = models.DateTimeField(_("xác nhận lúc"), null=True)
    reported_at = models.DateTimeField(_("báo cáo lúc"), null=True)
    ended_at = models.DateTimeField(_("thu hồi, thay thế lúc"), null=True)
    bounced_at = models.DateTimeField(_("thư bị trả lại lúc"), null=True)
    bounce_reason = models.CharField(_("lý do thư bị trả lại"), max_length=300, blank=True)
    assignee = models.ForeignKey(
        User, verbose_name=_("người xử lý"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("lượt gửi")
        constraints = [
            models.UniqueConstraint(fields=["directive", "organisation"], name="delivery_once"),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=False)
                | Q(delivered_at__isnull=True, opened_at__isnull=True, acknowledged_at__isnull=True),
                name="delivery_reached_was_sent",
            ),
            models.CheckConstraint(
                condition=Q(reported_at__isnull=True) | Q(acknowledged_at__isnull=False),
                name="delivery_reported_was_acknowledged",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "-sent_at"], condition=Q(sent_at__isnull=False), name="delivery_inbox"
            ),
            # Coverage is counted from it alone: the rows are five times as wide.
            models.Index(
                fields=["directive", "board"],
                include=[
                    "sent_at",
                    "delivered_at",
                    "opened_at",
                    "acknowledged_at",
                    "reported_at",
                    "ended_at",
                    "bounced_at",
                ],
                name="delivery_coverage",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.directive_id} → {self.organisation_id}"

    def get_absolute_url(self) -> str:
        return reverse("directives:delivery", args=[self.public_id])

    @property
    def rung(self) -> Rung:
        """The highest reached."""
        times = (self.sent_at, self.delivered_at, self.opened_at, self.acknowledged_at, self.reported_at)
        return Rung(max((place for place, at in enumerate(times, 1) if at), default=0))


class Route(PublicModel):
    """One way to a delivery: straight from the board (``via`` empty), or through the investor of one zone.

    ``directive`` is that of the delivery, kept here because every page asks for the ways of one directive.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="+", db_index=False)
    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="routes")
    via = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    zone = models.ForeignKey(Zone, null=True, on_delete=models.PROTECT, related_name="+")
    forwarding = models.ForeignKey(Forwarding, null=True, on_delete=models.PROTECT, related_name="routes")
    sent_at = models.DateTimeField(_("gửi lúc"), null=True)
    sent_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    excluded_at = models.DateTimeField(_("không gửi, lúc"), null=True)
    excluded_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    excluded_reason = models.CharField(_("lý do không gửi"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["delivery"], condition=Q(via__isnull=True), name="route_direct_once"),
            models.UniqueConstraint(
                fields=["delivery", "via", "zone"], condition=Q(via__isnull=False), name="route_once"
            ),
            models.CheckConstraint(
                condition=Q(excluded_at__isnull=True, excluded_reason="")
                | (Q(excluded_at__isnull=False, sent_at__isnull=True) & ~Q(excluded_reason="")),
                name="route_excluded_says_why",
            ),
            models.CheckConstraint(
                condition=Q(via__isnull=True) | Q(zone__isnull=False), name="route_of_investor_has_zone"
            ),
        ]
        indexes = [
            models.Index(fields=["via", "zone"], condition=Q(via__isnull=False), name="route_of_investor"),
            models.Index(
                fields=["directive", "via"],
                include=["board", "sent_at", "delivery"],
                condition=Q(via__isnull=False),
                name="route_of_directive",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.delivery_id} via {self.via_id}"


class DeliveryStep(PublicModel, AppendOnlyModel):
    """The proof of one rung: when, by whom, for which organisation, known by what. Several of one rung may exist."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="steps")
    rung = models.PositiveSmallIntegerField(choices=Rung.choices)
    proof = models.CharField(_("căn cứ"), max_length=20, choices=Proof.choices)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(_("ghi lúc"))
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.CharField(_("người"), max_length=160, blank=True)
    file = models.ForeignKey(Blob, null=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)

    objects = AppendOnlyQuerySet["DeliveryStep"].as_manager()

    class Meta:
        ordering = ["rung", "at", "pk"]

    def __str__(self) -> str:
        return f"{self.delivery_id}: {self.get_rung_display()}"


class ReportRequest(PublicModel):
    """One report wanted of one organisation: the obligations of a directive that are due on the same day.

    ``reports`` holds the report itself and says here when it was handed in and accepted.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="report_requests")
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="requests")
    round = models.PositiveSmallIntegerField(_("lần báo cáo"))
    due_on = models.DateField(_("hạn báo cáo"), null=True)
    reported_at = models.DateTimeField(_("báo cáo lúc"), null=True)
    accepted_at = models.DateTimeField(_("tiếp nhận lúc"), null=True)
    workdays_late = models.PositiveSmallIntegerField(_("số ngày làm việc chậm"), default=0)

    class Meta:
        verbose_name = _("báo cáo kết quả phải gửi")
        ordering = ["round"]
        constraints = [models.UniqueConstraint(fields=["delivery", "round"], name="report_request_once")]

    def __str__(self) -> str:
        return f"{self.delivery_id} · {self.round}"


# The column of each rung but the first, from the lowest to the highest.
RUNG_FIELDS: dict[Rung, str] = {
    Rung.SENT: "sent_at",
    Rung.DELIVERED: "delivered_at",
    Rung.OPENED: "opened_at",
    Rung.ACKNOWLEDGED: "acknowledged_at",
    Rung.REPORTED: "reported_at",
}
