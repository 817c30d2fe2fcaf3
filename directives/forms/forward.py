"""Shapes of what an investor types before it forwards: the covering letter, who gets it, the letter as signed."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from directives.forms.letter import one_line, typed
from directives.forwarding.covering import Covering
from directives.forwarding.listing import Choice
from directives.forwarding.passing_on import REASON_LENGTH
from enterprises.forms import day_field, untagged
from enterprises.models import Delegation

NOTE_LENGTH = 2000
# The number of a field: "why-<public id of the tenant>".
REASON_PREFIX = "why-"
SIGNED_ACCEPTED = ".pdf,.jpg,.jpeg,.png"


class CoveringForm(forms.Form):
    """Nothing is required to save; what is missing is said when it is to go out."""

    use_required_attribute = False

    note = forms.CharField(
        label=_("Đặt sau danh sách văn bản; không sửa được nội dung công văn"),
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    number = forms.IntegerField(
        label=_("Số"),
        min_value=1,
        max_value=999_999,
        required=False,
        help_text=_("Theo sổ văn bản đi của doanh nghiệp"),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    symbol = forms.CharField(label=_("Ký hiệu"), max_length=30, required=False, help_text=_("Ví dụ: HTNS-KD"))
    dated_on = day_field(_("Ngày ký"), required=False)
    delegation = forms.ChoiceField(label=_("Người ký"), required=False)
    office = forms.CharField(
        label=_("Chức vụ người ký"), max_length=120, required=False, help_text=_("In hoa trên thư chuyển")
    )
    signer = forms.CharField(label=_("Họ và tên người ký"), max_length=120, required=False)

    def __init__(self, *args: Any, delegations: list[Delegation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.delegations = {str(one.public_id): one for one in delegations}
        if delegations:
            choices = [(key, f"{one.user} · {one.office}") for key, one in self.delegations.items()]
            self.fields["delegation"].choices = [("", _("Ghi tên người khác bên dưới")), *choices]  # type: ignore[attr-defined]
        else:
            del self.fields["delegation"]
        self.helper = untagged(self)

    @classmethod
    def showing(cls, covering: Covering, delegations: list[Delegation]) -> "CoveringForm":
        return cls(initial=vars(covering), delegations=delegations)

    def covering(self) -> Covering:
        """Call when valid. The words of a delegation are its own, whatever was typed beside it."""
        said = self.cleaned_data
        words = {"authority": "", "office": one_line(said["office"]).upper(), "signer": one_line(said["signer"])}
        key = said.get("delegation", "")
        if signs := self.delegations.get(key):
            name = signs.user.full_name
            words = {"authority": signs.authority_line or "", "office": signs.office_line, "signer": name}
        return Covering(
            note=typed(said["note"]),
            number=said["number"],
            symbol=one_line(said["symbol"]),
            dated_on=said["dated_on"],
            delegation=key,
            **words,
        )


class SignedForm(forms.Form):
    use_required_attribute = False

    signed = forms.FileField(
        label=_("Bản ký của thư chuyển"),
        required=False,
        help_text=_("PDF có chữ ký số hoặc bản chụp, đến 50 MB, giữ nguyên như tải lên"),
        widget=forms.FileInput(attrs={"accept": SIGNED_ACCEPTED}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = untagged(self)


def choice_of(data: QueryDict) -> Choice:
    """Who was chosen on the page, and the reasons typed for others."""
    reasons = {
        name.removeprefix(REASON_PREFIX): one_line(value)[:REASON_LENGTH]
        for name, value in data.items()
        if name.startswith(REASON_PREFIX) and isinstance(value, str)
    }
    return Choice(frozenset(data.getlist("to")), reasons)
