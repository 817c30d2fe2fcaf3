"""Shapes of what a board types about duties, and an enterprise about what it did."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from antt_portal.core.clock import VIETNAM
from antt_portal.core.due_rules import DueRule, RuleKind, numbers_read
from enterprises.duties.keeping import WRITTEN
from enterprises.forms import day_field, untagged
from enterprises.forms.times import TimeOfDay
from enterprises.models import RecurringDuty

FURTHEST = 366
NUMBERS = ("month", "day", "offset")
LACKING = {
    "month": _("Ghi tháng, từ 1 đến 12."),
    "day": _("Ghi ngày, từ 1 đến 31."),
    "offset": _("Ghi số ngày hoặc số giờ."),
}


def _whole(label: Any, least: int, most: int, **more: Any) -> forms.IntegerField:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, required=False, localize=False, widget=widget, **more
    )


class DutyForm(forms.ModelForm):
    """Numbers that the rule does not read are passed over; those it lacks are asked for."""

    month = _whole(_("Tháng"), 1, 12, help_text=_("Cho quy tắc hằng năm"))
    day = _whole(_("Ngày"), 1, 31, help_text=_("Cho quy tắc hằng năm, hằng tháng"))
    offset = _whole(
        _("Số ngày, số giờ"), -FURTHEST, FURTHEST, help_text=_("Âm là trước; cho quy tắc theo Tết, theo sự việc")
    )
    valid_from = day_field(_("Hiệu lực từ"), required=False)
    valid_to = day_field(_("Hiệu lực đến"), required=False)

    class Meta:
        model = RecurringDuty
        fields = WRITTEN

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = untagged(self)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "rule" in cleaned:
            wanted = numbers_read(RuleKind(cleaned["rule"]))
            for name in NUMBERS:
                if name not in wanted:
                    cleaned[name] = None
                elif cleaned.get(name) is None and name not in self.errors:
                    self.add_error(name, LACKING[name])
            if cleaned["rule"].startswith("event_") and (cleaned.get("offset") or 0) < 0:
                self.add_error("offset", _("Sau sự việc: không được âm."))
        first, last = cleaned.get("valid_from"), cleaned.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("Trước ngày có hiệu lực."))
        return cleaned

    def rule(self) -> DueRule | None:
        """The rule as typed, for showing its days; None while something is wrong with it."""
        if self.errors:
            return None
        return DueRule(RuleKind(self.cleaned_data["rule"]), **{name: self.cleaned_data[name] for name in NUMBERS})

    def _post_clean(self) -> None:
        """Nothing is written into the row here: the verb works on a copy, and checks."""


class VerifyForm(forms.Form):
    basis = forms.CharField(
        label=_("Đã đối chiếu với"), max_length=300, help_text=_("Số, ngày của văn bản; điều, khoản, điểm")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "auto_id": "verify_%s"})
        self.helper = untagged(self)


class DoneForm(forms.Form):
    """Done outside the portal, which files nothing itself."""

    done_on = day_field(_("Ngày làm"))
    note = forms.CharField(
        label=_("Số văn bản, cách gửi"),
        max_length=300,
        required=False,
        help_text=_("Ví dụ: Công văn 12/CV, gửi qua Cổng dịch vụ công"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = untagged(self)


class DutyChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.title)


class EventForm(forms.Form):
    """Something happened: which duty follows, and from when its hours or days count."""

    duty = DutyChoice(
        RecurringDuty.objects.none(), to_field_name="public_id", label=_("Nghĩa vụ phát sinh"), empty_label=None
    )
    day = day_field(_("Xảy ra ngày"))
    time = TimeOfDay(label=_("Giờ"), help_text=_("Giờ:phút, ví dụ 14:05"))

    def __init__(self, *args: Any, duties: QuerySet[RecurringDuty], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["duty"].queryset = duties  # type: ignore[attr-defined]
        self.helper = untagged(self)

    def happened_at(self) -> datetime:
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"], tzinfo=VIETNAM)
