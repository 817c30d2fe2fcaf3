"""How lists of organisations and of deadlines are narrowed."""

from datetime import date, timedelta
from typing import Any

import django_filters
from crispy_forms.helper import FormHelper
from django import forms
from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from antt_portal.core.folding import search_key
from enterprises.actor import Actor
from enterprises.due import agenda, overdue
from enterprises.models import (
    Board,
    Capacity,
    Deadline,
    DeadlineKind,
    Organisation,
    OrganisationKind,
    Tenancy,
    User,
    Zone,
)
from enterprises.models.deadlines import DeadlineQuerySet

MINE, NOBODY = "mine", "nobody"


class OrganisationFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Tên hoặc mã số thuế"), method="matching")
    kind = django_filters.ChoiceFilter(label=_("Loại"), choices=OrganisationKind.choices, empty_label=_("Mọi loại"))
    zone = django_filters.ModelChoiceFilter(
        label=_("Khu"),
        queryset=Zone.objects.none(),
        method="in_zone",
        to_field_name="public_id",
        empty_label=_("Mọi khu"),
    )

    class Meta:
        model = Organisation
        fields: list[str] = []

    def __init__(self, *args: Any, board: Board, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["zone"].queryset = board.zones.all()
        self.form.fields["zone"].queryset = board.zones.all()
        self.form.helper = FormHelper()
        self.form.helper.form_tag = False
        for field in self.form.fields.values():
            if isinstance(field.widget, forms.TextInput):
                field.widget.attrs["maxlength"] = 100

    def matching(self, rows: QuerySet[Organisation], _name: str, value: str) -> QuerySet[Organisation]:
        """Accent-free over today's name; digits alone also find a tax code."""
        digits = value.strip().replace(" ", "")
        if digits.isdigit():
            return rows.filter(tax_code__startswith=digits)
        return rows.filter(search_key__contains=search_key(value))

    def in_zone(self, rows: QuerySet[Organisation], _name: str, value: Zone) -> QuerySet[Organisation]:
        return rows.filter(tenancies__zone=value, tenancies__valid_to__isnull=True).distinct()


class DeadlineFilter(django_filters.FilterSet):
    """The deadlines of one's own organisation; without a choice those that are open."""

    STATES = (
        ("open", _("Chưa xong")),
        ("late", _("Quá hạn")),
        ("week", _("Tuần này")),
        ("later", _("Sau đó")),
        ("done", _("Đã xong")),
    )

    q = django_filters.CharFilter(label=_("Có chữ"), field_name="title", lookup_expr="icontains")
    kind = django_filters.ChoiceFilter(label=_("Loại"), choices=DeadlineKind.choices, empty_label=_("Mọi loại"))
    assignee = django_filters.ChoiceFilter(label=_("Người phụ trách"), method="assigned_to", empty_label=_("Mọi người"))
    on = django_filters.DateFilter(field_name="due_on")

    class Meta:
        model = Deadline
        fields: list[str] = []

    def __init__(self, data: QueryDict, *, actor: Actor, on: date) -> None:
        self.actor, self.today, self.given = actor, on, data
        self.whole = agenda.own(actor)
        people = User.objects.filter(pk__in=self.whole.order_by().values("assignee")).order_by("full_name", "pk")
        self.people = {str(person.public_id): person for person in people}
        super().__init__(data, self.whole)
        self.filters["assignee"].extra["choices"] = [
            (MINE, _("Tôi phụ trách")),
            (NOBODY, _("Chưa giao ai")),
            *((public_id, person.full_name) for public_id, person in self.people.items()),
        ]
        self.form.fields["q"].widget.attrs["maxlength"] = 100

    @property
    def state(self) -> str:
        """What is listed; of one day everything."""
        if self.given.get("on"):
            return "all"
        asked = self.given.get("state", "")
        return asked if asked in dict(self.STATES) else "open"

    @property
    def week_ends_on(self) -> date:
        return self.today + timedelta(days=6 - self.today.weekday())

    @property
    def rows(self) -> DeadlineQuerySet:
        """In order of their days; what is done with the latest first."""
        rows: DeadlineQuerySet = self.qs
        if self.state == "all":
            return rows
        found = rows.filter(self._conditions[self.state])
        return found.order_by("-closed_at", "-pk") if self.state == "done" else found

    @property
    def _conditions(self) -> dict[str, Q]:
        still = Q(closed_at__isnull=True)
        return {
            "open": still,
            "late": still & Q(due_on__lt=self.today),
            "week": still & Q(due_on__range=(self.today, self.week_ends_on)),
            "later": still & Q(due_on__gt=self.week_ends_on),
            "done": ~still,
        }

    @property
    def tabs(self) -> list[tuple[str, str, int, str]]:
        """Each state with its words, how many there are of all, and the address that lists it."""
        counted = {name: Count("pk", filter=condition) for name, condition in self._conditions.items()}
        counts = self.whole.order_by().aggregate(**counted)
        kept = {name: str(self.given[name]) for name in ("q", "kind", "assignee") if self.given.get(name)}
        found = []
        for name, label in self.STATES:
            address = QueryDict(mutable=True)
            address.update({**kept, "state": name})
            found.append((name, str(label), counts[name], f"?{address.urlencode()}"))
        return found

    @property
    def is_narrowed(self) -> bool:
        return any(self.given.get(name) for name in ("q", "kind", "assignee", "on"))

    def assigned_to(self, rows: DeadlineQuerySet, _name: str, value: str) -> DeadlineQuerySet:
        if value == NOBODY:
            return rows.filter(assignee=None)
        return rows.filter(assignee=self.actor.user if value == MINE else self.people.get(value))


class OverdueFilter(django_filters.FilterSet):
    """What is late, behind one's wall or among one's tenants."""

    BANDS = (("week", _("1–7 ngày")), ("month", _("8–30 ngày")), ("longer", _("Trên 30 ngày")))

    q = django_filters.CharFilter(label=_("Tên tổ chức"), method="named")
    kind = django_filters.ChoiceFilter(label=_("Loại"), choices=DeadlineKind.choices, empty_label=_("Mọi loại"))
    zone = django_filters.ModelChoiceFilter(
        label=_("Khu"),
        queryset=Zone.objects.all(),
        method="in_zone",
        to_field_name="public_id",
        empty_label=_("Mọi khu"),
    )
    investor = django_filters.ModelChoiceFilter(
        label=_("Chủ đầu tư hạ tầng"),
        queryset=Organisation.objects.none(),
        method="of_investor",
        to_field_name="public_id",
        empty_label=_("Mọi chủ đầu tư"),
    )
    band = django_filters.ChoiceFilter(
        label=_("Quá hạn"), choices=BANDS, method="late_by", empty_label=_("Bao nhiêu ngày cũng được")
    )
    organisation = django_filters.UUIDFilter(field_name="organisation__public_id")

    class Meta:
        model = Deadline
        fields: list[str] = []

    def __init__(self, data: QueryDict, *, actor: Actor, on: date) -> None:
        self.on, self.given = on, data
        self.whole = overdue.late_for(actor, on)
        super().__init__(data, self.whole)
        zones = Zone.objects.filter(board=actor.board_id)
        if actor.is_board:
            investors = Organisation.objects.filter(board=actor.board_id, kind=OrganisationKind.INVESTOR)
            self.filters["investor"].queryset = investors.for_list()
        else:
            del self.filters["investor"]
            own = Tenancy.objects.on(on).filter(organisation=actor.organisation, capacity=Capacity.INVESTOR)
            zones = zones.filter(pk__in=own.values("zone"))
        self.filters["zone"].queryset = zones
        self.form.fields["q"].widget.attrs["maxlength"] = 100

    @property
    def query(self) -> str:
        """What was chosen, for the address of the file and of groups: "&" before it."""
        kept = QueryDict(mutable=True)
        for name in self.filters:
            if value := self.given.get(name):
                kept[name] = value
        return f"&{kept.urlencode()}" if kept else ""

    @property
    def is_narrowed(self) -> bool:
        return bool(self.query)

    def named(self, rows: DeadlineQuerySet, _name: str, value: str) -> DeadlineQuerySet:
        return rows.filter(organisation__search_key__contains=search_key(value))

    def in_zone(self, rows: DeadlineQuerySet, _name: str, value: Zone) -> DeadlineQuerySet:
        there = Tenancy.objects.on(self.on).filter(zone=value)
        return rows.filter(organisation__in=there.values("organisation"))

    def of_investor(self, rows: DeadlineQuerySet, _name: str, value: Organisation) -> DeadlineQuerySet:
        return rows.filter(organisation__in=Organisation.objects.tenants_of(value, self.on).values("pk"))

    def late_by(self, rows: DeadlineQuerySet, _name: str, value: str) -> DeadlineQuerySet:
        return rows.filter(overdue.within(value, self.on))
