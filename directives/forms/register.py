"""Shapes of what is asked and typed on the register of outgoing documents."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from directives.models import EntryState, RegisterEntry, SeriesGroup
from directives.writing.numbering import MOST_AT_ONCE
from enterprises.forms import untagged

REASON_LENGTH = 300


class RegisterFilter(forms.Form):
    """Which series is shown, and which of its rows. What makes no sense is as if it were not there."""

    group = forms.ChoiceField(label=_("Nhóm văn bản"), choices=SeriesGroup.choices, required=False)
    year = forms.TypedChoiceField(label=_("Năm"), coerce=int, required=False)
    state = forms.ChoiceField(
        label=_("Tình trạng"), choices=[("", _("Tất cả các số")), *EntryState.choices], required=False
    )

    def __init__(self, data: QueryDict, *, years: Iterable[int], this_year: int) -> None:
        defaults = {"group": SeriesGroup.LETTERS.value, "year": str(this_year), "state": ""}
        super().__init__({name: data.get(name) or default for name, default in defaults.items()})
        known = sorted({*years, this_year}, reverse=True)
        self.fields["year"].choices = [(year, str(year)) for year in known]  # type: ignore[attr-defined]
        self.is_valid()
        self.chosen_group = SeriesGroup(self.cleaned_data.get("group") or SeriesGroup.LETTERS)
        self.chosen_year = int(self.cleaned_data.get("year") or this_year)
        self.chosen_state = str(self.cleaned_data.get("state", ""))
        self.helper = untagged(self)


class ReserveForm(forms.Form):
    use_required_attribute = False

    group = forms.ChoiceField(label=_("Nhóm văn bản"), choices=SeriesGroup.choices)
    count = forms.IntegerField(label=_("Giữ trước mấy số"), min_value=1, max_value=MOST_AT_ONCE, localize=False)
    reason = forms.CharField(label=_("Lý do"), max_length=REASON_LENGTH)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "auto_id": "reserve_%s"})
        self.helper = untagged(self)


class SkipForm(forms.Form):
    use_required_attribute = False

    reason = forms.CharField(label=_("Lý do bỏ số"), max_length=REASON_LENGTH)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = untagged(self)


class EntryForm(forms.ModelForm):
    """Columns 7 and 9."""

    use_required_attribute = False

    class Meta:
        model = RegisterEntry
        fields = ("copies", "receipt_note")
        help_texts = {"receipt_note": _("Người nhận và ngày nhận, hoặc số vận đơn")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = untagged(self)
