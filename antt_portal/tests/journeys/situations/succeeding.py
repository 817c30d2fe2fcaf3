"""What a board meets when enterprises are renamed, leave and merge, and a zone gets another investor."""

from datetime import date, timedelta

from antt_portal.core.clock import local_date
from antt_portal.tests.journeys.scene import GIA_HUNG, HAI_DANG, KIM_LONG, YEAR
from antt_portal.tests.journeys.situations.sight import Sight, Situation
from enterprises.models import Organisation, Role, SuccessionKind
from enterprises.succession import deciding, transferring
from enterprises.succession.examining import preview
from enterprises.tests.factories import BoardFactory, ZoneFactory, actor, board_organisation

WHY = deciding.Ground("125/QĐ-UBND", date(YEAR, 5, 20))


def new(who: str, kind: str):
    return lambda one: [getattr(one, who).public_id, kind]


def page(name: str):
    return lambda one: [getattr(one, name).public_id]


class Succeeding(Situation):
    """One was renamed, one waits for its day, one is to merge, and an investor may not leave its zone alone."""

    def make(self) -> None:
        scene = self.scene
        scene.open()
        at = scene.clock.set(YEAR, 6, 10)
        self.tenant = scene.enterprise.organisation
        self.leaver, self.heir, self.third = (
            scene.settle(one, at=at).organisation for one in (GIA_HUNG, HAI_DANG, KIM_LONG)
        )
        self.investor = scene.investor.organisation
        self.renamed = self._begun(self.tenant, "rename", new_name="Công ty TNHH Thử Nghiệm Đại An Phú")
        self._confirm(self.renamed)
        on = local_date(at) + timedelta(days=20)
        self.planned = self._begun(self.leaver, "leave", on=on)
        self._confirm(self.planned)
        self.merging = self._begun(self.heir, "merge", successor=self.third)
        self.hindered = self._begun(self.investor, "leave")
        self._between_boards()

    def _begun(self, organisation: Organisation, kind: str, *, on: date | None = None, **more):
        by, at = self.scene.officer, self.scene.clock.now()
        since = on or local_date(at) - timedelta(days=9)
        return deciding.begin(organisation, SuccessionKind(kind), on=since, why=WHY, by=by, at=at, **more)

    def _confirm(self, found) -> None:
        by, at = self.scene.officer, self.scene.clock.now()
        deciding.confirm(found, digest=preview(found).digest, by=by, at=at, seen=found.version)

    def _between_boards(self) -> None:
        """The board would go into the one next door, which offers it a zone of its own meanwhile."""
        here = self.scene.somebody("administrator")
        there = actor(Role.ADMINISTRATOR, board_organisation(BoardFactory()))
        zone = ZoneFactory(board=there.organisation.board, name="KCN Ví Dụ Bên Cạnh", valid_from=date(2020, 1, 1))
        at = self.scene.clock.now()
        given = {"why": WHY, "with_people": True, "at": at}
        to, on = there.organisation.board, local_date(at) + timedelta(days=20)
        self.whole = transferring.begin(to, zone=None, on=on, by=here, **given)
        self.zone = transferring.begin(here.organisation.board, zone=zone, on=local_date(at), by=there, **given)
        digest = transferring.examine(self.zone, on=local_date(at)).digest
        transferring.offer(self.zone, digest=digest, by=there, at=at, seen=1)

    sights = (
        Sight("officer", "enterprises:organisation", page("tenant")),
        Sight("officer", "enterprises:successions"),
        Sight("officer", "enterprises:succession-new", new("tenant", "rename")),
        Sight("officer", "enterprises:succession-new", new("tenant", "leave")),
        Sight("officer", "enterprises:succession-new", new("tenant", "merge")),
        Sight("officer", "enterprises:succession-new", new("investor", "investor")),
        *(Sight("officer", "enterprises:succession", page(one)) for one in ("merging", "hindered", "planned")),
        Sight("leader", "enterprises:succession", page("renamed")),
        Sight("head", "enterprises:succession", page("renamed")),
        Sight("administrator", "enterprises:successions"),
        Sight("administrator", "enterprises:board-transfer-new"),
        *(Sight("administrator", "enterprises:board-transfer", page(one)) for one in ("whole", "zone")),
    )
