"""Incidents at every step: new, asked about, corrected, decided on, closed; and the forms and figures around them."""

import io
from datetime import datetime, timedelta
from typing import Any

from antt_portal.core.inspection import inspect
from antt_portal.core.tests.inspection.corpus import jpeg
from antt_portal.tests.journeys.scene import YEAR
from antt_portal.tests.journeys.situations.sight import Sight, Situation, report
from reports.incidents.deciding import decide, events_in
from reports.incidents.following import add, ask, close, follow
from reports.incidents.reporting import Facts, add_file, correct, zones_of
from reports.incidents.reporting import report as report_incident
from reports.models import Incident, IncidentType, Severity

TEXT = "Hai nhóm công nhân xô xát khi tan ca; bảo vệ đã can ngăn."


def _of(name: str) -> Any:
    return lambda one: [getattr(one, name).public_id]


class Watching(Situation):
    def make(self):
        self.scene.open()
        self.filing = self.scene.filing().submit(at=self.scene.clock.now())
        self.report = self.filing.report
        self.fresh = self._incident(IncidentType.STRIKE, stopped=120)
        self.sign = self._incident(IncidentType.DISPUTE, is_sign=True)
        self.asked, self.closed = self._asked(), self._closed()

    def _incident(self, kind: IncidentType, **more: Any) -> Incident:
        at, by = self.scene.clock.now(), self.scene.editor
        zone = zones_of(by.organisation, at=at)[0]
        happened_at = at - timedelta(hours=1)
        said = Facts(type=kind, happened_at=happened_at, place="Cổng số 2", text=TEXT, zone=zone, **more)
        return report_incident(said, by=by, at=at)

    def _asked(self) -> Incident:
        """Corrected once, with a photo and a question that waits."""
        incident, by, at = self._incident(IncidentType.ACCIDENT, injured=2), self.scene.editor, self.scene.clock.now()
        photo = io.BytesIO(jpeg())
        add_file(incident, photo, inspect(photo, "Hien-truong.jpg"), by=by, at=at)
        told = {"police": at.isoformat(), "ambulance": ""}
        said = Facts(**{**Facts.of(incident.facts).columns, "injured": 3, "told": told})
        correct(incident, said, reason="Có thêm một người đến bệnh viện.", by=by, at=at, seen=incident.version)
        incident.refresh_from_db()
        follow(incident, by=self.scene.officer, at=at, seen=incident.version)
        ask(incident, "Có ai bị thương nặng không?", by=self.scene.office.agent, at=at)
        return incident

    def _closed(self) -> Incident:
        incident, officer, at = self._incident(IncidentType.FIRE, loss=150_000_000), self.scene.officer, self._now()
        follow(incident, by=officer, at=at, seen=incident.version)
        add(incident, "Đã dập tắt.", by=self.scene.office.agent, at=at)
        event = events_in(YEAR, incident.board_id).get(code="event_g")
        said = {"severity": Severity.VERY_SERIOUS, "event": event, "force_majeure": True, "reason": "Do sét đánh."}
        decide(incident, **said, by=officer, at=at, seen=incident.version)
        incident.refresh_from_db()
        close(incident, note="Đã khắc phục.", by=officer, at=at, seen=incident.version)
        return incident

    def _now(self) -> datetime:
        return self.scene.clock.now()

    sights = (
        Sight("editor", "home"),
        Sight("officer", "home"),
        Sight("agent", "home"),
        Sight("editor", "reports:incidents"),
        Sight("officer", "reports:incidents"),
        Sight("agent", "reports:incidents", query="?severity=undecided&status=followed"),
        Sight("officer", "reports:incidents", query="?q=khong-co"),
        Sight("editor", "reports:incident-new"),
        Sight("editor", "reports:incident", _of("asked")),
        Sight("editor", "reports:incident-correct", _of("asked")),
        Sight("officer", "reports:incident", _of("fresh")),
        Sight("officer", "reports:incident", _of("asked")),
        Sight("agent", "reports:incident", _of("closed")),
        Sight("clerk", "reports:incident", _of("sign")),
        Sight("officer", "reports:incident-figures"),
        Sight("officer", "reports:review", report),
        Sight("head", "reports:report", report),
        Sight("head", "reports:year", lambda _one: [YEAR]),
    )


class InEnglish(Watching):
    language = "en"

    sights = (
        Sight("editor", "reports:incident-new"),
        Sight("officer", "reports:incident", _of("asked")),
        Sight("agent", "reports:incident-figures"),
    )
