"""The head's word when handing in."""

from django import forms
from django.utils.translation import gettext_lazy as _


class HandInForm(forms.Form):
    use_required_attribute = False

    truthful = forms.BooleanField(
        label=_("Đã đọc toàn bộ và xác nhận nội dung đúng với thực tế."),
        error_messages={"required": _("Đánh dấu ô xác nhận rồi mới nộp được.")},
    )
