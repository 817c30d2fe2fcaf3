"""What an administrator meets who moves a board's data in from Excel."""

from antt_portal.moving import runs, working
from antt_portal.moving.models import ImportRun
from antt_portal.moving.tests.books import TENANT, WHOLE, ZONE, file_of, filled
from antt_portal.tests.journeys.situations.sight import Sight, Situation


class MovingIn(Situation):
    """One file is in, one changes what is on record, one is wrong, one has just been sent."""

    def make(self) -> None:
        self.by = self.scene.somebody("administrator")
        self._confirmed(self._checked("Danh sach doanh nghiep 2026.xlsx", **WHOLE))
        other = {**TENANT, "address": "Lô B7, KCN Thử Một", "fire_hazard": "Không"}
        self.changing = self._checked("Dieu chinh dia chi.xlsx", organisations=[other])
        wrong = {**TENANT, "tax_code": "123", "kind": "Hợp tác xã"}
        zone = {**ZONE, "until": ZONE["since"].replace(year=2019)}
        self.wrong = self._checked("Danh sach cu.xlsx", zones=[zone], organisations=[wrong, other, other])
        self.sent = self._sent("Bo sung.xlsx", zones=[ZONE])

    def _sent(self, name: str, **sheets) -> ImportRun:
        return runs.take_in(file_of(filled(**sheets)), name, by=self.by, at=self.scene.clock.now())

    def _checked(self, name: str, **sheets) -> ImportRun:
        run = self._sent(name, **sheets)
        self._work(run)
        return run

    def _confirmed(self, run: ImportRun) -> None:
        runs.confirm(run, by=self.by, at=self.scene.clock.now(), seen=run.version)
        self._work(run)
        self.done = run

    def _work(self, run: ImportRun) -> None:
        at = self.scene.clock.now()
        working.go_on(working.take_next(at), at=at)
        run.refresh_from_db()

    sights = (
        Sight("administrator", "enterprises:setup"),
        Sight("administrator", "imports"),
        Sight("administrator", "import-run", lambda one: [one.sent.public_id]),
        Sight("administrator", "import-run", lambda one: [one.wrong.public_id]),
        Sight("administrator", "import-run", lambda one: [one.changing.public_id]),
        Sight("administrator", "import-run", lambda one: [one.done.public_id]),
    )
