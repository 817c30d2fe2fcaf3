"""Filings and recognitions of who leaves, merges or is renamed stay where they are; nothing more is asked."""

from datetime import UTC, date, datetime

import pytest

from antt_portal.core.actor import System
from enterprises.models import Applicability, Deadline, Organisation, OrganisationKind
from enterprises.organisations import decide_applicability
from enterprises.tests.factories import OrganisationFactory, ZoneFactory, place
from enterprises.tests.succession.acts import begun, confirmed, done, told
from reports.models import PastRecognition, Recognition, RecognitionStatus, Report, ReportKind
from reports.opening import open_year
from reports.recognising import create_batch
from reports.tests.factories import REVIEWED, YEAR, Filing

pytestmark = pytest.mark.django_db
AT = datetime(2026, 6, 10, 2, tzinfo=UTC)
SINCE = date(2026, 6, 1)


@pytest.fixture
def filing():
    one = Filing()
    place(one.organisation, ZoneFactory(board=one.board))
    return one


@pytest.fixture
def other(filing):
    return OrganisationFactory(board=filing.board)


def change(filing, kind, **more):
    return done(filing.organisation, kind, by=filing.officer, on=SINCE, at=AT, **more)


def asked(organisation):
    return dict(Applicability.objects.filter(organisation=organisation).values_list("year", "status"))


def open_filings(organisation):
    kinds = {"registration", "self_assessment"}
    return Deadline.objects.open().filter(organisation=organisation, kind__in=kinds).count()


@pytest.mark.parametrize("kind", ["leave", "merge"])
def test_who_is_gone_owes_no_filing_of_the_year_and_keeps_the_draft(filing, other, kind):
    assert open_filings(filing.organisation) == 1
    more = {"successor": other} if kind == "merge" else {}
    found = begun(filing.organisation, kind, by=filing.officer, on=SINCE, at=AT, **more)
    assert told(found, "ends") == {"yearly": 1, "years": 2, "tenancies": 1}
    confirmed(found, by=filing.officer, at=AT)
    assert open_filings(filing.organisation) == 0
    assert asked(filing.organisation) == {YEAR: "not_applicable", YEAR + 1: "not_applicable"}
    assert Report.objects.get(pk=filing.report.pk).status == "draft"
    reason = Applicability.objects.get(organisation=filing.organisation, year=YEAR).reason
    assert "125/QĐ-UBND" in reason


def test_nothing_is_opened_for_who_is_gone_in_the_years_after(filing):
    change(filing, "leave")
    before = Report.objects.filter(organisation=filing.organisation).count()
    for year in (YEAR, YEAR + 1, YEAR + 2):
        open_year(year, at=AT)
    assert Report.objects.filter(organisation=filing.organisation).count() == before


def test_who_stays_in_another_zone_owes_what_it_owed(filing):
    second = place(filing.organisation, ZoneFactory(board=filing.board))
    change(filing, "leave", zone=second.zone)
    assert (open_filings(filing.organisation), asked(filing.organisation)) == (1, {})


def test_a_dossier_under_review_is_reviewed_to_its_end(filing):
    filing.fill().submit()
    found = begun(filing.organisation, "leave", by=filing.officer, on=SINCE, at=AT)
    assert (told(found)["reviewed"], "yearly" in told(found)) == (1, False)
    confirmed(found, by=filing.officer, at=AT)
    assert asked(filing.organisation) == {YEAR + 1: "not_applicable"}
    filing.review().accept()


def test_an_exemption_with_a_reason_of_its_own_keeps_it(filing):
    organisation = filing.organisation
    by = System(filing.board.pk)
    decide_applicability(organisation, YEAR, "not_applicable", by=by, at=AT, reason="Doanh nghiệp nhỏ")
    change(filing, "leave")
    assert Applicability.objects.get(organisation=organisation, year=YEAR).reason == "Doanh nghiệp nhỏ"


def test_an_earlier_year_is_still_owed(filing):
    Report.objects.filter(pk=filing.report.pk).update(year=YEAR - 1)
    found = begun(filing.organisation, "leave", by=filing.officer, on=SINCE, at=AT)
    assert told(found, "stays")["owed"] == 1
    confirmed(found, by=filing.officer, at=AT)
    assert open_filings(filing.organisation) == 1


def test_a_recognition_stays_with_who_earned_it_and_stands_on_the_page(filing, other):
    filing.fill().submit().review().accept()
    recogniser = OrganisationFactory(board=filing.board, kind=OrganisationKind.AGENCY)
    Organisation.objects.filter(pk=filing.organisation.pk).update(recogniser=recogniser)
    create_batch([filing.report], recogniser, year=YEAR, by=filing.officer, at=REVIEWED)
    code = {"status": RecognitionStatus.RECOGNISED, "code": "7K4M-Q2XD-9RTB", "certificate_number": "12/GCN"}
    Recognition.objects.update(**code)
    past = {"decision_number": "9/QĐ-UBND", "decided_on": date(2024, 11, 20)}
    PastRecognition.objects.create(
        board=filing.board, organisation=filing.organisation, year=2024, is_recognised=True, **past
    )
    found = change(filing, "merge", successor=other)
    line = next(line for line in found.lines if line["code"] == "recognitions")
    assert (line["count"], "12/GCN" in line["named"][0]["title"]) == (2, True)
    assert Recognition.objects.get().organisation == filing.organisation


def test_a_new_name_changes_nothing_of_what_was_filed(filing):
    found = begun(filing.organisation, "rename", by=filing.officer, on=SINCE, at=AT, new_name="Tên mới")
    assert told(found, "stays")["owed"] == 1
    confirmed(found, by=filing.officer, at=AT)
    assert (open_filings(filing.organisation), asked(filing.organisation)) == (1, {})


def test_the_board_is_shown_no_page_of_a_draft(filing):
    found = begun(filing.organisation, "leave", by=filing.officer, on=SINCE, at=AT)
    found = confirmed(found, by=filing.officer, at=AT)
    line = next(line for line in found.lines if line["code"] == "yearly")
    assert [one["path"] for one in line["named"]] == [""]


def test_an_opened_registration_ends_with_the_assessment():
    filing = Filing(ReportKind.REGISTRATION)
    place(filing.organisation, ZoneFactory(board=filing.board))
    open_year(YEAR, at=AT)
    assert open_filings(filing.organisation) == 2
    change(filing, "leave")
    assert open_filings(filing.organisation) == 0
