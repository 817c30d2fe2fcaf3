"""Shapes of what is typed about people who act for an organisation."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from enterprises.forms import day_field, untagged
from enterprises.models import User


class LeavingForm(forms.Form):
    use_required_attribute = False

    last_day = day_field(_("Ngày làm việc cuối cùng"))
    to = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Giao việc đang phụ trách cho"),
        to_field_name="public_id",
        required=False,
        empty_label=_("Chưa giao ai: để vào việc chung"),
    )

    def __init__(self, *args: Any, colleagues: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who: Any = self.fields["to"]
        who.queryset = colleagues
        self.helper = untagged(self)


class ReasonForm(forms.Form):
    use_required_attribute = False

    reason = forms.CharField(
        label=_("Lý do"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Ghi vào nhật ký."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = untagged(self)


class ResetForm(ReasonForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("Ai yêu cầu, đã xác minh người đó bằng cách nào. Ghi vào nhật ký.")
