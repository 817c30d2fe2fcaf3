"""What enterprises handed in."""

from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from antt_portal.core.formats import vn_date
from antt_portal.search.asking import Asked
from antt_portal.search.matching import NOTHING, Columns, Labels, labelled
from antt_portal.search.source import Hit, Source, everybody
from directives.models import Delivery, Directive, ReportRequest
from enterprises.actor import Actor
from reports.models import Report, ReportKind, Submission


def _reports(actor: Actor, _on: date) -> QuerySet[Report]:
    visible = Report.objects.visible_to(actor)
    if actor.is_agency:  # asked twice about one report, it still is one
        visible = Report.objects.filter(pk__in=visible.values("pk"))
    return visible.select_related("organisation")


def _report_columns(actor: Actor) -> Columns:
    """By whose it is, what it is, for which year or to which letter."""
    kinds = labelled(ReportKind, "kind", _("hồ sơ báo cáo năm"))
    letters = Labels(_directives(actor), _answering)
    return Columns(keys=("organisation__search_key",), numbers=("year",), labels=(kinds, letters))


def _directives(actor: Actor) -> dict[int, str]:
    """The words of each directive that the actor sent or got, by its key."""
    sent = Directive.objects.visible_to(actor).issued()
    if not actor.is_board:
        sent = Directive.objects.filter(deliveries__in=Delivery.objects.visible_to(actor))
    named = sent.values_list("pk", "letter__number", "letter__search_key")
    return {pk: f"{number} {words}" for pk, number, words in named}


def _answering(directives: list[Any]) -> Q:
    return Q(request__in=ReportRequest.objects.filter(delivery__directive__in=directives))


def _received_as(asked: Asked) -> Q:
    """The number of a receipt has digits and no spaces."""
    receipt = asked.text.upper()
    if " " in receipt or not any(map(str.isdigit, receipt)):
        return NOTHING
    return Q(pk__in=Submission.objects.filter(receipt=receipt).values("report"))


def _report_hit(report: Report) -> Hit:
    about = (report.organisation.name, vn_date(report.submitted_at) if report.submitted_at else "")
    return Hit(str(report), report.get_absolute_url(), about, tone=report.tone, status=report.get_status_display())


REPORTS = Source(
    "reports",
    _("Hồ sơ, báo cáo"),
    everybody,
    _reports,
    _report_columns,
    _report_hit,
    (F("submitted_at").desc(nulls_first=True), "-pk"),
    _received_as,
    is_large=True,
)
