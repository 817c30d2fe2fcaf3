"""What is found where, best first; by the sources as the page asks them."""

from datetime import date

import pytest

from antt_portal.search.asking import read
from antt_portal.search.sources import SOURCES, sources_of
from directives.asking.loading import shipped, store_letter
from directives.campaigns.campaigning import Window, create
from directives.incoming import Columns, enter
from directives.models import InstrumentStatus, LetterStatus, OfficialLetter, Source
from directives.tests.factories import InstrumentFactory, ObligationFactory
from directives.tests.office import DRAFTED, a_draft, staffed_office
from enterprises.models import Capacity, OrganisationKind, Role
from enterprises.tests.factories import OrganisationFactory, ZoneFactory, actor, board_organisation, place
from reports.consulting import answer_opinion, ask_opinion
from reports.models import ReportKind, Stance
from reports.tests.factories import REVIEWED, Filing

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


def found(typed, person, kind):
    """The titles of the hits of one kind."""
    source = next(one for one in sources_of(person) if one.kind == kind)
    return [source.hit(row).title for row in source.found(read(typed), person, TODAY)]


@pytest.fixture
def officer():
    return actor(Role.OFFICER)


def company(person, name, **fields):
    return OrganisationFactory(board=person.organisation.board, name=name, **fields)


@pytest.mark.parametrize(
    "typed",
    [
        *("Hòa Thủy", "hoà thuỷ", "HOA THUY", "thủy hòa", "hoa thu"),
        *("tnhh hòa", "trách nhiệm hữu hạn thủy", "công ty TNHH Hòa Thủy", '"hòa thuỷ"', "cty hòa"),
    ],
)
def test_an_organisation_is_found_however_its_name_is_typed(officer, typed):
    company(officer, "Công ty TNHH Hòa Thủy")
    company(officer, "Công ty CP Thử Nghiệm Bình Minh")
    assert found(typed, officer, "organisations") == ["Công ty TNHH Hòa Thủy"]


def test_an_abbreviation_in_a_name_is_found_in_full(officer):
    company(officer, "Hạ tầng KCN Sông Trà")
    assert found("khu công nghiệp sông trà", officer, "organisations") == ["Hạ tầng KCN Sông Trà"]
    assert found("khu kinh tế sông trà", officer, "organisations") == []


def test_every_word_is_required_and_none_is_found_within_another(officer):
    company(officer, "Công ty TNHH Hòa Thủy")
    assert found("hòa bình", officer, "organisations") == []
    assert found("oa", officer, "organisations") == []


def test_an_abbreviation_stands_for_whole_words_only(officer):
    """ "đầu tư" is also "ĐT"; it is not what begins with "dt"."""
    company(officer, "Quỹ DTX Thử Nghiệm", kind=OrganisationKind.AGENCY)
    assert found("đầu tư", officer, "organisations") == []
    company(officer, "Quỹ ĐT Thử Nghiệm", kind=OrganisationKind.AGENCY)
    assert found("đầu tư", officer, "organisations") == ["Quỹ ĐT Thử Nghiệm"]


def test_a_quoted_phrase_keeps_its_order(officer):
    company(officer, "Công ty Thủy Hòa")
    assert found('"hòa thủy"', officer, "organisations") == []


def test_an_organisation_is_found_by_its_tax_code_its_kind_and_its_zone(officer):
    one = company(officer, "Công ty Ví Dụ An Phú", tax_code="0300000123-001", kind=OrganisationKind.INVESTOR)
    company(officer, "Công ty Ví Dụ Bình Minh", tax_code="0300000999")
    place(one, ZoneFactory(board=one.board, name="KCN Ví Dụ Sông Trà"))
    for typed in ("0300000123-001", "0300000123", "03000001", "chủ đầu tư hạ tầng", "an phú khu công nghiệp sông trà"):
        assert found(typed, officer, "organisations") == ["Công ty Ví Dụ An Phú"]


def test_words_in_their_order_come_before_words_anywhere(officer):
    for name in ("An Công ty Phú", "Công ty An Phú", "Công ty Anh Phú", "Công ty An Phúc"):
        company(officer, name)
    assert found("an phú", officer, "organisations") == ["Công ty An Phú", "An Công ty Phú", "Công ty An Phúc"]


