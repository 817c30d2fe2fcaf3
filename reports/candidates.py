"""Whose accepted dossiers wait for recognition, and who recognises them."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from enterprises.models import Applicability, Organisation
from reports.models import Conclusion, Recognition, Report, ReportKind, ReportStatus


def candidates(board_id: int, year: int) -> QuerySet[Report]:
    """Accepted, qualified self-assessments that are on no list yet."""
    listed = Recognition.objects.filter(board_id=board_id, year=year, report=OuterRef("pk"))
    accepted = Report.objects.filter(
        ~Exists(listed),
        board_id=board_id,
        year=year,
        kind=ReportKind.SELF_ASSESSMENT,
        status=ReportStatus.ACCEPTED,
        conclusion=Conclusion.QUALIFIED,
    )
    return accepted.select_related("organisation").order_by("organisation__sort_key", "pk")


def recogniser_of(report: Report) -> Organisation | None:
    return recognisers([report])[report.pk]


def recognisers(reports: Iterable[Report]) -> dict[int, Organisation | None]:
    """Who recognises each organisation in its year: as decided for the year, else the organisation's own. Two queries;
    the authorities are few.
    """
    asked = list(reports)
    decided = Applicability.objects.filter(
        organisation__in=[report.organisation_id for report in asked],
        year__in={report.year for report in asked},
        recogniser__isnull=False,
    ).values_list("organisation", "year", "recogniser")
    of_the_year = {(organisation, year): authority for organisation, year, authority in decided}
    whose = {
        report.pk: of_the_year.get((report.organisation_id, report.year), report.organisation.recogniser_id)
        for report in asked
    }
    authorities = Organisation.objects.in_bulk([pk for pk in {*whose.values()} if pk is not None])
    return {report: authorities[pk] if pk is not None else None for report, pk in whose.items()}
