"""Who receives directives: organisations by the keys of their companies, with the two people of each."""

from functools import cached_property

from antt_portal.demo.roster import COMPANIES
from directives.models import Delivery, Directive
from enterprises.actor import Actor
from enterprises.models import Board, Membership, Organisation, Role


class Party:
    """One organisation. Those that nobody in the portal acts for have no ``head`` and no ``editor``."""

    def __init__(self, organisation: Organisation) -> None:
        self.organisation = organisation

    @cached_property
    def head(self) -> Actor:
        return self._somebody(Role.HEAD)

    @cached_property
    def editor(self) -> Actor:
        return self._somebody(Role.EDITOR)

    def _somebody(self, role: Role) -> Actor:
        there = Membership.objects.filter(organisation=self.organisation, role=role, valid_to=None)
        return Actor.of(there.select_related("user", "organisation__board").order_by("pk")[0])

    def delivery_of(self, directive: Directive) -> Delivery:
        return Delivery.objects.select_related("directive__letter", "organisation").get(
            directive=directive, organisation=self.organisation
        )


class Parties:
    def __init__(self, board: Board) -> None:
        self.board = board
        self._tax_codes = {company.key: company.tax_code for company in COMPANIES[board.code]}
        self._known: dict[str, Party] = {}

    def __getitem__(self, key: str) -> Party:
        if key not in self._known:
            found = Organisation.objects.select_related("board").get(board=self.board, tax_code=self._tax_codes[key])
            self._known[key] = Party(found)
        return self._known[key]
