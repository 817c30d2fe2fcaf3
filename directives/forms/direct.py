"""What else a directive says of itself: the document it passes on, its campaign, the days to acknowledge it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directives.models import Campaign, CampaignStatus, Directive
from enterprises.forms import untagged
from enterprises.models import Board


class JoinForm(forms.Form):
    campaign = forms.ModelChoiceField(
        Campaign.objects.none(),
        label=pgettext_lazy("one", "Đợt cao điểm"),
        to_field_name="public_id",
        required=False,
        empty_label=_("Không thuộc đợt nào"),
        error_messages={"invalid_choice": _("Đợt này đã đóng. Chọn đợt khác.")},
    )
    acknowledge_workdays = forms.IntegerField(
        label=_("Xác nhận đã nhận trong số ngày làm việc"),
        min_value=1,
        max_value=30,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, board: Board, directive: Directive | None, **kwargs: Any) -> None:
        campaign = directive.campaign if directive else None
        initial = {
            "campaign": campaign.public_id if campaign else None,
            "acknowledge_workdays": directive.acknowledge_workdays if directive else 3,
        }
        super().__init__(*args, **{"initial": initial, **kwargs})
        open_ones = board.campaigns.exclude(status=CampaignStatus.CLOSED)
        if campaign:
            open_ones |= board.campaigns.filter(pk=campaign.pk)
        self.fields["campaign"].queryset = open_ones  # type: ignore[attr-defined]
        self.helper = untagged(self)
