"""A program of an organisation, for tests: a token, and requests with it."""

from dataclasses import dataclass
from datetime import timedelta

from django.test import Client

from antt_portal.api.models import ApiToken, Scope
from antt_portal.api.tokens import make
from antt_portal.core import clock
from enterprises.models import Organisation, OrganisationKind, Role
from enterprises.tests.factories import actor

V1 = "/api/v1/"


@dataclass
class Program:
    token: ApiToken
    secret: str

    def get(self, path, *, method="get", client=None, **asked):
        """``path`` under /api/v1/, or a whole address (as ``next`` has it)."""
        address = path if path.startswith(("http", "/")) else V1 + path
        headers = {"Authorization": f"Bearer {self.secret}", **asked.pop("headers", {})}
        return getattr(client or Client(), method)(
            address.removeprefix("http://localhost:8000"), asked, headers=headers
        )

    def ids(self, path, **asked) -> set[str]:
        answer = self.get(path, **asked)
        assert answer.status_code == 200, answer.content
        return {row["id"] for row in answer.json()["data"]}


def keeper(organisation: Organisation):
    """Who makes its tokens."""
    roles = {OrganisationKind.BOARD: Role.ADMINISTRATOR, OrganisationKind.AGENCY: Role.AGENT}
    return actor(roles.get(organisation.kind, Role.HEAD), organisation)


def program(organisation: Organisation, *scopes: Scope, days=30) -> Program:
    """Without ``scopes`` it may read everything."""
    at, by = clock.now(), keeper(organisation)
    made = make("Phần mềm thử", scopes or list(Scope), expires_on=clock.today() + timedelta(days=days), by=by, at=at)
    return Program(made.token, made.secret)
