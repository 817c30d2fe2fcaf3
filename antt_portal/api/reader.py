"""Who reads: a program of one organisation. It sees what a person acting for that organisation sees, and no more."""

from dataclasses import dataclass
from datetime import date, datetime

from antt_portal.api.models import ApiToken, Scope
from antt_portal.core.clock import local_date
from enterprises.models import Organisation, OrganisationKind, Role

# As whom the querysets of the pages are asked. All roles of one kind of organisation see the same rows.
READS_AS: dict[str, Role] = {
    OrganisationKind.BOARD: Role.OFFICER,
    OrganisationKind.UNIT: Role.EDITOR,
    OrganisationKind.INVESTOR: Role.EDITOR,
    OrganisationKind.TENANT: Role.EDITOR,
    OrganisationKind.AGENCY: Role.AGENT,
}


@dataclass(frozen=True)
class Reader:
    """``at`` is the moment of the request. Stands where an ``Actor`` stands (``core.actor.Doer``); it acts nowhere."""

    token: ApiToken
    at: datetime
    ip: str | None
    user_id: None = None

    @property
    def organisation(self) -> Organisation:
        return self.token.organisation

    @property
    def organisation_id(self) -> int:
        return self.token.organisation_id

    @property
    def board_id(self) -> int:
        return self.token.board_id

    @property
    def role(self) -> Role:
        return READS_AS[self.organisation.kind]

    @property
    def is_board(self) -> bool:
        return self.organisation.kind == OrganisationKind.BOARD

    @property
    def on(self) -> date:
        return local_date(self.at)

    def may(self, scope: Scope) -> bool:
        return scope in self.token.scopes
