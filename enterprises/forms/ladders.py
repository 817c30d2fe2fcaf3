"""Shapes of what a board types about the steps of a ladder: one form per step."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from enterprises.forms import day_field
from enterprises.models import Audience, Wording
from enterprises.reminding.ladders import MAX_STEPS, Step, faults

BLANK_ROWS = 3
FURTHEST_DAYS, FURTHEST_HOURS = 400, 240
NUMBER = {"inputmode": "numeric", "autocomplete": "off"}


class StepForm(forms.Form):
    """A row without an audience is no step."""

    days = forms.IntegerField(
        label=_("Số ngày so với hạn"),
        min_value=-FURTHEST_DAYS,
        max_value=FURTHEST_DAYS,
        required=False,
        localize=False,
        widget=forms.TextInput(attrs=NUMBER),
    )
    hours = forms.IntegerField(
        label=_("Hoặc số giờ"),
        min_value=-FURTHEST_HOURS,
        max_value=FURTHEST_HOURS,
        required=False,
        localize=False,
        widget=forms.TextInput(attrs=NUMBER),
    )
    audience = forms.ChoiceField(label=_("Người nhận"), choices=[("", "–"), *Audience.choices], required=False)
    wording = forms.ChoiceField(label=_("Loại lời nhắc"), choices=Wording.choices, required=False)
    is_urgent = forms.BooleanField(label=_("Gửi ngay, kể cả ban đêm và ngày nghỉ"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("DELETE"):
            return cleaned
        days, hours = cleaned.get("days"), cleaned.get("hours")
        if cleaned.get("audience") and not self.errors:
            if days is None and hours is None:
                self.add_error("days", _("Ghi số ngày: âm là trước hạn, 0 là ngày hạn."))
            if not cleaned.get("wording"):
                self.add_error("wording", _("Chọn loại lời nhắc."))
        elif (days is not None or hours is not None) and not self.errors:
            self.add_error("audience", _("Chọn người nhận, hoặc xóa số ngày."))
        return cleaned

    def step(self) -> Step | None:
        typed = self.cleaned_data
        if typed.get("DELETE") or not typed.get("audience"):
            return None
        hours = typed.get("hours")
        return Step(
            days=typed.get("days") or 0,
            hours=hours,
            audience=Audience(typed["audience"]),
            wording=Wording(typed["wording"]),
            is_urgent=typed["is_urgent"],
        )


class BaseStepFormSet(forms.BaseFormSet):
    def steps(self) -> list[Step]:
        """Those of a set without errors, in their order before and after the day due."""
        found = [step for form in self.forms if (step := form.step())]
        return sorted(found, key=lambda one: (one.place, one.audience))

    def clean(self) -> None:
        if any(self.errors):
            return
        # A ladder with one fault has it often: for every step that lacks what stands before it.
        said = dict.fromkeys(str(text) for text in faults(self.steps()))
        if said:
            raise forms.ValidationError(list(said))


_StepFormSet = forms.formset_factory(
    StepForm,
    formset=BaseStepFormSet,
    extra=BLANK_ROWS,
    can_delete=True,
    max_num=MAX_STEPS + BLANK_ROWS,
    absolute_max=2 * MAX_STEPS,
)
# What the factory makes of the base is a base too, which its types do not say.
StepFormSet = cast("type[BaseStepFormSet]", _StepFormSet)


def initial(steps: Sequence[Step]) -> list[dict[str, Any]]:
    return [
        {
            "days": one.days if one.hours is None else None,
            "hours": one.hours,
            "audience": one.audience,
            "wording": one.wording,
            "is_urgent": one.is_urgent,
        }
        for one in steps
    ]


class SampleForm(forms.Form):
    """A day due, to see on which days its steps come."""

    due_on = day_field(_("Thử với ngày hạn"))
