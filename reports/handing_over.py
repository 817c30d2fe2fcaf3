"""What of this app somebody who leaves has in hand: dossiers under review."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from antt_portal.core.clock import local_date
from enterprises.models import Organisation, OrganisationKind, User
from enterprises.people.handing_over import HandOver, Work, register
from reports.models import Report, ReportStatus
from reports.reviewers import reviewers_for
from reports.reviewing import assign


def _under_review(organisation: Organisation, user: User) -> QuerySet[Report]:
    """Reviewers work for the board itself."""
    if organisation.kind != OrganisationKind.BOARD:
        return Report.objects.none()
    mine = Report.objects.filter(board_id=organisation.board_id, assignee=user)
    return mine.exclude(status=ReportStatus.ACCEPTED)


def _hand_on(what: HandOver) -> None:
    """One that the colleague may not review goes back to where all of them look."""
    for report in _under_review(what.organisation, what.leaver):
        may = what.to and reviewers_for(report, local_date(what.at)).filter(pk=what.to.pk).exists()
        assign(report, what.to if may else None, by=what.by, at=what.at, seen=what.leaver)


register(
    Work(_("Hồ sơ đang thẩm định"), lambda organisation, user: _under_review(organisation, user).count(), _hand_on)
)
