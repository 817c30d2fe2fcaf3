"""What the pages of a year and of a report show beside the answers: facts, the return, the acts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from antt_portal.core.clock import local_date
from antt_portal.core.models import AuditEntry
from enterprises.middleware import PortalRequest
from enterprises.models import (
    Applicability,
    ApplicabilityStatus,
    Membership,
    Organisation,
    OrganisationKind,
    Role,
    User,
)
from reports.board_letters import certificate_links
from reports.marks import Mark
from reports.models import Conclusion, Recognition, RecognitionStatus, Report, ReportKind, ReportStatus, Submission
from reports.timeline import Event, entries_for_owner, events

ACTS_A_PAGE = 30


@dataclass(frozen=True)
class About:
    """The panel “Về hồ sơ này” of a yearly filing."""

    applicability: str
    applicability_reason: str
    registration: Report | None
    registration_receipt: Submission | None
    first: Submission | None
    receiver: str
    last_year: Mark | None


def about(report: Report) -> About:
    applies = Applicability.objects.filter(organisation_id=report.organisation_id, year=report.year).first()
    registration = None
    if report.kind != ReportKind.REGISTRATION:
        same_year = Report.objects.filter(organisation_id=report.organisation_id, year=report.year)
        registration = same_year.filter(kind=ReportKind.REGISTRATION).first()
    board = Organisation.objects.get(board_id=report.board_id, kind=OrganisationKind.BOARD)
    return About(
        applicability=applies.get_status_display() if applies else str(ApplicabilityStatus.REQUIRED.label),
        applicability_reason=applies.reason if applies else "",
        registration=registration,
        registration_receipt=registration.submissions.last() if registration else None,
        first=report.submissions.first(),
        receiver=board.name,
        last_year=last_years_result(report.organisation_id, report.year - 1),
    )


def last_years_result(organisation_id: int, year: int) -> Mark | None:
    """The recognition where there is one, else the conclusion on the dossier."""
    recognition = Recognition.objects.filter(organisation_id=organisation_id, year=year).first()
    if recognition and recognition.status != RecognitionStatus.PROPOSED:
        return Mark(recognition.tone, recognition.get_status_display())
    report = Report.objects.filter(
        organisation_id=organisation_id, year=year, kind=ReportKind.SELF_ASSESSMENT, status=ReportStatus.ACCEPTED
    ).first()
    if report is None:
        return None
    tone = "done" if report.conclusion == Conclusion.QUALIFIED else "void"
    return Mark(tone, report.get_conclusion_display())


def outcome(report: Report) -> dict[str, Any]:
    """What came of an accepted report: nothing is said about a recognition that is only proposed."""
    decided = Recognition.objects.filter(report=report).exclude(status=RecognitionStatus.PROPOSED).first()
    links = certificate_links([decided]) if decided else {}
    return {"recognition": decided, "certificate_url": links.get(decided.public_id, "") if decided else ""}


@dataclass(frozen=True)
class Return:
    """Who sent the report back, and when."""

    who: str
    at: datetime


def last_return(report: Report) -> Return | None:
    if report.status != ReportStatus.RETURNED:
        return None
    entry = AuditEntry.objects.about("reports.report", report.public_id).filter(verb="report.return").first()
    return Return(entry.user.full_name, entry.at) if entry and entry.user else None


def heads_of(organisation: Organisation, at: datetime) -> list[User]:
    """Who may hand in today."""
    current = Membership.objects.of(organisation, Role.HEAD).on(local_date(at)).order_by("user__full_name")
    return [membership.user for membership in current]


def names(people: list[User]) -> str:
    return ", ".join(person.full_name for person in people) or _("chưa có ai")


def timeline_page(request: PortalRequest, report: Report) -> tuple[Page[Any], list[Event]]:
    page = Paginator(entries_for_owner(report), ACTS_A_PAGE).get_page(request.GET.get("acts"))
    return page, events(report, list(page), reader=request.actor.organisation_id)
