"""How the review queue is narrowed. What is chosen lives in the address, so that a list can be kept and passed on."""

from datetime import date
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import Exists, OuterRef
from django.forms import CheckboxInput
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from antt_portal.core.folding import search_key
from antt_portal.core.workdays import evaluation_year
from enterprises.actor import Actor
from enterprises.models import Membership, User, Zone
from reports.models import Report, ReportKind, ReportStatus
from reports.models.reports import ReportQuerySet
from reports.permissions import REVIEWERS
from reports.queueing import in_order, is_oldest_first
from reports.reviewers import reviewers_of
from reports.states import FILED

ALL, MINE, NOBODY = "all", "mine", "nobody"
YEARS_BACK = 6
# Parameters of the address that choose what a list holds; the page of it is another matter.
CHOSEN = ("status", "kind", "year", "zone", "assignee", "late", "q")


class QueueFilter(django_filters.FilterSet):
    """One's own zones and what waits for review, unless the address says otherwise."""

    q = django_filters.CharFilter(label=_("Tên doanh nghiệp"), method="named")
    status = django_filters.ChoiceFilter(label=_("Trạng thái"), method="in_status", empty_label=None)
    kind = django_filters.ChoiceFilter(label=_("Loại"), choices=ReportKind.choices, empty_label=_("Mọi loại"))
    year = django_filters.ChoiceFilter(label=_("Năm"), empty_label=_("Mọi năm"))
    zone = django_filters.ChoiceFilter(label=_("Khu"), method="in_zone", empty_label=None)
    assignee = django_filters.ChoiceFilter(label=_("Người thẩm định"), method="assigned_to", empty_label=_("Mọi người"))
    late = django_filters.BooleanFilter(label=_("Chỉ hồ sơ quá hạn"), method="overdue", widget=CheckboxInput)

    class Meta:
        model = Report
        fields: list[str] = []

    def __init__(self, data: QueryDict, *, actor: Actor, on: date) -> None:
        self.actor, self.on = actor, on
        own = Exists(Membership.zones.through.objects.filter(zone=OuterRef("pk"), membership=actor.membership))
        self.zones = list(Zone.objects.filter(board=actor.board_id).annotate(is_own=own))
        self.own_zones = [zone for zone in self.zones if zone.is_own and actor.role in REVIEWERS]
        self.reviewers = list(reviewers_of(actor.board_id, on))
        self.given = data
        chosen = data.copy()
        chosen.setdefault("status", ReportStatus.SUBMITTED)
        chosen.setdefault("zone", MINE if self.own_zones else ALL)
        super().__init__(chosen, Report.objects.visible_to(actor))
        for name, choices in self._choices().items():
            self.filters[name].extra["choices"] = choices

    def _choices(self) -> dict[str, list[tuple[Any, Any]]]:
        newest = evaluation_year(self.on) + 1
        mine = [(MINE, _("Khu phụ trách"))] if self.own_zones else []
        return {
            "status": [(value, label) for value, label in ReportStatus.choices if value in FILED]
            + [(ALL, _("Tất cả"))],
            "year": [(year, str(year)) for year in range(newest, newest - YEARS_BACK, -1)],
            "zone": [*mine, (ALL, _("Mọi khu")), *((str(zone.public_id), zone.name) for zone in self.zones)],
            "assignee": [
                (MINE, _("Tôi phụ trách")),
                (NOBODY, _("Chưa có ai")),
                *((str(user.public_id), user.full_name) for user in self.reviewers),
            ],
        }

    @property
    def listed(self) -> str:
        """The status listed; an unknown one in the address lists all."""
        return str(self.form.cleaned_data.get("status", ALL)) if self.form.is_valid() else ALL

    @property
    def oldest_first(self) -> bool:
        return is_oldest_first(self.listed)

    @property
    def found(self) -> ReportQuerySet:
        return in_order(self.qs, oldest_first=self.oldest_first)

    @property
    def rows(self) -> ReportQuerySet:
        """All of them, with what a row shows."""
        return self.found.for_queue(self.on)

    def shown(self, keys: list[int]) -> ReportQuerySet:
        """Those of them, with what a row shows."""
        return Report.objects.filter(pk__in=keys).for_queue(self.on)

    @property
    def query(self) -> str:
        """The part of an address that leads back to this list; defaults are not in it."""
        return self._chosen().urlencode()

    def _chosen(self) -> QueryDict:
        chosen = QueryDict(mutable=True)
        for name in CHOSEN:
            if value := self.given.get(name):
                chosen[name] = value
        return chosen

    @property
    def tabs(self) -> list[tuple[str, str, str]]:
        """Each status with its words and the address of its list, everything else chosen staying."""
        found = []
        for value, label in self.form.fields["status"].choices:
            chosen = self._chosen()
            chosen["status"] = value
            found.append((value, str(label), f"?{chosen.urlencode()}"))
        return found

    @property
    def zone_words(self) -> str:
        choices = dict(self.form.fields["zone"].choices)
        return str(choices.get(self.form["zone"].value(), _("Mọi khu")))

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the status was chosen."""
        return any(self.given.get(name) for name in CHOSEN if name != "status")

    def named(self, rows: ReportQuerySet, _name: str, value: str) -> ReportQuerySet:
        return rows.filter(organisation__search_key__contains=search_key(value))

    def in_status(self, rows: ReportQuerySet, _name: str, value: str) -> ReportQuerySet:
        return rows if value == ALL else rows.filter(status=value)

    def in_zone(self, rows: ReportQuerySet, _name: str, value: str) -> ReportQuerySet:
        if value == ALL:
            return rows
        if value == MINE:
            return rows.in_zones(self.own_zones, on=self.on, or_in_none=True)
        return rows.in_zones(self._zones_called(value), on=self.on)

    def assigned_to(self, rows: ReportQuerySet, _name: str, value: str) -> ReportQuerySet:
        if value == NOBODY:
            return rows.filter(assignee=None)
        return rows.filter(assignee=self.actor.user if value == MINE else self._reviewer_called(value))

    def overdue(self, rows: ReportQuerySet, _name: str, value: bool) -> ReportQuerySet:
        return rows.review_overdue_on(self.on) if value else rows

    def _zones_called(self, value: str) -> list[Zone]:
        return [zone for zone in self.zones if zone.public_id == UUID(value)]

    def _reviewer_called(self, value: str) -> User | None:
        return next((user for user in self.reviewers if user.public_id == UUID(value)), None)
