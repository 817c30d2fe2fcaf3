"""Shapes of what people type about organisations; here what forms of every app share."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

DATE_HELP = _("Ngày/tháng/năm, ví dụ 01/07/2025")


def untagged(form: forms.BaseForm) -> FormHelper:
    """The page writes the form element and its buttons itself."""
    helper = FormHelper(form)
    helper.form_tag = False
    helper.disable_csrf = True
    return helper


def day_field(label: Any, **more: Any) -> forms.DateField:
    """A text field: a native date input follows the browser's language and turns 04/11 into April."""
    widget = forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric", "autocomplete": "off"})
    return forms.DateField(label=label, widget=widget, **{"help_text": DATE_HELP, **more})
