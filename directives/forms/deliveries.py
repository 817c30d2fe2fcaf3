"""Shapes of what is asked of the inbox, and chosen for one delivery."""

from typing import Any

from django import forms
from django.db.models import QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directives.models import Delivery
from directives.models.deliveries import DeliveryQuerySet
from enterprises.forms import untagged
from enterprises.models import User


class Shown(TextChoices):
    """What of the inbox is shown, kept in the address."""

    EVERYTHING = "all", _("Tất cả")
    TO_ACKNOWLEDGE = "to-acknowledge", pgettext_lazy("delivery", "Chưa xác nhận")
    TO_REPORT = "to-report", _("Còn phải báo cáo")

    @classmethod
    def asked(cls, value: str) -> "Shown":
        """What makes no sense narrows nothing."""
        return cls(value) if value in cls.values else cls.EVERYTHING

    def rows(self, deliveries: DeliveryQuerySet) -> DeliveryQuerySet:
        match self:
            case Shown.TO_ACKNOWLEDGE:
                return deliveries & Delivery.objects.awaiting_acknowledgement()
            case Shown.TO_REPORT:
                return deliveries & Delivery.objects.awaiting_report()
            case _:
                return deliveries


class AssigneeForm(forms.Form):
    use_required_attribute = False

    assignee = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Người xử lý"),
        required=False,
        to_field_name="public_id",
        empty_label=_("Chưa giao ai"),
    )

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["assignee"]
        field.queryset = people
        field.label_from_instance = lambda user: user.full_name
        self.helper = untagged(self)
