"""Incidents an enterprise reports: who reported what, how it stands, and every version of what was said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from antt_portal.core.actor import Doer
from antt_portal.core.clock import VIETNAM, local_date
from antt_portal.core.models import AppendOnlyModel, AppendOnlyQuerySet, AuditEntry
from antt_portal.core.workdays import evaluation_period, evaluation_year
from antt_portal.core.workflow import StatefulModel
from enterprises.models import BOARD_ROLES, Board, Deadline, DeadlineKind, Organisation, Role, User, Zone
from reports.states import TONES, IncidentStatus


class IncidentType(models.TextChoices):
    STRIKE = "strike", _("Đình công")
    GO_SLOW = "go_slow", _("Lãn công")
    DISPUTE = "dispute", _("Tranh chấp lao động")
    THEFT = "theft", _("Trộm cắp")
    FIGHT = "fight", _("Đánh nhau")
    DRUGS = "drugs", _("Ma túy")
    FIRE = "fire", _("Cháy, nổ")
    ACCIDENT = "accident", _("Tai nạn lao động")
    CHEMICAL = "chemical", _("Sự cố hóa chất")
    ENVIRONMENT = "environment", _("Sự cố môi trường")
    POISONING = "poisoning", _("Ngộ độc")
    SECRETS = "secrets", _("Lộ bí mật")
    FOREIGNER = "foreigner", _("Người nước ngoài vi phạm")
    OTHER = "other", _("Việc khác")


class Told(models.TextChoices):
    """Whom an enterprise may have told before the portal; the board learns of it by the report itself."""

    POLICE = "police", _("Công an")
    FIRE_BRIGADE = "fire_brigade", _("Cảnh sát PCCC (114)")
    AMBULANCE = "ambulance", _("Cấp cứu (115)")
    INVESTOR = "investor", _("Chủ đầu tư hạ tầng")
    UNION = "union", _("Công đoàn")
    COMMITTEE = "committee", _("Ủy ban nhân dân")


@dataclass(frozen=True)
class Tally:
    """How many incidents, how many of them are only signs, and what they cost. What was not said counts as nothing."""

    count: int = 0
    signs: int = 0
    involved: int = 0
    injured: int = 0
    dead: int = 0
    stopped: int = 0
    loss: int = 0

    @property
    def happened(self) -> int:
        return self.count - self.signs


SUMS: Mapping[str, Any] = {
    "count": Count("pk"),
    "signs": Count("pk", filter=Q(is_sign=True)),
    **{f"sum_{name}": Sum(name, default=0) for name in ("involved", "injured", "dead", "stopped", "loss")},
}


def tally_of(row: Mapping[str, Any]) -> Tally:
    return Tally(**{name.removeprefix("sum_"): row[name] for name in SUMS})


def instant(day: date) -> datetime:
    """Midnight in Vietnam at the beginning of ``day``."""
    return datetime.combine(day, time.min, tzinfo=VIETNAM)


class FactsQuerySet(AppendOnlyQuerySet["IncidentVersion"]):
    """What is said of incidents. Take ``current()`` or ``as_of()`` first: one row an incident."""

    def current(self) -> Self:
        return self.filter(number=F("incident__last_number"))

    def as_of(self, moment: datetime) -> Self:
        """What was said at ``moment``: from rows that are only added, so the same moment gives the same answer."""
        later = IncidentVersion.objects.filter(
            incident=OuterRef("incident"), number__gt=OuterRef("number"), recorded_at__lte=moment
        )
        return self.filter(~Exists(later), recorded_at__lte=moment)

    def between(self, start: datetime, end: datetime) -> Self:
        """Of what happened from ``start`` until before ``end``."""
        return self.filter(happened_at__gte=start, happened_at__lt=end)

    def reported_between(self, start: datetime, end: datetime) -> Self:
        return self.filter(incident__reported_at__gte=start, incident__reported_at__lt=end)

    def in_year(self, year: int) -> Self:
        """Of what counts for the evaluation year: it happened from 16/11 of the year before to 15/11."""
        first, last = evaluation_period(year)
        return self.between(instant(first), instant(last + timedelta(days=1)))

    def tally(self) -> Tally:
        return tally_of(self.order_by().aggregate(**SUMS))

    def counts_by_type(self) -> dict[str, Tally]:
        return {row["type"]: tally_of(row) for row in self.order_by().values("type").annotate(**SUMS)}

    def counts_by_zone(self) -> dict[int | None, Tally]:
        """By the primary key of the zone; None for what happened in none."""
        return {row["zone_id"]: tally_of(row) for row in self.order_by().values("zone_id").annotate(**SUMS)}

    def with_severity(self, moment: datetime | None = None) -> Self:
        """``severity`` as last decided (until ``moment``), None while nobody did."""
        return self.annotate(severity=_severity(moment))

    def of_severity(self, severity: str | None) -> Self:
        """As last decided; None for what nobody decided on."""
        return self.annotate(decided=_severity(None)).filter(decided=severity)

    def with_status(self, moment: datetime) -> Self:
        """``status_then``, the status at ``moment``, from the record of acts."""
        moves = AuditEntry.objects.filter(
            subject_kind=Incident._meta.label_lower, subject_id=OuterRef("incident__public_id"), at__lte=moment
        ).exclude(to_status="")
        return self.annotate(status_then=Subquery(moves.order_by("-at", "-pk").values("to_status")[:1]))

    def for_list(self) -> Self:
        """What a row of a list shows: ``severity``, and ``is_asked`` while a question waits for the enterprise."""
        asked = Deadline.objects.open().filter(
            kind=DeadlineKind.INCIDENT,
            subject_kind=Incident._meta.label_lower,
            subject_id=OuterRef("incident__public_id"),
        )
        rows = self.with_severity().annotate(is_asked=Exists(asked))
        return rows.select_related("incident__organisation", "zone").order_by("-happened_at", "-pk")


def _severity(moment: datetime | None) -> Subquery:
    decided = Incident.objects.filter(pk=OuterRef("incident"), decisions__isnull=False)
    if moment:
        decided = decided.filter(decisions__decided_at__lte=moment)
    return Subquery(decided.order_by("-decisions__pk").values("decisions__severity")[:1])


class IncidentQuerySet(models.QuerySet["Incident"]):
    def visible_to(self, actor: Doer) -> Self:
        """Its own organisation, the board, and the agencies that work with the board: all of them at once."""
        behind_the_wall = self.filter(board_id=actor.board_id)
        if actor.role in BOARD_ROLES or actor.role == Role.AGENT:
            return behind_the_wall
        return behind_the_wall.filter(organisation_id=actor.organisation_id)

    def current(self) -> FactsQuerySet:
        """The facts of these incidents as they are said now, one row each."""
        return IncidentVersion.objects.filter(incident__in=self).current()

    def as_of(self, moment: datetime) -> FactsQuerySet:
        """The facts of these incidents as they were said at ``moment``, of those reported by then."""
        return IncidentVersion.objects.filter(incident__in=self).as_of(moment)


class Incident(StatefulModel):
    """Something that happened, or an early sign of it. What is said of it stands in its versions."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="incidents")
    status = models.CharField(_("trạng thái"), max_length=20, choices=IncidentStatus.choices)
    last_number = models.PositiveSmallIntegerField(_("bản mới nhất"), default=1)
    search_key = models.TextField(editable=False, default="")
    reported_at = models.DateTimeField(_("báo lúc"))
    reported_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = IncidentQuerySet.as_manager()

    class Meta:
        verbose_name = _("vụ việc")
        constraints = [
            models.CheckConstraint(condition=Q(status__in=IncidentStatus.values), name="incident_status_known"),
        ]
        indexes = [models.Index(fields=["board", "status", "reported_at"], name="incident_waiting")]

    def __str__(self) -> str:
        return f"{self.organisation} {local_date(self.reported_at):%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        return reverse("reports:incident", args=[self.public_id])

    @property
    def tone(self) -> str:
        return TONES[self.status]

    @property
    def facts(self) -> "IncidentVersion":
        """What is said now; one query."""
        return self.versions.select_related("zone").get(number=self.last_number)


