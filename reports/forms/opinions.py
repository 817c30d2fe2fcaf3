"""What an agency answers when it is asked about a dossier."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.forms.answers import TypedText
from reports.forms.review import COMMENT_LENGTH, words
from reports.models import Stance


class OpinionForm(forms.Form):
    """Anything but agreement has words."""

    use_required_attribute = False

    stance = forms.ChoiceField(label=_("Ý kiến"), choices=Stance.choices, widget=forms.RadioSelect)
    text = TypedText(
        label=_("Nội dung ý kiến"),
        required=False,
        max_length=COMMENT_LENGTH,
        widget=words(6),
        help_text=_("Không bắt buộc khi thống nhất. Không ghi nội dung thuộc bí mật nhà nước."),
    )

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("stance") not in {None, "", Stance.AGREES} and not typed.get("text"):
            self.add_error("text", _("Ghi nội dung ý kiến."))
        return typed
