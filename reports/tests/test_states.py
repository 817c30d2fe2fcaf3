"""Every status and transition follows the tables."""

from datetime import UTC, date, datetime

import pytest

from antt_portal.core.models import AuditEntry
from antt_portal.core.refusal import Refused
from directives import states as directives_states
from directives.campaigns import campaigning
from directives.models import CampaignStatus
from enterprises.models import OrganisationKind, Role
from enterprises.tests.factories import OrganisationFactory, actor, board_organisation
from reports import states
from reports.consulting import answer_opinion, ask_opinion
from reports.deciding import Decision, record_decision
from reports.filing import submit
from reports.incidents.following import close, follow, reopen
from reports.models import (
    BatchStatus,
    Conclusion,
    IncidentStatus,
    OpinionStatus,
    Recognition,
    RecognitionStatus,
    ReportStatus,
    Stance,
)
from reports.recognising import approve, create_batch, propose, revoke, send_back
from reports.reviewing import accept, return_report
from reports.tests.factories import REVIEWED, SUBMITTED, YEAR, Filing
from reports.tests.incidents.happening import LATER as LATER_THAT_DAY
from reports.tests.incidents.happening import Happening

LATER = datetime(2026, 11, 18, 2, tzinfo=UTC)
DECISION = Decision("118/QĐ-UBND", date(2026, 11, 18), "Nguyễn Văn Mẫu")
STALE = "stale"


def outcome(act):
    try:
        act()
    except Refused as refused:
        return refused.code
    return "moved"


def pairs(status_class, transitions):
    return [
        pytest.param(status, transition, id=f"{status}-{transition.code}")
        for status in status_class.values
        for transition in transitions
    ]


def filing_in(status, *, to_mend):
    filing = Filing().fill()
    if status == ReportStatus.DRAFT:
        filing.refresh()
        return filing
    filing.submit()
    if status == ReportStatus.RETURNED:
        return filing.review(to_mend=1).send_back()
    filing.review(to_mend=to_mend)
    return filing.accept() if status == ReportStatus.ACCEPTED else filing


@pytest.mark.django_db
@pytest.mark.parametrize(("status", "transition"), pairs(ReportStatus, states.REPORT_TRANSITIONS))
def test_reports(status, transition):
    filing = filing_in(status, to_mend=int(transition is states.RETURN and status == ReportStatus.SUBMITTED))
    report, seen = filing.report, filing.report.version
    mend_by = date(2026, 11, 30)
    act = {
        "submit": lambda: submit(report, by=filing.head, at=SUBMITTED, seen=seen),
        "return": lambda: return_report(report, note="", mend_by=mend_by, by=filing.officer, at=REVIEWED, seen=seen),
        "accept": lambda: accept(
            report, conclusion=Conclusion.QUALIFIED, note="", by=filing.officer, at=REVIEWED, seen=seen
        ),
    }[transition.code]
    check(filing.report, status, transition, act)


def check(record, status, transition, act, refused=STALE):
    """The act moves the record exactly when the table says so, and leaves one audit row exactly then."""
    assert record.status == status
    verb = f"{record._meta.model_name}.{transition.code}"
    before = AuditEntry.objects.filter(verb=verb, subject_id=record.public_id).count()
    expected = "moved" if status in transition.sources else refused
    assert outcome(act) == expected
    record.refresh_from_db()
    assert record.status == (transition.target if expected == "moved" else status)
    after = AuditEntry.objects.filter(verb=verb, subject_id=record.public_id).count()
    assert after - before == (expected == "moved")


@pytest.mark.django_db
@pytest.mark.parametrize(("status", "transition"), pairs(OpinionStatus, states.OPINION_TRANSITIONS))
def test_opinions(status, transition):
    filing = Filing().fill().submit()
    agency = OrganisationFactory(board=filing.board, kind=OrganisationKind.AGENCY)
    agent = actor(Role.AGENT, agency)
    opinion = ask_opinion(filing.report, agency, question="", due_on=date(2026, 11, 5), by=filing.officer, at=REVIEWED)

    def answer():
        answer_opinion(opinion, stance=Stance.AGREES, text="", by=agent, at=REVIEWED, seen=opinion.version)

    if status == OpinionStatus.ANSWERED:
        answer()
    check(opinion, status, transition, answer)