class IncidentVersion(AppendOnlyModel):
    """What was said of an incident: the report is number 1, every correction one more, and none is ever lost.

    Counts and ``loss`` (đồng) are None where nothing was said. ``told`` is Told → instant (ISO) or "" without a time.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("bản"))
    type = models.CharField(_("loại"), max_length=20, choices=IncidentType.choices)
    is_sign = models.BooleanField(_("mới là dấu hiệu"), default=False)
    happened_at = models.DateTimeField(_("xảy ra lúc"))
    zone = models.ForeignKey(Zone, null=True, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(_("địa điểm"), max_length=200)
    text = models.TextField(_("diễn biến"))
    told = models.JSONField(_("đã báo cho"), default=dict)
    involved = models.PositiveIntegerField(_("số người liên quan"), null=True)
    injured = models.PositiveIntegerField(_("số người bị thương"), null=True)
    dead = models.PositiveIntegerField(_("số người chết"), null=True)
    stopped = models.PositiveIntegerField(_("số người ngừng việc"), null=True)
    loss = models.PositiveBigIntegerField(_("thiệt hại, đồng"), null=True)
    reason = models.TextField(_("lý do sửa"), blank=True)
    recorded_at = models.DateTimeField(_("ghi lúc"))
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = FactsQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["incident", "number"], name="incident_version_once"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="incident_correction_has_reason"),
        ]
        indexes = [models.Index(fields=["board", "happened_at"], name="incident_happened")]

    def __str__(self) -> str:
        return f"{self.get_type_display()}, {local_date(self.happened_at):%d/%m/%Y}"

    @property
    def year(self) -> int:
        """The evaluation year it counts for."""
        return evaluation_year(local_date(self.happened_at))
