"""What a person says about a file, and how the library is searched."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from antt_portal.core.figures.notation import read_date
from antt_portal.core.formats import vn_date
from reports.forms.answers import TypedText
from reports.models import Evidence


class DayField(forms.CharField):
    """A day as people write it: 24/10/2026, 24-10-2026, 24102026. A native date input would turn 04/11 into April."""

    default_error_messages = {"invalid": _("Không phải ngày. Ghi ngày/tháng/năm, năm đủ bốn chữ số, ví dụ 24/10/2026.")}

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        day = read_date(text)
        if day is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return day


class EvidenceForm(forms.Form):
    """Title and expiry of one file."""

    use_required_attribute = False

    title = TypedText(
        label=_("Tên minh chứng"),
        required=False,
        widget=forms.TextInput({"class": "form-control", "autocomplete": "off"}),
        max_length=200,
        help_text=_("Để trống thì dùng tên tệp. Không ghi tên, số giấy tờ của người lao động."),
    )
    expires_on = DayField(
        label=_("Hết hạn ngày"),
        required=False,
        widget=forms.TextInput({"class": "form-control", "inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("Ngày/tháng/năm. Để trống nếu không có thời hạn."),
    )

    @classmethod
    def of(cls, evidence: Evidence) -> "EvidenceForm":
        expires = vn_date(evidence.expires_on) if evidence.expires_on else ""
        return cls(initial={"title": evidence.title, "expires_on": expires})


class LibraryFilter(forms.Form):
    """Which files of the library to show. Anything not understood shows all."""

    STATES = [
        ("", _("Tất cả")),
        ("expired", _("Đã hết hạn")),
        ("soon", _("Sắp hết hạn")),
        ("unconfirmed", _("Chưa xác nhận cho năm nay")),
        ("unused", _("Chưa dùng ở đâu")),
    ]

    q = forms.CharField(label=_("Tìm theo tên"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("Tình trạng"), choices=STATES, required=False)

    def asked(self, name: str) -> str:
        return str(self.cleaned_data.get(name, "")) if self.is_valid() else ""
