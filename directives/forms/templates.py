"""What is asked of a template besides its text."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enterprises.forms import untagged


class TemplateForm(forms.Form):
    name = forms.CharField(label=_("Tên mẫu"), max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = untagged(self)
