"""Shapes of what a board types about its calendar."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enterprises.forms import day_field, untagged
from enterprises.workdays.day_lists import FIRST_YEAR, LAST_YEAR, LONGEST_NAME, LONGEST_SOURCE
from enterprises.workdays.keeping import Exceptional

KINDS = [("off", _("Ngày nghỉ")), ("working", _("Ngày làm việc (làm bù)"))]


class DayForm(forms.Form):
    """One day that is worked, or not, other than the calendar says."""

    day = day_field(_("Ngày"))
    kind = forms.ChoiceField(label=_("Loại"), choices=KINDS)
    source = forms.CharField(label=_("Căn cứ"), max_length=LONGEST_SOURCE, help_text=_("Số, ngày của văn bản"))
    name = forms.CharField(label=_("Tên gọi"), max_length=LONGEST_NAME, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = untagged(self)

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(_("Năm phải từ 2020 đến 2100."))
        return day

    def exceptional(self) -> Exceptional:
        typed = self.cleaned_data
        return Exceptional(typed["day"], typed["kind"] == "working", typed["source"].strip(), typed["name"].strip())


class DayListForm(forms.Form):
    """The decision of a year, pasted or as a file."""

    rows = forms.CharField(
        label=_("Dán các dòng"),
        required=False,
        strip=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_("Mỗi dòng: ngày, loại (nghỉ hoặc làm việc), căn cứ, tên gọi nếu có. Sao chép thẳng từ Excel được."),
    )
    file = forms.FileField(
        label=_("Hoặc chọn tệp Excel, CSV"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = untagged(self)
