"""Daily reports of a campaign: who owes one for which day, every version of what was said, and the board's own."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from antt_portal.core.actor import Doer
from antt_portal.core.models import AppendOnlyModel, AppendOnlyQuerySet
from antt_portal.core.public_id import PublicModel
from directives.models import Campaign, Delivery
from enterprises.models import BOARD_ROLES, Board, Organisation, User
from reports.models.incidents import IncidentType


class DailyReportQuerySet(models.QuerySet["DailyReport"]):
    def visible_to(self, actor: Doer) -> Self:
        """Its own organisation and the board. An investor sees no other investor's."""
        behind_the_wall = self.filter(board_id=actor.board_id)
        if actor.role in BOARD_ROLES:
            return behind_the_wall
        return behind_the_wall.filter(organisation_id=actor.organisation_id)

    def wanted_at(self, moment: datetime) -> Self:
        """Opened by then. Nobody misses a day whose letters were all recalled before it was due."""
        over = Q(ended_at__lte=OuterRef("due_at")) & Q(ended_at__lte=moment)
        asked = Delivery.objects.filter(
            ~over, organisation=OuterRef("organisation"), directive__campaign=OuterRef("campaign")
        )
        said = DailyReportVersion.objects.filter(report=OuterRef("pk"), recorded_at__lte=moment)
        return self.filter(Exists(asked) | Exists(said), opened_at__lte=moment)


class DailyReport(PublicModel):
    """One day of one organisation in a campaign: wanted when opened, due that evening. What is said is in its versions.

    ``last_number`` is 0 until the first of them.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="daily_reports")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="daily_reports")
    day = models.DateField(_("ngày"))
    due_at = models.DateTimeField(_("hạn"))
    opened_at = models.DateTimeField(_("mở lúc"))
    last_number = models.PositiveSmallIntegerField(_("bản mới nhất"), default=0, db_default=0)

    objects = DailyReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("báo cáo hằng ngày")
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "organisation", "day"], name="daily_report_once"),
        ]
        indexes = [models.Index(fields=["campaign", "day"], name="daily_report_of_day")]

    def __str__(self) -> str:
        return f"{self.organisation} {self.day:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        return reverse("reports:daily-report", args=[self.public_id])


class DailyVersionQuerySet(AppendOnlyQuerySet["DailyReportVersion"]):
    def as_of(self, moment: datetime) -> Self:
        """What was said at ``moment``, one row a report."""
        later = DailyReportVersion.objects.filter(
            report=OuterRef("report"), number__gt=OuterRef("number"), recorded_at__lte=moment
        )
        return self.filter(~Exists(later), recorded_at__lte=moment)


class DailyReportVersion(AppendOnlyModel):
    """What an organisation said of a day: the report is number 1, every correction one more.

    ``counts`` is type → [incidents, signs among them], taken from what it had reported by then, never typed; empty for
    a day without any.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    report = models.ForeignKey(DailyReport, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("bản"))
    counts: Any = models.JSONField(_("số vụ việc theo loại"), default=dict)
    note = models.TextField(_("tình hình trong ngày"), blank=True)
    recorded_at = models.DateTimeField(_("ghi lúc"))
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = DailyVersionQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="daily_version_once")]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.number}"

    @property
    def says_nothing(self) -> bool:
        """“Không có vụ việc”."""
        return not self.counts and not self.note

    @property
    def named_counts(self) -> list[tuple[Any, int, int]]:
        """Label, incidents, signs among them."""
        return name_counts(self.counts)

    @property
    def incident_count(self) -> int:
        return sum(int(count) for count, _signs in self.counts.values())


def name_counts(counts: Mapping[str, list[int]]) -> list[tuple[Any, int, int]]:
    return [(IncidentType(kind).label, count, signs) for kind, (count, signs) in counts.items()]


class DailyCompile(PublicModel, AppendOnlyModel):
    """The board's own report of a day, with the figures as they were at ``at``; made again it is one more."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="daily_compiles")
    day = models.DateField(_("ngày"))
    number = models.PositiveSmallIntegerField(_("lần"))
    at = models.DateTimeField(_("lúc"))
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(_("nhận định, đề xuất"), blank=True)

    objects = AppendOnlyQuerySet["DailyCompile"].as_manager()

    class Meta:
        verbose_name = _("báo cáo ngày của Ban")
        ordering = ["day", "number"]
        constraints = [models.UniqueConstraint(fields=["campaign", "day", "number"], name="daily_compile_once")]

    def __str__(self) -> str:
        return f"{self.campaign} {self.day:%d/%m/%Y}"
