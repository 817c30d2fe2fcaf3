"""Shapes of what the administrator types about who signs, and with which key."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from directives.models import LetterKind
from enterprises.forms import day_field, untagged
from enterprises.models import Authority, Organisation, User

AGENCY = "agency"


class GrantForm(forms.Form):
    use_required_attribute = False

    user = forms.ModelChoiceField(User.objects.none(), label=_("Người ký"), to_field_name="public_id")
    authority = forms.ChoiceField(label=_("Thẩm quyền"), choices=Authority.choices, required=False)
    for_office = forms.CharField(
        label=_("Ký thay chức vụ"),
        max_length=120,
        required=False,
        help_text=_("Ví dụ: Trưởng ban. In sau KT., TL., TUQ."),
    )
    office = forms.CharField(label=_("Chức vụ người ký"), max_length=120)
    document = forms.CharField(
        label=_("Văn bản giao quyền"), max_length=200, required=False, help_text=_("Số, ký hiệu, ngày của văn bản")
    )
    letter_kinds = forms.MultipleChoiceField(
        label=_("Loại văn bản được ký"),
        choices=LetterKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Không chọn loại nào: được ký mọi loại văn bản."),
    )
    valid_from = day_field(_("Từ ngày"))
    valid_to = day_field(
        _("Đến ngày"),
        required=False,
        help_text=_("Thừa ủy quyền (TUQ.) phải có; thẩm quyền khác để trống nếu chưa định ngày."),
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(memberships__organisation=organisation, is_active=True).distinct()
        who: Any = self.fields["user"]
        who.queryset = people.order_by("full_name")
        self.helper = untagged(self)


class EndForm(forms.Form):
    last_day = day_field(_("Ngày cuối cùng"))


class KeyForm(forms.Form):
    use_required_attribute = False

    holder = forms.ChoiceField(label=_("Chữ ký của"))
    key_name = forms.ChoiceField(label=_("Khóa trong cấu hình"))
    image = forms.FileField(
        label=_("Hình chữ ký hoặc con dấu"),
        required=False,
        help_text=_("PNG nền trong suốt; chữ ký màu xanh, dấu màu đỏ. Để trống thì giữ hình đang dùng."),
        widget=forms.FileInput(attrs={"accept": "image/png"}),
    )

    def __init__(self, *args: Any, organisation: Organisation, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._holders: dict[str, User | Organisation] = {str(user.public_id): user for user in people}
        self._holders[AGENCY] = organisation
        holders: Any = self.fields["holder"]
        holders.choices = [(name, str(holder)) for name, holder in self._holders.items()]
        keys: Any = self.fields["key_name"]
        keys.choices = [(name, name) for name in settings.SIGNING_KEYS]
        self.helper = untagged(self)

    @property
    def chosen_holder(self) -> User | Organisation:
        """Call when valid."""
        return self._holders[self.cleaned_data["holder"]]
