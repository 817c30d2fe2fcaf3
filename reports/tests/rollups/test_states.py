"""A roll-up moves exactly as its table says."""

import pytest

from antt_portal.core.canonical import digest
from reports import states
from reports.models import RollUpStatus
from reports.rollups.figures import figures_of
from reports.rollups.preparing import freeze
from reports.rollups.reporting import report_issued
from reports.tests.rollups.rolling import AFTERWARDS, Rolling
from reports.tests.test_states import check, pairs

pytestmark = pytest.mark.django_db


class Carried:
    """One in the given status."""

    def __init__(self, status):
        self.rolling = Rolling()
        self.rollup = self.rolling.begin()
        for act in [self.freeze, self.issue][: list(RollUpStatus).index(status)]:
            act()
            self.rollup.refresh_from_db()

    def freeze(self):
        shown = digest(figures_of(self.rollup))
        freeze(self.rollup, shown=shown, by=self.rolling.officer, at=AFTERWARDS, seen=self.rollup.version)

    def issue(self):
        letter = self.rolling.directive.letter
        report_issued(self.rollup.public_id, letter, by=self.rolling.officer, at=AFTERWARDS)


@pytest.mark.parametrize(("status", "transition"), pairs(RollUpStatus, states.ROLL_UP_TRANSITIONS))
def test_every_pair_of_status_and_transition(status, transition):
    carried = Carried(status)
    check(carried.rollup, status, transition, getattr(carried, transition.code))
