"""What an administrator meets in the register of breaches: one running, one reported, one closed."""

from datetime import timedelta

from antt_portal.breaches import keeping
from antt_portal.breaches.models import Breach
from antt_portal.tests.journeys.situations.sight import Sight, Situation


class Breaching(Situation):
    def make(self) -> None:
        self.running = self._entered("Gửi nhầm danh bạ đầu mối cho một doanh nghiệp", 20)
        self.reported = self._entered("Mất máy tính xách tay của văn thư", 80)
        self._act(keeping.report, self.reported, number="15/BC-BQL", reported_at=self._ago(30))
        self.closed = self._entered("Màn hình phòng họp hiện danh sách cán bộ", 200)
        self._act(keeping.close, self.closed, outcome="Không có người ngoài; không phải báo.")

    def _ago(self, hours: int):
        return self.scene.clock.now() - timedelta(hours=hours)

    def _entered(self, what: str, hours: int) -> Breach:
        told = ("Họ tên, điện thoại công vụ của đầu mối", 12, "Đã yêu cầu xóa thư.")
        facts = keeping.Facts(self._ago(hours), what, *told)
        return keeping.enter(facts, by=self.scene.somebody("administrator"), at=self.scene.clock.now())

    def _act(self, verb, breach: Breach, **how) -> None:
        verb(breach, seen=1, by=self.scene.somebody("administrator"), at=self.scene.clock.now(), **how)

    sights = (
        Sight("administrator", "breaches"),
        Sight("administrator", "breach-new"),
        Sight("administrator", "breach", lambda one: [one.running.public_id]),
        Sight("administrator", "breach", lambda one: [one.reported.public_id]),
        Sight("administrator", "breach", lambda one: [one.closed.public_id]),
    )
