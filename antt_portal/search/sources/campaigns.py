"""Campaigns of the board."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from antt_portal.core.formats import vn_date
from antt_portal.search.matching import Columns
from antt_portal.search.source import Hit, Source
from directives.models import Campaign
from enterprises.actor import Actor
from reports.permissions import can_see_campaigns


def _campaigns(actor: Actor, _on: date) -> QuerySet[Campaign]:
    return Campaign.objects.visible_to(actor)


def _columns(_actor: Actor) -> Columns:
    return Columns(keys=("search_key",), numbers=("tet_year",))


def _hit(campaign: Campaign) -> Hit:
    about = (f"{vn_date(campaign.starts_on)} – {vn_date(campaign.ends_on)}",)
    return Hit(
        campaign.name, campaign.get_absolute_url(), about, tone=campaign.tone, status=campaign.get_status_display()
    )


CAMPAIGNS = Source("campaigns", _("Đợt cao điểm"), can_see_campaigns, _campaigns, _columns, _hit, ("-starts_on", "-pk"))
