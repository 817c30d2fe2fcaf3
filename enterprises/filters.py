"""How the list of organisations is narrowed."""

from typing import Any

import django_filters
from crispy_forms.helper import FormHelper
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from antt_portal.core.folding import search_key
from enterprises.models import Board, Organisation, OrganisationKind, Zone


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
