"""Shapes of what is typed about a breach."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from antt_portal.breaches.keeping import Facts
from antt_portal.breaches.models import Breach
from antt_portal.core.clock import VIETNAM
from antt_portal.core.formats import vn_date, vn_time
from enterprises.forms import day_field, untagged
from enterprises.forms.times import TimeOfDay


class Moment(forms.Form):
    """A day and an hour in Vietnam."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = untagged(self)

    def moment(self) -> datetime:
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"], tzinfo=VIETNAM)


class BreachForm(Moment):
    what = forms.CharField(label=_("Việc gì đã xảy ra"), max_length=200)
    day = day_field(_("Ngày phát hiện"))
    time = TimeOfDay(label=_("Giờ phát hiện"), help_text=_("Thời hạn 72 giờ tính từ đây."))
    affected = forms.CharField(label=_("Dữ liệu của ai, loại gì"), max_length=2000, widget=forms.Textarea({"rows": 3}))
    people_count = forms.IntegerField(
        label=_("Số người bị ảnh hưởng"),
        min_value=0,
        max_value=100_000_000,
        required=False,
        widget=forms.TextInput({"inputmode": "numeric"}),
        help_text=_("Để trống nếu chưa biết."),
    )
    measures = forms.CharField(
        label=_("Đã làm gì để ngăn chặn, khắc phục"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    @staticmethod
    def told(breach: Breach) -> dict[str, Any]:
        known = {name: getattr(breach, name) for name in ("what", "affected", "people_count", "measures")}
        return {**known, "day": vn_date(breach.discovered_at), "time": vn_time(breach.discovered_at)}

    def facts(self) -> Facts:
        told = self.cleaned_data
        return Facts(self.moment(), told["what"], told["affected"], told["people_count"], told["measures"])


class SentForm(Moment):
    number = forms.CharField(label=_("Số, ký hiệu văn bản"), max_length=60)
    day = day_field(_("Ngày gửi"))
    time = TimeOfDay(label=_("Giờ gửi"))


class OutcomeForm(forms.Form):
    use_required_attribute = False

    outcome = forms.CharField(
        label=_("Kết quả"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Vụ chưa báo: ghi vì sao không phải báo."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = untagged(self)
