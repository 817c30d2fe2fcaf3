"""Hours as people write them."""

import re
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

CLOCK_TIME = re.compile(r"([01]?\d|2[0-3]) ?[:hg.] ?([0-5]\d)|([01]\d|2[0-3])([0-5]\d)|([01]?\d|2[0-3]) ?[hg]")


class TimeOfDay(forms.CharField):
    """An hour as people write it: 14:05, 14h05, 1405, 9h."""

    default_error_messages = {"invalid": _("Không phải giờ. Ghi giờ:phút, ví dụ 14:05.")}

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        match = CLOCK_TIME.fullmatch(text.strip().lower())
        if match is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        hour, minute = [part for part in match.groups() if part is not None] + ["0"] * (match[5] is not None)
        return time(int(hour), int(minute))
