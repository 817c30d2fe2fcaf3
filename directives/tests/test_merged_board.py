"""Thái Bình became part of Hưng Yên on 1 July 2025: the letter of 2020 stays, and the old registers are closed."""

from datetime import UTC, date, datetime, timedelta

import pytest

from antt_portal.core.refusal import Refused
from directives.asking.loading import shipped, store_letter
from directives.incoming import Columns, enter
from directives.models import Delivery, LetterStatus, NumberSeries, OfficialLetter, SeriesGroup
from directives.tests.audiences import issued, scene
from directives.tests.office import a_letter, carry
from directives.writing.numbering import reserve
from enterprises.models import Board, Organisation, Role, Tenancy, Zone
from enterprises.succession import boards
from enterprises.succession.deciding import Ground
from enterprises.tests.factories import BoardFactory, actor, board_organisation

pytestmark = pytest.mark.django_db
MERGED = date(2025, 7, 1)
AT = datetime(2026, 6, 1, 2, tzinfo=UTC)
WHY = Ground("202/2025/QH15", date(2025, 6, 12))


class Story:
    """The board of the letter of 2020, with a number given and a directive open, and the board that follows it."""

    def __init__(self) -> None:
        self.made = scene()
        self.own = self.made.office.own
        by = self.made.office.officer
        self.letter = store_letter(self.own.board, shipped("letters/thai-binh-2020"), by=by, at=AT)
        self.directive = issued(self.made)
        self.waiting = a_letter(self.made.office, LetterStatus.SIGNED)
        lines, superior = "BAN QUẢN LÝ KHU KINH TẾ\nVÀ CÁC KHU CÔNG NGHIỆP", "UBND TỈNH THÁI BÌNH"
        self.own.names.update(lines=lines, superior=superior, abbreviation="BQLKKT", place="Thái Bình")
        to = board_organisation(BoardFactory(code="hung-yen"))
        to.names.update(superior="ỦY BAN NHÂN DÂN\nTỈNH HƯNG YÊN", place="Hưng Yên")
        self.keeper = actor(Role.ADMINISTRATOR, to)

    def merge(self):
        merger = boards.Merger(self.own.board, self.keeper.organisation.board, MERGED, WHY)
        self.told = boards.preview(merger, on=AT.date())
        return boards.merge(merger, digest=self.told.digest, by=self.keeper, at=AT)

    def count(self, code: str) -> int:
        return next(line.count for line in self.told.lines if line.code == code)


@pytest.fixture
def story():
    one = Story()
    one.merge()
    return one


def test_the_letter_of_2020_stays_under_its_own_name_and_number(story):
    letter = OfficialLetter.objects.get(pk=story.letter.pk)
    assert (letter.board, letter.data) == (story.own.board, story.letter.data)
    assert "UBND TỈNH THÁI BÌNH" in str(letter.data)
    assert letter.issuer.name_on(date(2020, 11, 1)).superior == "UBND TỈNH THÁI BÌNH"
    assert not OfficialLetter.objects.filter(board=story.keeper.board_id).exists()


def test_the_register_ends_with_the_last_number_given(story):
    series = NumberSeries.objects.get(agency=story.own)
    assert (series.last_number, story.count("letters-open")) == (1, 1)
    with pytest.raises(Refused, match="sổ văn bản đã khóa"):
        carry(story.made.office, story.waiting, "number")
    with pytest.raises(Refused) as refused:
        reserve(story.own, SeriesGroup.LETTERS, count=1, reason="Thử", by=story.made.office.clerk, at=AT)
    assert refused.value.code == "board-closed"
    series.refresh_from_db()
    assert series.last_number == 1


def test_the_incoming_register_takes_what_came_before_and_nothing_after(story):
    clerk = story.made.office.clerk
    enter(story.own, Columns(MERGED - timedelta(days=1), "UBND tỉnh", "Công văn thử"), by=clerk, at=AT)
    with pytest.raises(Refused) as refused:
        enter(story.own, Columns(MERGED, "UBND tỉnh", "Công văn thử khác"), by=clerk, at=AT)
    assert refused.value.code == "board-closed"


def test_the_successor_counts_from_its_own_register(story):
    assert not NumberSeries.objects.filter(agency=story.keeper.organisation).exists()
    reserve(story.keeper.organisation, SeriesGroup.LETTERS, count=1, reason="Thử", by=story.keeper, at=AT)
    assert NumberSeries.objects.get(agency=story.keeper.organisation).last_number == 1


def test_what_was_asked_there_is_still_answered_there(story):
    sent = Delivery.objects.filter(directive=story.directive, sent_at__isnull=False)
    assert story.count("open-deliveries") == sent.count() == len(story.made.investors) + 1
    assert {one.board for one in sent} == {story.own.board}


def test_zones_and_tenants_go_on_in_hung_yen(story):
    to = Board.objects.get(code="hung-yen")
    assert to.predecessor == story.own.board
    assert Zone.objects.filter(board=to).count() == len(story.made.zones)
    names = set(Organisation.objects.enterprises().filter(board=to).values_list("name", flat=True))
    assert names == {one.name for one in story.made.everybody}
    assert not Tenancy.objects.on(MERGED).filter(board=story.own.board).exists()
