"""The story of directives without what it stands beside: nothing filed, empty libraries, letters on blank sheets."""

from dataclasses import dataclass
from datetime import datetime
from unittest.mock import patch

from antt_portal.core import blobs
from antt_portal.core.models import CalendarDay
from antt_portal.core.papers import PDF
from antt_portal.demo.chain.parties import Parties
from antt_portal.demo.chain.telling import PEAK, Chained
from antt_portal.demo.instruments import give_thai_binh
from antt_portal.demo.letters import texts
from antt_portal.demo.letters.desk import Desk, desks
from antt_portal.demo.letters.equipment import equip
from antt_portal.demo.letters.way import Way
from antt_portal.demo.loading import Loading, consider_sent
from antt_portal.demo.moments import Moments
from antt_portal.demo.places import found_thai_binh
from directives.models import Directive
from directives.tests.office import blank_page
from directives.writing import issuing
from reports.opening import open_year


class Settling(Loading):
    """The board of Thái Bình with its people and enterprises."""

    def run(self):
        place = found_thai_binh(at=self.founded_at, today=self.moments.today)
        give_thai_binh(place, at=self.founded_at)
        chronicle = self._found(place)
        for joins in range(3):
            self.settle_newcomers(chronicle, joins)
        open_year(self.moments.last, at=self.moments.opening(self.moments.last))

    def _stock(self, enterprise, *, at):
        """With nothing."""


class OnBlankSheets(Way):
    """Signed by hand; what is kept of each step is a blank page."""

    def _page(self, at):
        return blobs.keep_bytes(blank_page(), media_type=PDF, board_id=self.letter.board_id, at=at)

    def _lay_out(self, seen):
        at = self.hours.laid_out
        issuing.pass_layout(self.letter, self._page(at), {}, by=self._clerk, at=at, seen=seen)

    def _sign(self, seen):
        issuing.record_paper_signature(self.letter, by=self._clerk, at=self.hours.signed, seen=seen)

    def _seal(self, seen):
        at = self.hours.sealed
        issuing.seal(self.letter, self._page(at), by=self._clerk, at=at, seen=seen)


@dataclass(frozen=True)
class Told:
    now: datetime
    desk: Desk
    peak: Directive

    @property
    def parties(self):
        return Parties(self.desk.own.board)


def tell(now: datetime) -> Told:
    moments = Moments(now, CalendarDay.objects.calendar_for(None))
    Settling(moments).run()
    (desk,) = desks(moments)
    equip(desk)
    tell_again(desk)
    letter = desk.letter(subject=texts.subject_of(PEAK.key))
    return Told(now, desk, Directive.objects.get(letter=letter))


def tell_again(desk: Desk) -> None:
    with (
        patch("antt_portal.demo.letters.correspondence.Way", OnBlankSheets),
        patch("antt_portal.demo.letters.correspondence.UNFINISHED", ()),
        patch("antt_portal.demo.chain.summing.Way", OnBlankSheets),
    ):
        Chained(desk).tell()
    consider_sent([desk.own.board_id])
