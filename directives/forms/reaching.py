"""Shapes of what is typed about paper that was handed over, and of a one-time code."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directives.arriving.handing_paper import Taken
from directives.forms.letter import one_line
from directives.models import Proof
from enterprises.forms import untagged

ACCEPTED = ".pdf,.jpg,.jpeg,.png,.heic"
MOMENT = "%d/%m/%Y %H:%M"
LONGEST_CODE = 20  # with the spaces that people type


class HandOverForm(forms.Form):
    """Whether the time is possible is for the verb to say."""

    use_required_attribute = False

    person = forms.CharField(
        label=_("Người nhận"), max_length=160, help_text=_("Họ và tên người ký nhận bên doanh nghiệp")
    )
    office = forms.CharField(label=_("Chức vụ"), max_length=120, required=False)
    at = forms.DateTimeField(
        label=_("Nhận lúc"),
        input_formats=[MOMENT],
        help_text=_("Ngày/tháng/năm giờ:phút, ví dụ 09/03/2026 14:30"),
        widget=forms.DateTimeInput(format=MOMENT, attrs={"autocomplete": "off"}),
        error_messages={"invalid": _("Ghi dạng ngày/tháng/năm giờ:phút, ví dụ 09/03/2026 14:30.")},
    )
    proof = forms.ChoiceField(
        label=_("Căn cứ"),
        choices=[
            (Proof.PAPER_SLIP, _("Phiếu giao nhận có chữ ký: là đã xác nhận")),
            (Proof.PAPER_PHOTO, _("Ảnh lúc giao: là đã nhận, chưa xác nhận")),
        ],
        widget=forms.RadioSelect,
    )
    file = forms.FileField(
        label=_("Phiếu hoặc ảnh"),
        help_text=_("PDF hoặc ảnh đến 50 MB, giữ nguyên như tải lên"),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = untagged(self)

    def taken(self) -> Taken:
        """Call when valid."""
        said = self.cleaned_data
        return Taken(
            person=one_line(said["person"]), office=one_line(said["office"]), at=said["at"], proof=Proof(said["proof"])
        )


class CodeForm(forms.Form):
    use_required_attribute = False

    code = forms.CharField(
        label=_("Mã trong thư"),
        max_length=LONGEST_CODE,
        help_text=_("6 chữ số, dùng được 10 phút kể từ lúc gửi"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "num"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = untagged(self)
