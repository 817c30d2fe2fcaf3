"""Who may do what with a report. Each answers yes or no; whether it is the right moment the verb says."""

from collections.abc import Iterable

from django.db.models import Q

from antt_portal.core.models import Paper
from directives.models import Campaign, OfficialLetter
from enterprises.actor import Actor
from enterprises.models import ENTERPRISE_KINDS, Membership, Role
from enterprises.permissions import is_of_board
from reports.models import (
    AnswerReview,
    DailyReport,
    Incident,
    Opinion,
    Recognition,
    RecognitionBatch,
    Report,
    RollUp,
    Submission,
)

REVIEWERS = frozenset({Role.OFFICER, Role.UNIT_HEAD})
# The authority that handles incidents: the board, and the police and other agencies beside it.
HANDLERS = REVIEWERS | {Role.LEADER, Role.AGENT}
ASSIGNERS = frozenset({Role.UNIT_HEAD, Role.ADMINISTRATOR})
RECORDERS = frozenset({Role.OFFICER, Role.UNIT_HEAD, Role.CLERK})
ABOUT: dict[str, type[Report] | type[Recognition]] = {
    Report._meta.label_lower: Report,
    Recognition._meta.label_lower: Recognition,
}


def can_file(actor: Actor) -> bool:
    """Whoever writes for an enterprise: units of a board answer directives and file no year."""
    return actor.is_enterprise and actor.organisation.kind in ENTERPRISE_KINDS


def can_answer(actor: Actor) -> bool:
    """Whoever writes for an organisation that a directive can ask: enterprises, units of a board, agencies."""
    return actor.is_enterprise or actor.is_agency


def can_edit(actor: Actor, report: Report) -> bool:
    """Anybody who writes for the organisation whose report it is."""
    return can_answer(actor) and actor.organisation_id == report.organisation_id


def can_submit(actor: Actor, report: Report) -> bool:
    """The head of the organisation whose report it is; of an agency those who act for it."""
    return actor.role in {Role.HEAD, Role.AGENT} and actor.organisation_id == report.organisation_id


def can_read_paper(actor: Actor, paper: Paper) -> bool:
    """The board behind whose wall it was made, the organisation it is about, an agency asked about that filing."""
    if paper.board_id != actor.board_id:
        return False
    if actor.is_agency:
        asked = Submission.objects.filter(report__opinions__agency_id=actor.organisation_id)
        is_asked = paper.subject_kind == "reports.submission" and asked.filter(public_id=paper.subject_id).exists()
        return is_asked or paper.organisation_id == actor.organisation_id
    return actor.is_board or paper.organisation_id == actor.organisation_id


def can_read_letter(actor: Actor, letter: OfficialLetter) -> bool:
    """An issued letter about a dossier or a recognition: the board's people, and the organisation it is about."""
    if letter.board_id != actor.board_id:
        return False
    about = ABOUT.get(letter.about_kind)
    return actor.is_board or bool(
        about and about._default_manager.filter(public_id=letter.about_id, organisation=actor.organisation).exists()
    )


def can_see_queue(actor: Actor) -> bool:
    return actor.is_board


def can_review(actor: Actor, report: Report) -> bool:
    """A reviewer of the board behind whose wall the report is, and nobody who works for the organisation that filed.

    For a list prefetch ``memberships`` of the actor's user: then it costs no query.
    """
    return (
        actor.role in REVIEWERS
        and is_of_board(actor, report.board_id)
        and report.submitted_by_id != actor.user_id
        and all(one.organisation_id != report.organisation_id for one in actor.user.memberships.all())
    )


def can_assign(actor: Actor, report: Report) -> bool:
    return actor.role in ASSIGNERS and is_of_board(actor, report.board_id)


def can_take(actor: Actor, report: Report) -> bool:
    """A reviewer may take a report that nobody has yet."""
    return report.assignee_id is None and can_review(actor, report)


def can_answer_opinion(actor: Actor, opinion: Opinion) -> bool:
    return actor.role == Role.AGENT and actor.organisation_id == opinion.agency_id


