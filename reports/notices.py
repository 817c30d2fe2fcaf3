"""Who is told about what. Each function only chooses people and words; the outbox keeps and sends."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from antt_portal.core import outbox
from antt_portal.core.clock import local_date
from antt_portal.core.formats import vn_date
from antt_portal.core.notice_kinds import register_kind
from directives.models import OfficialLetter
from enterprises.models import Membership, Organisation, Role, User
from reports.models import Opinion, Recognition, RecognitionBatch, Report


def _people(organisation: Organisation, *roles: Role, at: datetime) -> list[User]:
    current = Membership.objects.of(organisation, *roles).on(local_date(at))
    return list({membership.user_id: membership.user for membership in current}.values())


def _report_params(report: Report, **more: Any) -> dict[str, Any]:
    return {
        "organisation": report.organisation.name,
        "kind": report.kind,
        "year": report.year,
        "letter": report.answers_to,
        "path": reverse("reports:report", args=[report.public_id]),
        **more,
    }


def report_submitted(report: Report, receipt: str, *, at: datetime) -> None:
    """The enterprise keeps the receipt; the officer in charge learns that there is work."""
    own = _people(report.organisation, Role.EDITOR, Role.HEAD, at=at)
    params = _report_params(report, receipt=receipt, number=report.submission_count)
    occasion = f"submitted:{report.submission_count}"
    outbox.put(
        "report_submitted",
        occasion,
        about=report,
        to=own,
        at=at,
        params=params,
        organisation_id=report.organisation_id,
    )
    if report.assignee:
        params = {**params, "path": reverse("reports:review", args=[report.public_id])}
        outbox.put("report_to_review", occasion, about=report, to=[report.assignee], at=at, params=params)


def report_assigned(report: Report, *, at: datetime) -> None:
    if report.assignee:
        path = reverse("reports:review", args=[report.public_id])
        occasion = f"assigned:{report.submission_count}"
        params = _report_params(report, path=path, number=report.submission_count)
        outbox.put("report_to_review", occasion, about=report, to=[report.assignee], at=at, params=params)


def report_returned(report: Report, items: list[str], *, at: datetime) -> None:
    own = _people(report.organisation, Role.EDITOR, Role.HEAD, at=at)
    due = vn_date(report.mend_by) if report.mend_by else ""
    params = _report_params(report, items=items, due=due, note=report.return_note)
    outbox.put(
        "report_returned",
        f"returned:{report.submission_count}",
        about=report,
        to=own,
        at=at,
        params=params,
        organisation_id=report.organisation_id,
    )


def report_accepted(report: Report, *, at: datetime) -> None:
    own = _people(report.organisation, Role.EDITOR, Role.HEAD, at=at)
    params = _report_params(report, conclusion=report.conclusion)
    outbox.put(
        "report_accepted",
        "accepted",
        about=report,
        to=own,
        at=at,
        params=params,
        organisation_id=report.organisation_id,
    )


def opinion_asked(opinion: Opinion, *, at: datetime) -> None:
    agents = _people(opinion.agency, Role.AGENT, at=at)
    params = {
        "organisation": opinion.report.organisation.name,
        "kind": opinion.report.kind,
        "year": opinion.report.year,
        "due": vn_date(opinion.due_on),
        "path": reverse("reports:opinion", args=[opinion.public_id]),
    }
    outbox.put(
        "opinion_asked",
        "asked",
        about=opinion,
        to=agents,
        at=at,
        params=params,
        organisation_id=opinion.agency_id,
    )


def opinion_answered(opinion: Opinion, *, at: datetime) -> None:
    params = {
        "organisation": opinion.report.organisation.name,
        "agency": opinion.agency.name,
        "stance": opinion.stance,
        "path": reverse("reports:review", args=[opinion.report.public_id]),
    }
    outbox.put("opinion_answered", "answered", about=opinion, to=[opinion.asked_by], at=at, params=params)


def batch_proposed(batch: RecognitionBatch, board: Organisation, *, at: datetime) -> None:
    leaders = _people(board, Role.LEADER, at=at)
    params = {"year": batch.year, "path": reverse("reports:batch", args=[batch.public_id])}
    outbox.put("batch_proposed", f"proposed:{batch.version}", about=batch, to=leaders, at=at, params=params)


def batch_sent_back(batch: RecognitionBatch, reason: str, *, at: datetime) -> None:
    """Whoever made the list has it again."""
    path = reverse("reports:batch", args=[batch.public_id])
    params = {"year": batch.year, "reason": reason, "path": path}
    outbox.put(
        "batch_sent_back", f"sent-back:{batch.version}", about=batch, to=[batch.created_by], at=at, params=params
    )


def recognition_decided(recognition: Recognition, *, at: datetime) -> None:
    own = _people(recognition.organisation, Role.EDITOR, Role.HEAD, at=at)
    params = {
        "organisation": recognition.organisation.name,
        "year": recognition.year,
        "status": recognition.status,
        "number": recognition.certificate_number,
        "reason": recognition.refused_reason or recognition.revoked_reason,
        "path": reverse("reports:report", args=[recognition.report.public_id]),
    }
    outbox.put(
        "recognition_decided",
        f"decided:{recognition.status}",
        about=recognition,
        to=own,
        at=at,
        params=params,
        organisation_id=recognition.organisation_id,
    )


def certificate_issued(recognition: Recognition, number: str, *, at: datetime) -> None:
    """The board's own certificate follows its decision by some hours or days."""
    _tell_owner("certificate_issued", "issued", recognition.report, at=at, number=number)


def request_issued(report: Report, letter: OfficialLetter, *, at: datetime) -> None:
    on = vn_date(letter.issued_on) if letter.issued_on else ""
    _tell_owner("request_issued", f"request:{letter.public_id}", report, at=at, number=str(letter), on=on)


def _tell_owner(kind: str, occasion: str, report: Report, *, at: datetime, **more: Any) -> None:
    own = _people(report.organisation, Role.EDITOR, Role.HEAD, at=at)
    params = _report_params(report, **more)
    outbox.put(kind, occasion, about=report, to=own, at=at, params=params, organisation_id=report.organisation_id)


FILING = (
    "report_submitted",
    "report_to_review",
    "report_accepted",
    "request_issued",
    "opinion_asked",
    "opinion_answered",
)
for kind in FILING:
    register_kind(kind, group="filing")
register_kind("report_returned", group="filing", compulsory=True)
for kind in ("batch_proposed", "batch_sent_back", "recognition_decided", "certificate_issued"):
    register_kind(kind, group="recognition")
# Whoever is to act on an incident cannot choose not to hear of it; how it ended may be read later.
for kind in ("incident_reported", "incident_corrected", "incident_told", "incident_asked"):
    register_kind(kind, group="incidents", compulsory=True, digestible=False)
for kind in ("incident_decided", "incident_ended"):
    register_kind(kind, group="incidents", digestible=False)
register_kind("evidence_ending", group="filing")
