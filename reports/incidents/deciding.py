"""What an incident amounts to: a person of the authority decides, with the reason; the portal only suggests."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from antt_portal.core import audit
from antt_portal.core.refusal import Refused
from antt_portal.core.workdays import evaluation_period
from directives.models import Instrument, Obligation, ObligationKind
from enterprises.actor import Actor
from reports.barring import allows_exception
from reports.incidents import notices
from reports.incidents.personal_data import refuse_in
from reports.incidents.reporting import lock, touch
from reports.models import Incident, IncidentDecision, IncidentStatus, Severity


def events_in(year: int, board_id: int) -> QuerySet[Obligation]:
    """The barring events of the board's instruments in force in an evaluation year, in their order."""
    in_force = Instrument.objects.filter(board_id=board_id).in_force_during(*evaluation_period(year))
    events = Obligation.objects.filter(instrument__in=in_force, kind=ObligationKind.BARRING_EVENT)
    return events.select_related("parent").order_by("instrument__code", "position")


@transaction.atomic
def decide(
    incident: Incident,
    *,
    severity: Severity,
    event: Obligation | None,
    force_majeure: bool,
    reason: str,
    by: Actor,
    at: datetime,
    seen: int,
) -> IncidentDecision:
    """Say how severe it is and which barring event it amounts to, if any; a later decision takes the place of this one.

    Also a closed incident is decided on. Raises Refused with code "not-received", "reason-missing", "personal-data",
    "not-an-event", "no-exception" or "stale".
    """
    locked = lock(incident)
    if locked.status == IncidentStatus.REPORTED:
        raise Refused("not-received", _("Tiếp nhận vụ việc trước khi kết luận. Chưa ghi gì."))
    if not reason.strip():
        raise Refused("reason-missing", _("Ghi lý do của kết luận."))
    refuse_in(reason)
    _require_event(locked, event, force_majeure=force_majeure)
    touch(locked, seen=seen)
    decision = IncidentDecision.objects.create(
        board_id=locked.board_id,
        organisation_id=locked.organisation_id,
        incident=locked,
        number=locked.last_number,
        severity=severity,
        event=event,
        force_majeure=force_majeure,
        reason=reason.strip(),
        decided_at=at,
        decided_by=by.user,
        spoke_for=by.organisation,
    )
    after = {"severity": str(severity), "event": event.code if event else "", "force_majeure": force_majeure}
    audit.record(locked, "incident.decide", by=by, at=at, after=after, note=decision.reason, version=locked.version)
    notices.decided(decision, at=at)
    return decision


def _require_event(incident: Incident, event: Obligation | None, *, force_majeure: bool) -> None:
    if event and not events_in(incident.facts.year, incident.board_id).filter(pk=event.pk).exists():
        raise Refused("not-an-event", _("Sự việc này không thuộc bộ tiêu chí của năm xảy ra vụ việc."))
    if force_majeure and (event is None or not allows_exception(event)):
        raise Refused("no-exception", _("Quy định không có trường hợp loại trừ cho sự việc này."))
