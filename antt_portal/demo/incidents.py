"""A few incidents at every step: new, asked about, a corrected sign, decided on and closed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from antt_portal.demo.filings import Enterprise
from antt_portal.demo.moments import Moments
from enterprises.actor import Actor
from reports.incidents.deciding import decide, events_in
from reports.incidents.following import add, answer, ask, close, follow
from reports.incidents.reporting import Facts, correct, report
from reports.models import Incident, IncidentType, Severity, Told

SOON_AFTER = timedelta(minutes=25)
CALLED = timedelta(minutes=5)


class Happening:
    """One incident of one enterprise, carried on by the verbs that the pages use."""

    def __init__(self, enterprise: Enterprise, moments: Moments, happened_at: datetime, **said: Any) -> None:
        self.enterprise, self.moments = enterprise, moments
        zone = enterprise.place.zones[enterprise.company.zone]
        self.facts = Facts(happened_at=happened_at, zone=zone, **said)
        reported_at = min(happened_at + SOON_AFTER, moments.now)
        self.incident = report(self.facts, by=enterprise.team.editor, at=reported_at)

    @property
    def police(self) -> Actor:
        return self.enterprise.office.agent

    def _fresh(self) -> Incident:
        self.incident = Incident.objects.select_related("organisation").get(pk=self.incident.pk)
        return self.incident

    def follow(self, *, at: datetime) -> "Happening":
        follow(self.incident, by=self.enterprise.officer, at=at, seen=self.incident.version)
        return self

    def ask(self, text: str, *, at: datetime) -> "Happening":
        ask(self.incident, text, by=self.police, at=at)
        return self

    def answer(self, text: str, *, at: datetime) -> "Happening":
        answer(self.incident, text, by=self.enterprise.team.editor, at=at)
        return self

    def add(self, text: str, *, at: datetime) -> "Happening":
        add(self.incident, text, by=self.police, at=at)
        return self

    def correct(self, reason: str, *, at: datetime, **changed: Any) -> "Happening":
        said, by = replace(self.facts, **changed), self.enterprise.team.editor
        correct(self.incident, said, reason=reason, by=by, at=at, seen=self._fresh().version)
        self._fresh()
        return self

    def decide(
        self, severity: Severity, reason: str, *, at: datetime, event: str = "", excused: bool = False
    ) -> "Happening":
        """``event`` is the code of a barring event."""
        events = events_in(self.incident.facts.year, self.incident.board_id)
        decide(
            self.incident,
            severity=severity,
            event=events.get(code=event) if event else None,
            force_majeure=excused,
            reason=reason,
            by=self.enterprise.officer,
            at=at,
            seen=self._fresh().version,
        )
        return self

    def close(self, note: str, *, at: datetime) -> None:
        close(self._fresh(), note=note, by=self.enterprise.officer, at=at, seen=self.incident.version)


@dataclass
class Happenings:
    """What happened under one board; enterprises are named by their keys."""

    enterprises: list[Enterprise]
    moments: Moments

    def tell(self) -> None:
        tellers: dict[str, Callable[[Enterprise], object]] = {
            "an-phu": self.accident_asked_about,
            "cat-tuong": self.dispute_corrected,
            "gia-hung": self.theft_just_reported,
            "khanh-an": self.fight_settled,
            "phuong-dong": self.fire_by_lightning,
            "binh-minh-chi-nhanh-hai-phong": self.theft_just_reported,
        }
        for enterprise in self.enterprises:
            if teller := tellers.get(enterprise.company.key):
                teller(enterprise)

    def _ago(self, workdays: int, hour: int = 9, minute: int = 0) -> datetime:
        """What happens waits for no evaluation year: right after its opening the days before are last year's."""
        return self.moments.ago(workdays, hour=hour, minute=minute, year=self.moments.last)

    def _last_year(self, month: int, day: int, **when: int) -> datetime:
        return self.moments.on(self.moments.last, month, day, **when)

    def theft_just_reported(self, enterprise: Enterprise) -> None:
        at = self._ago(1, 6, 40)
        text = "Mất cuộn dây đồng trong kho vật tư; khóa cửa sau bị phá. Bảo vệ giữ nguyên hiện trường."
        told = {Told.POLICE.value: (at + CALLED).isoformat()}
        said = {"place": "Kho vật tư phía sau xưởng", "text": text, "told": told, "loss": 85_000_000}
        Happening(enterprise, self.moments, at, type=IncidentType.THEFT, **said)

    def accident_asked_about(self, enterprise: Enterprise) -> None:
        text = "Một công nhân bị kẹp tay khi vệ sinh máy dập, đã đưa đi bệnh viện. Dừng máy, rào khu vực."
        said = {"place": "Xưởng dập số 1", "text": text, "injured": 1, "told": {Told.AMBULANCE.value: ""}}
        happening = Happening(enterprise, self.moments, self._ago(2, 10), type=IncidentType.ACCIDENT, **said)
        happening.follow(at=self._ago(2, 14))
        happening.ask(
            "Máy có rào che và nút dừng khẩn cấp không? Ai cho phép vệ sinh khi máy chạy?", at=self._ago(1, 15)
        )

    def dispute_corrected(self, enterprise: Enterprise) -> None:
        text = "Công nhân chuyền may số 4 bàn tán về tiền thưởng Tết, có người kêu gọi nghỉ việc tập thể."
        said = {"place": "Chuyền may số 4", "text": text, "is_sign": True, "involved": 40}
        happening = Happening(enterprise, self.moments, self._ago(3, 15), type=IncidentType.DISPUTE, **said)
        happening.correct("Chuyền số 5 cũng có ý kiến.", at=self._ago(2, 9), involved=95)
        happening.follow(at=self._ago(2, 10))
        happening.answer("Công đoàn và giám đốc đã đối thoại, hẹn công bố mức thưởng trong tuần.", at=self._ago(1, 16))

    def fight_settled(self, enterprise: Enterprise) -> None:
        text = "Hai nhóm công nhân xô xát ở nhà ăn; bảo vệ can ngăn, không ai phải vào viện."
        said = {"place": "Nhà ăn ca", "text": text, "involved": 9, "injured": 0}
        happened_at = self._last_year(6, 10, hour=12)
        happening = Happening(enterprise, self.moments, happened_at, type=IncidentType.FIGHT, **said)
        happening.follow(at=self._last_year(6, 10, hour=14))
        happening.ask("Nguyên nhân và hình thức kỷ luật?", at=self._last_year(6, 10, hour=15))
        happening.answer("Mâu thuẫn khi xếp hàng; đã hòa giải, khiển trách bốn người.", at=self._last_year(6, 11))
        reason = "Mâu thuẫn nhỏ, đã hòa giải; không ai bị xử phạt hành chính."
        happening.decide(Severity.MINOR, reason, at=self._last_year(6, 12))
        happening.close("Đã hòa giải, nhắc nhở đơn vị bố trí bảo vệ giờ ăn ca.", at=self._last_year(6, 12, hour=10))

    def fire_by_lightning(self, enterprise: Enterprise) -> None:
        happened_at = self._last_year(8, 5, hour=16)
        told = {Told.FIRE_BRIGADE.value: (happened_at + CALLED).isoformat()}
        said = {"place": "Trạm biến áp", "text": "Sét đánh gây cháy trạm biến áp, dập tắt sau 20 phút.", "told": told}
        happening = Happening(
            enterprise, self.moments, happened_at, type=IncidentType.FIRE, loss=420_000_000, dead=0, injured=0, **said
        )
        happening.follow(at=self._last_year(8, 5, hour=17))
        happening.add("Đã khám nghiệm, không có dấu hiệu tội phạm.", at=self._last_year(8, 7))
        reason = "Nguyên nhân do sét đánh, hệ thống chống sét đã kiểm định."
        at = self._last_year(8, 10)
        happening.decide(Severity.SERIOUS, reason, at=at, event="event_g", excused=True)
        happening.close("Trạm đã thay mới, kiểm định lại chống sét.", at=self._last_year(8, 10, hour=15))
