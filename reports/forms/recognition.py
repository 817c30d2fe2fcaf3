"""Shapes of what is typed about recognition: the decision, refusals, sending back, revoking."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enterprises.forms import day_field, untagged
from reports.models import Recognition


class DecisionForm(forms.Form):
    """Number, day and signer of the decision; its file where there is one; a reason beside whoever is refused."""

    number = forms.CharField(label=_("Số, ký hiệu quyết định"), max_length=60)
    decided_on = day_field(_("Ngày quyết định"))
    signer = forms.CharField(label=_("Người ký"), max_length=120)
    office = forms.CharField(label=_("Chức vụ người ký"), max_length=120)
    file = forms.FileField(
        label=_("Tệp quyết định"),
        required=False,
        help_text=_("PDF đến 50 MB, giữ nguyên như tải lên"),
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf"}),
    )

    def __init__(self, *args: Any, recognitions: list[Recognition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.recognitions = recognitions
        for recognition in recognitions:
            self.fields[_refused_name(recognition)] = forms.CharField(
                label=_("Không công nhận %(name)s vì") % {"name": recognition.organisation},
                required=False,
                max_length=1000,
                help_text=_("Để trống nếu được công nhận"),
            )
        self.helper = untagged(self)

    def refused(self) -> dict[int, str]:
        """Of everybody with a reason: recognition pk → reason."""
        typed = {one.pk: self.cleaned_data[_refused_name(one)].strip() for one in self.recognitions}
        return {pk: reason for pk, reason in typed.items() if reason}


def _refused_name(recognition: Recognition) -> str:
    return f"refused-{recognition.public_id}"


class ReasonForm(forms.Form):
    """Why a list goes back."""

    reason = forms.CharField(label=_("Lý do trả lại"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = untagged(self)


class RevokeForm(forms.Form):
    document = forms.CharField(label=_("Số, ký hiệu văn bản thu hồi"), max_length=60)
    on = day_field(_("Thu hồi từ ngày"))
    reason = forms.CharField(label=_("Lý do thu hồi"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = untagged(self)
