"""Shapes of what is asked of a coverage: the moment, and to whom a list is narrowed."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef
from django.http import QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive
from django.utils.translation import gettext_lazy as _

from antt_portal.core.clock import VIETNAM
from directives.coverage.listing import Wanted, Who
from directives.models import Directive, Route, Rung
from enterprises.forms import untagged
from enterprises.models import Organisation, OrganisationKind, Zone

AS_WRITTEN = "%d/%m/%Y %H:%M"


def moment_of(asked: QueryDict, directive: Directive, now: datetime) -> datetime | None:
    """The moment in the past that ``at`` names, as people write it or as links do; local unless it says otherwise.

    None for now, which is also what makes no sense. Never before the issue.
    """
    text = asked.get("at", "").strip()
    try:
        moment = datetime.strptime(text, AS_WRITTEN).replace(tzinfo=VIETNAM) if "/" in text else parse_datetime(text)
    except ValueError:
        return None
    if moment is None or directive.issued_at is None:
        return None
    aware = moment.replace(tzinfo=VIETNAM) if is_naive(moment) else moment
    return None if aware >= now else max(aware, directive.issued_at)


class CoverageFilter(forms.Form):
    """Kept in the address; a value that makes no sense narrows nothing."""

    use_required_attribute = False

    q = forms.CharField(label=_("Tên"), required=False, strip=True, max_length=100)
    zone = forms.ModelChoiceField(
        Zone.objects.none(), label=_("Khu"), required=False, to_field_name="public_id", empty_label=_("Mọi khu")
    )
    investor = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Chủ đầu tư hạ tầng"),
        required=False,
        to_field_name="public_id",
        empty_label=_("Mọi chủ đầu tư"),
    )
    kind = forms.ChoiceField(label=_("Loại"), required=False, choices=[("", _("Mọi loại")), *OrganisationKind.choices])
    rung = forms.ChoiceField(label=_("Đến bước"), required=False, choices=[("", _("Mọi bước")), *Rung.choices])
    who = forms.ChoiceField(label=_("Nhóm"), required=False, choices=[("", _("Mọi nơi")), *Who.choices])
    open = forms.BooleanField(label=_("Chỉ nơi chưa xác nhận"), required=False)

    def __init__(self, *args: Any, directive: Directive, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones: Any = self.fields["zone"]
        zones.queryset = Zone.objects.filter(board=directive.board_id)
        investors: Any = self.fields["investor"]
        forwards = Route.objects.filter(directive=directive, via=OuterRef("pk"))
        investors.queryset = Organisation.objects.filter(
            Exists(forwards), board=directive.board_id, kind=OrganisationKind.INVESTOR
        ).order_by("sort_key", "pk")
        self.helper = untagged(self)

    def wanted(self) -> Wanted:
        self.is_valid()
        chosen = self.cleaned_data
        rung, who = chosen.get("rung"), chosen.get("who")
        return Wanted(
            name=chosen.get("q", ""),
            zone=chosen.get("zone"),
            investor=chosen.get("investor"),
            kind=chosen.get("kind", ""),
            rung=Rung(int(rung)) if rung else None,
            who=Who(who) if who else None,
            unacknowledged=chosen.get("open", False),
        )
