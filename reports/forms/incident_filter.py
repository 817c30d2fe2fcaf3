"""Which incidents a list shows. Anything not understood in the address shows all."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from antt_portal.core.folding import search_key
from antt_portal.core.workdays import evaluation_year
from enterprises.actor import Actor
from enterprises.models import Zone
from reports.models import Incident, IncidentStatus, IncidentType, Severity
from reports.models.incidents import FactsQuerySet, instant

MONTHS_BACK, YEARS_BACK = 24, 6
UNDECIDED = "undecided"
INCIDENT, SIGN = "incident", "sign"
STATUSES = [("", _("Tất cả")), *IncidentStatus.choices]


def _first_of_month(day: date, back: int) -> date:
    months = day.year * 12 + day.month - 1 - back
    return date(months // 12, months % 12 + 1, 1)


class AddressForm(forms.Form):
    """Choices kept in the address: none of them is wanted, and one that does not exist is none."""

    zone = forms.ChoiceField(label=_("Khu"), required=False)
    type = forms.ChoiceField(label=_("Loại"), choices=[("", _("Mọi loại")), *IncidentType.choices], required=False)

    def __init__(self, data: QueryDict, *, actor: Actor, **choices: list[tuple[str, Any]]) -> None:
        super().__init__(data)
        self.actor = actor
        self.zones = list(Zone.objects.filter(board=actor.board_id))
        choices["zone"] = [("", _("Mọi khu")), *((str(zone.public_id), zone.name) for zone in self.zones)]
        for name, values in choices.items():
            self.fields[name].choices = values  # type: ignore[attr-defined]

    def asked(self, name: str) -> str:
        """What was chosen; "" for nothing, and for what cannot be chosen."""
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))

    def of_zone_and_type(self, facts: FactsQuerySet) -> FactsQuerySet:
        for name, column in (("type", "type"), ("zone", "zone__public_id")):
            if value := self.asked(name):
                facts = facts.filter(**{column: value})
        return facts


class IncidentFilter(AddressForm):
    """Which incidents the list shows: ``narrow``."""

    q = forms.CharField(label=_("Tên doanh nghiệp"), required=False, max_length=100)
    status = forms.ChoiceField(label=_("Trạng thái"), choices=STATUSES, required=False)
    month = forms.ChoiceField(label=_("Tháng xảy ra"), required=False)
    severity = forms.ChoiceField(
        label=_("Mức độ"),
        choices=[("", _("Mọi mức độ")), *Severity.choices, (UNDECIDED, _("Chưa kết luận"))],
        required=False,
    )
    what = forms.ChoiceField(
        label=_("Vụ việc, dấu hiệu"),
        choices=[("", _("Cả hai")), (INCIDENT, _("Đã xảy ra")), (SIGN, _("Mới là dấu hiệu"))],
        required=False,
    )

    def __init__(self, data: QueryDict, *, actor: Actor, on: date) -> None:
        super().__init__(data, actor=actor, month=[("", _("Mọi tháng")), *_months(on)])

    @property
    def listed(self) -> str:
        return self.asked("status")

    @property
    def chosen(self) -> dict[str, str]:
        """Everything but the status."""
        return {name: self.asked(name) for name in self.fields if name != "status" and self.asked(name)}

    @property
    def tabs(self) -> list[tuple[str, Any, str]]:
        """Each status with its words and the address of its list, everything else chosen staying."""
        return [(value, label, "?" + urlencode({"status": value, **self.chosen})) for value, label in STATUSES]

    def narrow(self) -> FactsQuerySet:
        facts = self.of_zone_and_type(Incident.objects.visible_to(self.actor).current().for_list())
        if status := self.listed:
            facts = facts.filter(incident__status=status)
        if words := search_key(self.asked("q")):
            facts = facts.filter(organisation__search_key__contains=words)
        if what := self.asked("what"):
            facts = facts.filter(is_sign=what == SIGN)
        if month := self.asked("month"):
            first = date.fromisoformat(f"{month}-01")
            facts = facts.between(instant(first), instant(_first_of_month(first, -1)))
        if severity := self.asked("severity"):
            facts = facts.of_severity(None if severity == UNDECIDED else severity)
        return facts


def _months(on: date) -> list[tuple[str, str]]:
    """This month and those before it, the latest first."""
    firsts = [_first_of_month(on, back) for back in range(MONTHS_BACK)]
    return [(f"{first:%Y-%m}", f"{first:%m/%Y}") for first in firsts]


class FiguresFilter(AddressForm):
    """Of which evaluation year, zone and type the figures are."""

    year = forms.ChoiceField(label=_("Năm đánh giá"), required=False)

    def __init__(self, data: QueryDict, *, actor: Actor, on: date) -> None:
        self.present = evaluation_year(on)
        years = range(self.present, self.present - YEARS_BACK, -1)
        super().__init__(data, actor=actor, year=[(str(year), str(year)) for year in years])

    @property
    def chosen_year(self) -> int:
        return int(self.asked("year") or self.present)

    def narrow(self) -> FactsQuerySet:
        visible = Incident.objects.visible_to(self.actor).current().in_year(self.chosen_year)
        return self.of_zone_and_type(visible)
