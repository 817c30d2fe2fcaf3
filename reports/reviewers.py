"""Who can be put in charge of a review."""

from datetime import date

from django.db.models import QuerySet

from enterprises.models import Membership, OrganisationKind, User
from reports.models import Report
from reports.permissions import REVIEWERS


def reviewers_of(board_id: int, on: date) -> QuerySet[User]:
    """Officers and unit heads of the board on that day, by name."""
    holds = Membership.objects.on(on).filter(
        board_id=board_id, organisation__kind=OrganisationKind.BOARD, role__in=REVIEWERS
    )
    return User.objects.filter(is_active=True, pk__in=holds.values("user")).order_by("full_name", "pk")


def reviewers_for(report: Report, on: date) -> QuerySet[User]:
    """Those of them who neither work nor ever worked for the organisation that filed, nor handed the report in."""
    own = Membership.objects.filter(organisation=report.organisation_id)
    return reviewers_of(report.board_id, on).exclude(pk__in=own.values("user")).exclude(pk=report.submitted_by_id or 0)
