"""Shapes of what people type about contacts, and of what somebody invited types about themselves."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from enterprises.forms import untagged
from enterprises.models import Contact, Invitation, Role, User
from enterprises.people.guessable_passwords import require_unguessable

# What AUTH_PASSWORD_VALIDATORS ask, said once and without addressing anybody.
PASSWORD_HELP = _("Ít nhất 10 ký tự, không phổ biến, không ghép từ tên người, tên tổ chức, tên Cổng hay địa chỉ thư.")


class ContactForm(forms.ModelForm):
    class Meta:
        model = Contact
        fields = ("name", "office", "email", "phone")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "auto_id": "contact_%s"})
        self.fields["email"].help_text = _("Văn bản, mã và lời mời gửi đến đây.")
        self.helper = untagged(self)

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class CorrectForm(forms.ModelForm):
    """Of one contact among several on a page."""

    class Meta:
        model = Contact
        fields = ("name", "office", "phone")

    def __init__(self, data: Any = None, *, instance: Contact) -> None:
        super().__init__(data, instance=instance, auto_id=f"contact-{instance.public_id}-%s")
        self.helper = untagged(self)


COLLEAGUES = (Role.EDITOR, Role.HEAD)
OF_A_BOARD = (Role.OFFICER, Role.UNIT_HEAD, Role.LEADER, Role.CLERK, Role.ADMINISTRATOR)


class InviteForm(forms.Form):
    """Only a head naming a colleague has a choice, and a board's administrator."""

    role = forms.ChoiceField(choices=[(role.value, role.label) for role in (*COLLEAGUES, *OF_A_BOARD)], required=False)


class AcceptForm(forms.Form):
    full_name = forms.CharField(
        label=_("Họ và tên"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    password = forms.CharField(
        label=_("Mật khẩu"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"full_name": invitation.contact.name}, **kwargs})
        self.invitation = invitation
        self.fields["password"].help_text = PASSWORD_HELP
        self.helper = untagged(self)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if password := cleaned.get("password"):
            somebody = User(email=self.invitation.email, full_name=cleaned.get("full_name", ""))
            try:
                password_validation.validate_password(password, user=somebody)
                require_unguessable(password, [self.invitation.contact.organisation.name])
            except forms.ValidationError as error:
                self.add_error("password", error)
        return cleaned
