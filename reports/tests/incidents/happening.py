"""An incident and everybody around it, made by the verbs themselves."""

from datetime import datetime, timedelta
from typing import Any

from antt_portal.core.clock import VIETNAM
from enterprises.actor import Actor
from enterprises.models import Organisation, OrganisationKind, Role
from enterprises.tests.factories import OrganisationFactory, ZoneFactory, actor, board_organisation, place
from reports.incidents.deciding import decide
from reports.incidents.following import follow
from reports.incidents.reporting import Facts, report
from reports.models import Incident, IncidentType, Severity

HAPPENED = datetime(2026, 11, 2, 14, 5, tzinfo=VIETNAM)
REPORTED = HAPPENED + timedelta(minutes=20)
LATER = HAPPENED + timedelta(hours=3)


def facts(**more: Any) -> Facts:
    said = {"type": IncidentType.FIGHT, "happened_at": HAPPENED, "place": "Cổng số 2", "text": "Hai nhóm xô xát."}
    return Facts(**{**said, **more})


class Happening:
    """One enterprise in one zone, its board's people, the police, and perhaps an incident."""

    def __init__(self, organisation: Organisation | None = None) -> None:
        self.organisation = organisation or OrganisationFactory()
        self.board = self.organisation.board
        self.zone = ZoneFactory(board=self.board)
        place(self.organisation, self.zone)
        self.editor: Actor = actor(Role.EDITOR, self.organisation)
        self.head: Actor = actor(Role.HEAD, self.organisation)
        self.officer = self.of_board(Role.OFFICER)
        self.leader = self.of_board(Role.LEADER)
        police = OrganisationFactory(board=self.board, kind=OrganisationKind.AGENCY, name="Công an Thử Nghiệm")
        self.agent: Actor = actor(Role.AGENT, police)

    def of_board(self, role: Role) -> Actor:
        return actor(role, board_organisation(self.board))

    def report(self, *, at: datetime | None = None, **more: Any) -> Incident:
        said = facts(**{"zone": self.zone, **more})
        return report(said, by=self.editor, at=at or said.happened_at + timedelta(minutes=20))

    def followed(self, **more: Any) -> Incident:
        incident = self.report(**more)
        follow(incident, by=self.officer, at=LATER, seen=incident.version)
        return incident

    def decide(self, incident: Incident, by: Actor | None = None, **more: Any) -> Any:
        incident.refresh_from_db()
        said = {"severity": Severity.SERIOUS, "event": None, "force_majeure": False, "reason": "Đã xác minh."}
        given = {"by": by or self.officer, "at": LATER, "seen": incident.version}
        return decide(incident, **{**said, **given, **more})
