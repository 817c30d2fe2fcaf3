"""The order of the story: what came in, letters and their readers, the way of one letter to everybody, and the sum."""

from datetime import date, datetime
from functools import cached_property

from django.db import transaction

from antt_portal.demo.chain import asking, campaign, latecomers, post, responding, summing, superior
from antt_portal.demo.chain.parties import Parties, Party
from antt_portal.demo.chain.receiving import confirm, look
from antt_portal.demo.chain.spreading import Spreading
from antt_portal.demo.letters import texts
from antt_portal.demo.letters.correspondence import Correspondence, Plan
from antt_portal.demo.letters.desk import Desk
from antt_portal.demo.letters.texts import Data
from antt_portal.demo.places import THAI_BINH_ZONES
from directives.models import (
    Campaign,
    Directive,
    Forwarding,
    IncomingDocument,
    LetterStatus,
    OfficialLetter,
    Relation,
)
from directives.writing.starting import arrived
from enterprises.models import Zone

BOARD = "thai-binh"
PEAK = Plan("peak", LetterStatus.ISSUED, campaign.ISSUED)


class Chained(Correspondence):
    """The letters of the board whose directives travel."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.parties = Parties(desk.own.board)

    @cached_property
    def superior(self) -> IncomingDocument:
        return superior.enter(self.desk)

    @cached_property
    def campaign(self) -> Campaign:
        return campaign.plan(self.desk)

    def tell(self) -> None:
        invited = latecomers.settle(latecomers.BEFORE, self.desk, at=self.desk.ago(11))
        super().tell()
        peak = Directive.objects.select_related("letter", "board").get(letter=self._letter(PEAK.key))
        self._spread(peak, invited)
        campaign.Days(self.campaign, self.desk, self.parties).tell()
        summing.sum_up(self.desk, peak, self.parties)
        summing.review_year(self.desk, self.parties, next(self._minutes))

    def _letter(self, key: str) -> OfficialLetter | None:
        return self.desk.letter(subject=texts.subject_of(key), relation="")

    def _text(self, plan: Plan, on: date) -> Data:
        if plan == PEAK:
            return texts.letter(self.desk, plan.key, on=on, superior=arrived(self.superior))
        return super()._text(plan, on)

    def _direct(self, plan: Plan, letter: OfficialLetter, *, at: datetime) -> None:
        if Directive.objects.filter(letter=letter).exists():
            return
        by = self.desk.officer
        if plan == PEAK:
            police = self.desk.office.agent.organisation
            asking.direct_peak(letter, police, self.superior, self.campaign, by=by, at=at)
        elif plan.key in {"training", "training_again"}:
            zone = Zone.objects.get(board=self.desk.own.board, name=THAI_BINH_ZONES["song-xanh"][0])
            asking.direct_training(letter, zone, by=by, at=at)
        elif plan.key == "foreigners":
            asking.direct_foreigners(letter, by=by, at=at)

    def _live_on(self) -> None:
        """Two older letters are read before they are replaced or recalled; then the one of the campaign goes out."""
        post.deliver(self.desk.own.board)
        self._read("training", {"binh-minh": 12, "cat-tuong": 11, "an-phu": 10}, looked={"hai-dang": 11})
        self._read("foreigners", {"sao-mai": 13, "cat-tuong": 12}, looked={"khanh-an": 11})
        self._tell(PEAK)

    def _read(self, key: str, confirmed: dict[str, int], *, looked: dict[str, int]) -> None:
        """As long as the letter is out; afterwards nobody acknowledges it any more."""
        letter = self._letter(key)
        if letter is None or letter.status != LetterStatus.ISSUED:
            return
        directive = Directive.objects.get(letter=letter)
        for who, days in looked.items():
            look(self.parties[who], directive, at=self.desk.ago(days, hour=14))
        for who, days in confirmed.items():
            confirm(self.parties[who], directive, at=self.desk.ago(days, hour=15))

    @transaction.atomic
    def _spread(self, peak: Directive, invited: Party) -> None:
        if Forwarding.objects.filter(directive=peak).exists():
            return
        Spreading(self.desk, peak, self.parties, invited).tell()
        responding.answer(self.desk, peak, self.parties)
        self._read_again()
        latecomers.settle(latecomers.AFTER, self.desk, at=self.desk.ago(4))

    def _read_again(self) -> None:
        """Who had acknowledged the first letter about the training knows of its other hour; not everybody does."""
        again = Directive.objects.get(letter__issuer=self.desk.own, letter__relation=Relation.REPLACES)
        confirm(self.parties["binh-minh"], again, at=self.desk.ago(7, hour=10))
        look(self.parties["cat-tuong"], again, at=self.desk.ago(6, hour=10))