def test_only_the_last_word_may_be_a_beginning(officer):
    """Syllables are short: "thu" begins "thực" and "thưởng", which nobody who typed another word after it meant."""
    company(officer, "Công ty Thực Phẩm", kind=OrganisationKind.AGENCY)
    assert found("thu pham", officer, "organisations") == []
    for typed in ("pham thu", "thuc ph"):
        assert found(typed, officer, "organisations") == ["Công ty Thực Phẩm"]


def letters(person):
    board = person.organisation.board
    for name in ("letters/hai-phong-tet-2024", "letters/thai-binh-2020"):
        store_letter(board, shipped(name), by=person, at=DRAFTED)
    return OfficialLetter.objects.filter(board=board)


@pytest.mark.parametrize(
    "typed", ["2358/KHPPH", "2358 khpph", "số 2358", "khpph-cat 2358", "công văn số 2358", "2358 2024"]
)
def test_a_letter_is_found_by_number_and_symbol(officer, typed):
    wanted = letters(officer).first()
    OfficialLetter.objects.filter(pk=wanted.pk).update(
        number=2358, symbol="KHPPH-CAT", search_key=f"khpph cat {wanted.search_key}", year=2024, subject="Số 2358"
    )
    assert found(typed, officer, "letters") == ["Số 2358"]


def test_the_letter_with_this_number_comes_before_letters_that_mention_it(officer):
    office = staffed_office()
    numbered, newer = (a_draft(office, subject) for subject in ("nội dung thường kỳ", "thực hiện công văn 8184"))
    OfficialLetter.objects.filter(pk=numbered.pk).update(number=8184)
    found_now = found("8184", office.officer, "letters")
    assert [title.split()[0] for title in found_now] == ["nội", "thực"]
    assert newer.pk > numbered.pk


def test_a_draft_that_was_given_up_is_not_found():
    office = staffed_office()
    letter = a_draft(office, "tăng cường tuần tra")
    assert found("tuần tra", office.officer, "letters") == [letter.subject]
    OfficialLetter.objects.filter(pk=letter.pk).update(status=LetterStatus.DISCARDED)
    assert found("tuần tra", office.officer, "letters") == []


def test_an_obligation_is_found_by_its_words_in_both_languages(officer):
    instrument = InstrumentFactory(board=officer.organisation.board)
    one = ObligationFactory(
        instrument=instrument, title="Tường rào", title_en="Perimeter", search_key="tuong rao perimeter pccc"
    )
    for typed in ("tường rào", "perimeter", "phòng cháy, chữa cháy"):
        assert found(typed, officer, "obligations") == [str(one)]


@pytest.mark.parametrize(
    "typed", ["an phú", "an phú 2026", "self-assessment an phú", "hồ sơ an phú", "HS-2026-00001", "hs-2026-00001"]
)
def test_a_report_is_found_by_whose_it_is_what_it_is_and_its_receipt(typed):
    filing = Filing(organisation=OrganisationFactory(name="Công ty Ví Dụ An Phú")).fill().submit()
    other = Filing(organisation=OrganisationFactory(board=filing.board, name="Công ty Ví Dụ Bình Minh"))
    other.fill().submit()
    source = next(one for one in SOURCES if one.kind == "reports")
    assert [row.organisation for row in source.found(read(typed), filing.officer, TODAY)] == [filing.organisation]


@pytest.mark.parametrize("typed", ["8184/VP-NCKTGS", "8184 vp", "văn phòng chính phủ", "vpcp", "8184", "2023 cao điểm"])
def test_an_incoming_document_is_found_by_its_number_its_author_and_its_title(typed):
    office = staffed_office()
    title, agency = "Về việc mở đợt cao điểm", "Văn phòng Chính phủ (VPCP)"
    columns = Columns(arrived_on=date(2023, 12, 1), agency=agency, title=title, number="8184", symbol="VP-NCKTGS")
    enter(office.own, columns, by=office.clerk, at=DRAFTED)
    assert found(typed, office.officer, "incoming") == [title]
    assert "incoming" not in {one.kind for one in sources_of(actor(Role.EDITOR))}