def can_propose_recognition(actor: Actor) -> bool:
    return actor.role in REVIEWERS


def can_edit_batch(actor: Actor, batch: RecognitionBatch) -> bool:
    return actor.role in REVIEWERS and is_of_board(actor, batch.board_id)


def can_approve(actor: Actor, batch: RecognitionBatch) -> bool:
    """A leader of the board who neither made the list, nor reviewed a dossier on it, nor works for a firm on it."""
    return (
        actor.role == Role.LEADER
        and is_of_board(actor, batch.board_id)
        and batch.created_by_id != actor.user_id
        and not batch.recognitions.filter(_has_part_in(actor)).exists()
    )


def _has_part_in(actor: Actor) -> Q:
    """Recognitions whose dossier this person judged or handed in, or whose organisation is one's own."""
    judged = AnswerReview.objects.filter(reviewed_by=actor.user).values("submission__report")
    own = Membership.objects.filter(user=actor.user).values("organisation")
    return Q(report__accepted_by=actor.user) | Q(report__in=judged) | Q(organisation__in=own)


def can_record_decision(actor: Actor, batch: RecognitionBatch) -> bool:
    """Another authority's decision is recorded by the office; the board's own is issued by its leader."""
    if not is_of_board(actor, batch.board_id):
        return False
    if batch.decided_by_board:
        return can_approve(actor, batch)
    return actor.role in RECORDERS


def revocable(actor: Actor, recognitions: Iterable[Recognition]) -> frozenset[int]:
    """Of many at once those that ``can_revoke`` allows, by primary key; one query."""
    own = [one.pk for one in recognitions if is_of_board(actor, one.board_id)]
    if actor.role != Role.LEADER:
        return frozenset()
    return frozenset(Recognition.objects.filter(pk__in=own).exclude(_has_part_in(actor)).values_list("pk", flat=True))


def can_revoke(actor: Actor, recognition: Recognition) -> bool:
    """A leader with no part in the dossier."""
    return (
        actor.role == Role.LEADER
        and is_of_board(actor, recognition.board_id)
        and not Recognition.objects.filter(_has_part_in(actor), pk=recognition.pk).exists()
    )


def can_see_incidents(actor: Actor) -> bool:
    """Enterprises see their own, the board and the agencies beside it all of them."""
    return can_file(actor) or actor.is_board or actor.is_agency


def can_watch_incidents(actor: Actor) -> bool:
    """Those of every enterprise."""
    return actor.is_board or actor.is_agency


def can_report_incident(actor: Actor) -> bool:
    return can_file(actor)


def can_tell_incident(actor: Actor, incident: Incident) -> bool:
    """Correct it, answer, add files: whoever writes for the enterprise that reported it."""
    return can_file(actor) and actor.organisation_id == incident.organisation_id


def can_handle_incident(actor: Actor, incident: Incident) -> bool:
    """Receive, ask, decide, close: the authority. Nobody handles what one's own organisation reported."""
    return (
        actor.role in HANDLERS
        and actor.board_id == incident.board_id
        and all(one.organisation_id != incident.organisation_id for one in actor.user.memberships.all())
    )


def can_see_campaigns(actor: Actor) -> bool:
    return actor.is_board


def can_run_campaigns(actor: Actor) -> bool:
    """Plan one, keep its ladder and roster, compile its days."""
    return actor.role in REVIEWERS


def can_run_campaign(actor: Actor, campaign: Campaign) -> bool:
    return can_run_campaigns(actor) and is_of_board(actor, campaign.board_id)


def can_report_day(actor: Actor, report: DailyReport) -> bool:
    """Whoever writes for the organisation that owes it: an investor, a unit of the board."""
    return actor.is_enterprise and actor.organisation_id == report.organisation_id


def can_see_rollups(actor: Actor) -> bool:
    return actor.is_board


def can_roll_up(actor: Actor) -> bool:
    """Those who compose the board's letters: the report becomes one."""
    return actor.role in REVIEWERS


def can_edit_rollup(actor: Actor, rollup: RollUp) -> bool:
    return can_roll_up(actor) and is_of_board(actor, rollup.board_id)
