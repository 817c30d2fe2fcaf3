"""Shapes of what people type about deadlines: more time, the answer to that, and a pause."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enterprises.forms import day_field, untagged
from enterprises.models import Extension

REASON_LENGTH = 1000  # characters
GRANT, REFUSE = "grant", "refuse"


def words_field(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=REASON_LENGTH, widget=forms.Textarea(attrs={"rows": 3}), **more)


class AskForm(forms.Form):
    until = day_field(_("Xin lùi đến ngày"))
    reason = words_field(_("Lý do"), help_text=_("Gửi Ban Quản lý."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "auto_id": "ask_%s"})
        self.helper = untagged(self)


class DecideForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("Quyết định"),
        choices=[(GRANT, _("Đồng ý, đến ngày")), (REFUSE, _("Không đồng ý"))],
        widget=forms.RadioSelect,
    )
    until = day_field(_("Hạn mới"), required=False, help_text=_("Có thể sớm hơn ngày được đề nghị."))
    note = words_field(_("Ý kiến"), required=False, help_text=_("Gửi nơi đề nghị. Không đồng ý thì phải ghi lý do."))

    def __init__(self, *args: Any, extension: Extension, **kwargs: Any) -> None:
        initial = {"verdict": GRANT, "until": extension.wanted_on}
        super().__init__(*args, **{"initial": initial, **kwargs, "auto_id": "decide_%s"})
        self.helper = untagged(self)

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("verdict") == GRANT and not typed.get("until") and "until" not in self.errors:
            self.add_error("until", _("Ghi hạn mới."))
        if typed.get("verdict") == REFUSE and not typed.get("note"):
            self.add_error("note", _("Ghi lý do không đồng ý để nơi đề nghị biết."))
        return typed


class PauseForm(forms.Form):
    until = day_field(_("Không nhắc đến hết ngày"))
    reason = words_field(_("Lý do"), help_text=_("Chỉ người của Ban Quản lý đọc được."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "auto_id": "pause_%s"})
        self.helper = untagged(self)
