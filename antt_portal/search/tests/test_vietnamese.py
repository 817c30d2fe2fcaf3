"""However Vietnamese is typed: every kind of thing is found without marks, with the tone elsewhere, abbreviated."""

from datetime import date

import pytest

from antt_portal.core.folding import search_key
from antt_portal.search.asking import read
from antt_portal.search.sources import sources_of
from directives.tests.factories import InstrumentFactory, ObligationFactory
from directives.tests.office import a_draft, staffed_office
from enterprises.tests.factories import OrganisationFactory
from reports.tests.factories import Filing
from reports.tests.incidents.happening import Happening

TODAY = date(2026, 11, 22)
WORDS = "Hòa giải, bảo đảm ANTT và phòng cháy, chữa cháy tại KCN Đình Thủy"
TYPED = {
    "without marks": "hoa giai dinh thuy",
    "the tone elsewhere": "hoà giải đình thuỷ",
    "capitals": "HÒA GIẢI ĐÌNH THỦY",
    "đ typed as d": "dam dinh",
    "the abbreviation in full": "an ninh trật tự khu công nghiệp",
    "its full form abbreviated": "PCCC",
    "both": "antt pccc kcn",
}
OTHERS = {"another word": "hòa bình", "within a word": "inh", "another abbreviation": "KKT"}

pytestmark = pytest.mark.django_db


def kinds_found(person, typed):
    sources = [source for source in sources_of(person) if source.kind != "campaigns"]
    return {source.kind for source in sources if source.found(read(typed), person, TODAY)}


@pytest.fixture
def everything():
    """A letter, an obligation, an enterprise with its report and an incident, all with the same words."""
    office = staffed_office()
    board = office.own.board
    a_draft(office, WORDS)
    ObligationFactory(instrument=InstrumentFactory(board=board), title=WORDS, search_key=search_key(WORDS))
    company = OrganisationFactory(board=board, name=WORDS)
    Filing(organisation=company).fill().submit()
    Happening(company).report(text=WORDS)
    return office.officer


@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)
def test_every_kind_of_thing_is_found(everything, typed):
    assert kinds_found(everything, typed) == {"letters", "obligations", "organisations", "reports", "incidents"}


@pytest.mark.parametrize("typed", OTHERS.values(), ids=OTHERS)
def test_and_not_by_what_it_does_not_say(everything, typed):
    assert kinds_found(everything, typed) == set()