def test_an_investor_finds_the_tenants_of_its_zones_and_nobody_elses():
    investor = actor(Role.HEAD, OrganisationFactory(kind=OrganisationKind.INVESTOR))
    board = investor.organisation.board
    here, there = (ZoneFactory(board=board) for _zone in range(2))
    place(investor.organisation, here, Capacity.INVESTOR)
    for zone, name in ((here, "Công ty Ví Dụ An Phú"), (there, "Công ty Ví Dụ An Bình")):
        place(OrganisationFactory(board=board, name=name), zone)
    assert found("an", investor, "tenants") == ["Công ty Ví Dụ An Phú"]
    assert "tenants" not in {one.kind for one in sources_of(actor(Role.HEAD))}


def test_a_campaign_is_found_by_its_board(officer):
    window = Window(tet_year=2027, starts_offset=-45, ends_offset=15)
    create(officer.organisation.board, "Cao điểm Tết Đinh Mùi", window, by=officer, at=DRAFTED)
    for typed in ("cao diem tet", "đinh mùi", "2027"):
        assert found(typed, officer, "campaigns") == ["Cao điểm Tết Đinh Mùi"]
    assert found("cao điểm", actor(Role.OFFICER), "campaigns") == []
    assert "campaigns" not in {one.kind for one in sources_of(actor(Role.EDITOR))}


# ---- the wall ----
def test_nothing_of_another_board_is_found(officer):
    filing = Filing().fill().submit()
    letters(filing.officer)
    for source in sources_of(officer):
        for typed in ("công ty thử nghiệm", "camera", "báo cáo", "an ninh", "tự kiểm tra"):
            own = {row.board_id for row in source.found(read(typed), officer, TODAY)}
            assert own <= {officer.board_id}


def test_an_enterprise_finds_its_own_reports_and_no_organisations():
    filing = Filing()
    neighbour = Filing(ReportKind.REGISTRATION, organisation=OrganisationFactory(board=filing.board)).fill().submit()
    reports = next(one for one in sources_of(filing.editor) if one.kind == "reports")
    assert [row.pk for row in reports.found(read("hồ sơ"), filing.editor, TODAY)] == [filing.report.pk]
    assert not reports.found(read(neighbour.report.submissions.get().receipt), filing.editor, TODAY)
    assert "organisations" not in {one.kind for one in sources_of(filing.editor)}
    assert [row.pk for row in reports.found(read("hồ sơ"), filing.officer, TODAY)] == [neighbour.report.pk]


def test_an_enterprise_finds_no_drafts_of_the_board():
    office = staffed_office()
    editor = actor(Role.EDITOR, OrganisationFactory(board=office.own.board))
    draft = a_draft(office, "tăng cường tuần tra")
    hidden = (
        InstrumentFactory(board=office.own.board, status=InstrumentStatus.DRAFT),
        InstrumentFactory(board=office.own.board, source=Source.DIRECTIVE),
    )
    for instrument in hidden:
        ObligationFactory(instrument=instrument, search_key="tuan tra")
    assert len(found("tuần tra", office.officer, "obligations")) == 2
    assert found("tuần tra", office.officer, "letters") == [draft.subject]
    assert found("tuần tra", editor, "obligations") == found("tuần tra", editor, "letters") == []


def test_an_agency_finds_a_report_once_it_was_asked_about_it_and_only_once():
    filing = Filing().fill().submit()
    agent = actor(Role.AGENT, OrganisationFactory(board=filing.board, kind=OrganisationKind.AGENCY))
    assert found("hồ sơ", agent, "reports") == []
    for _time in range(2):
        asked = {"question": "", "due_on": date(2026, 11, 10), "by": filing.officer, "at": REVIEWED}
        opinion = ask_opinion(filing.report, agent.organisation, **asked)
        answer_opinion(opinion, stance=Stance.AGREES, text="", by=agent, at=REVIEWED, seen=opinion.version)
    assert found("hồ sơ", agent, "reports") == [str(filing.report)]


def test_percent_signs_and_underscores_are_no_wildcards(officer):
    company(officer, "Công ty An Phú")
    assert found("a%", officer, "organisations") == found("a", officer, "organisations")
    assert found("an_phu", officer, "organisations") == ["Công ty An Phú"]
    assert found("a_ phu", officer, "organisations") == []
    assert found("%ong", officer, "organisations") == []


def test_the_board_itself_is_an_organisation(officer):
    assert found("ban quản lý", officer, "organisations") == [board_organisation(officer.organisation.board).name]