class Batch:
    """One accepted dossier on a list in the given status, and the people who may act on it."""

    def __init__(self, status):
        self.filing = Filing()
        recogniser = OrganisationFactory(board=self.filing.board, kind=OrganisationKind.AGENCY)
        self.filing.organisation.recogniser = recogniser
        self.filing.organisation.save()
        self.filing.fill().submit().review().accept()
        self.leader = actor(Role.LEADER, board_organisation(self.filing.board))
        reports = [self.filing.report]
        self.batch = create_batch(reports, recogniser, year=YEAR, by=self.filing.officer, at=REVIEWED)
        for act in [self.propose, self.approve, self.decide][: list(BatchStatus).index(status)]:
            act()
            self.batch.refresh_from_db()

    def propose(self):
        propose(self.batch, by=self.filing.officer, at=REVIEWED, seen=self.batch.version)

    def send_back(self):
        send_back(self.batch, reason="Thiếu một hồ sơ", by=self.leader, at=REVIEWED, seen=self.batch.version)

    def approve(self):
        approve(self.batch, by=self.leader, at=REVIEWED, seen=self.batch.version)

    def decide(self, refused=None):
        record_decision(self.batch, DECISION, refused=refused or {}, by=self.leader, at=LATER, seen=self.batch.version)


@pytest.mark.django_db
@pytest.mark.parametrize(("status", "transition"), pairs(BatchStatus, states.BATCH_TRANSITIONS))
def test_batches(status, transition):
    situation = Batch(status)
    check(situation.batch, status, transition, getattr(situation, transition.code))


@pytest.mark.django_db
@pytest.mark.parametrize("status", RecognitionStatus.values)
def test_recognitions_can_be_revoked_only_while_they_stand(status):
    situation = Batch(BatchStatus.APPROVED)
    recognition = Recognition.objects.get()
    if status != RecognitionStatus.PROPOSED:
        situation.decide({recognition.pk: "Chưa đủ"} if status == RecognitionStatus.REFUSED else None)

    def revoke_it():
        fresh = Recognition.objects.select_related("batch", "organisation", "report").get()
        on = date(2026, 11, 18)
        revoke(fresh, reason="Vi phạm", document="1/QĐ", on=on, by=situation.leader, at=LATER, seen=fresh.version)

    if status == RecognitionStatus.REVOKED:
        revoke_it()
    recognition.refresh_from_db()
    check(recognition, status, states.REVOKE, revoke_it)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("refused", "target"), [(False, RecognitionStatus.RECOGNISED), (True, RecognitionStatus.REFUSED)]
)
def test_a_decision_recognises_or_refuses_what_was_proposed(refused, target):
    situation = Batch(BatchStatus.APPROVED)
    recognition = Recognition.objects.get()
    situation.decide({recognition.pk: "Chưa đủ điều kiện"} if refused else None)
    recognition.refresh_from_db()
    assert recognition.status == target


class Watched:
    """An incident in the given status, and an officer who moves it on."""

    def __init__(self, status):
        self.here = Happening()
        self.incident = self.here.report()
        for act in [self.follow, self.close][: list(IncidentStatus).index(status)]:
            act()
            self.incident.refresh_from_db()

    def _moved(self, verb, **said):
        verb(self.incident, by=self.here.officer, at=LATER_THAT_DAY, seen=self.incident.version, **said)

    def follow(self):
        self._moved(follow)

    def close(self):
        self._moved(close, note="Đã hòa giải.")

    def reopen(self):
        self._moved(reopen, reason="Tái diễn.")


@pytest.mark.django_db
@pytest.mark.parametrize(("status", "transition"), pairs(IncidentStatus, states.INCIDENT_TRANSITIONS))
def test_incidents(status, transition):
    watched = Watched(status)
    check(watched.incident, status, transition, getattr(watched, transition.code))


@pytest.mark.django_db
@pytest.mark.parametrize(("status", "transition"), pairs(CampaignStatus, directives_states.CAMPAIGN_TRANSITIONS))
def test_campaigns(status, transition):
    """What a closed one refuses it says in words of its own before anything else."""
    officer, day = actor(Role.OFFICER), date(2026, 3, 9)
    window = campaigning.Window(starts_on=day, ends_on=day)
    campaign = campaigning.create(officer.organisation.board, "Đợt thử", window, by=officer, at=LATER)
    acts = {"open": campaigning.open_campaign, "close": campaigning.close_campaign}
    for act in list(acts.values())[: list(CampaignStatus).index(status)]:
        act(campaign, by=officer, at=LATER, seen=campaign.version)
        campaign.refresh_from_db()
    refused = "closed" if (status, transition.code) == (CampaignStatus.CLOSED, "open") else STALE
    act = acts[transition.code]
    check(campaign, status, transition, lambda: act(campaign, by=officer, at=LATER, seen=campaign.version), refused)
