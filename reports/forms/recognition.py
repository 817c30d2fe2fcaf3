"""Shapes of what is typed about recognition: the decision, refusals, sending back, revoking."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.forms.answers import TypedText
from reports.forms.evidence import DayField
from reports.forms.review import DAY_HELP, day_input, words
from reports.listing import Entry
from reports.models import Recognition

REASON_LENGTH = 2_000


class RefusalForm(forms.Form):
    """A reason beside whoever is refused; everybody else on the list is recognised."""

    use_required_attribute = False

    def __init__(self, *args: Any, entries: list[Entry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.recognitions = [entry.recognition for entry in entries]
        for recognition in self.recognitions:
            self.fields[refused_name(recognition)] = TypedText(
                label=_("Không công nhận %(name)s vì") % {"name": recognition.organisation},
                required=False,
                max_length=1000,
                help_text=_("Để trống nếu được công nhận"),
            )

    def refused(self) -> dict[int, str]:
        """Of everybody with a reason: recognition pk → reason."""
        typed = {one.pk: self.cleaned_data[refused_name(one)] for one in self.recognitions}
        return {pk: reason for pk, reason in typed.items() if reason}

    @property
    def refusals(self) -> list[tuple[Recognition, str]]:
        refused = self.refused()
        return [(one, refused[one.pk]) for one in self.recognitions if one.pk in refused]

    @property
    def recognised_count(self) -> int:
        return len(self.recognitions) - len(self.refused())


class DecisionForm(RefusalForm):
    """Another authority's decision: number, day and signer, its file where there is one, and who is refused."""

    number = TypedText(label=_("Số, ký hiệu quyết định"), max_length=50)
    decided_on = DayField(label=_("Ngày quyết định"), widget=day_input(), help_text=DAY_HELP)
    signer = TypedText(label=_("Người ký"), max_length=120)
    office = TypedText(label=_("Chức vụ người ký"), max_length=120)
    file = forms.FileField(
        label=_("Tệp quyết định"),
        required=False,
        help_text=_("PDF đến 50 MB, giữ nguyên như tải lên"),
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
    )


def refused_name(recognition: Recognition) -> str:
    return f"refused-{recognition.public_id}"


class ReasonForm(forms.Form):
    """Why a list goes back."""

    use_required_attribute = False

    reason = TypedText(label=_("Lý do trả lại"), widget=words(), max_length=REASON_LENGTH)


class RevokeForm(forms.Form):
    use_required_attribute = False

    document = TypedText(label=_("Số, ký hiệu văn bản thu hồi"), max_length=60)
    on = DayField(label=_("Thu hồi từ ngày"), widget=day_input(), help_text=DAY_HELP)
    reason = TypedText(label=_("Lý do thu hồi"), widget=words(), max_length=REASON_LENGTH)
