from datetime import date

import pytest

from antt_portal.core.models import AuditEntry
from antt_portal.core.refusal import Refused
from directives.models import ObligationKind
from directives.tests.factories import InstrumentFactory, ObligationFactory, instrument_with_criterion
from enterprises.models import Applicability, ApplicabilityStatus, Deadline, OrganisationKind, Role, Size
from enterprises.tests.factories import BoardFactory, OrganisationFactory, actor, board_organisation
from reports.models import Report, ReportKind, ReportStatus
from reports.opening import is_late, open_by_hand, open_report, open_year, years_in_reach
from reports.tests.acts import acts_on
from reports.tests.factories import OPENED, YEAR

pytestmark = pytest.mark.django_db
SELF, REGISTRATION = ReportKind.SELF_ASSESSMENT, ReportKind.REGISTRATION


@pytest.fixture
def board():
    board = BoardFactory()
    instrument_with_criterion(board)
    return board


@pytest.fixture
def tenant(board):
    return OrganisationFactory(board=board)


@pytest.fixture
def editor(tenant):
    return actor(Role.EDITOR, tenant)


@pytest.mark.parametrize(
    ("kind", "asked", "due"),
    [
        (SELF, {ObligationKind.STANDING, ObligationKind.CRITERION}, date(2026, 11, 15)),
        (REGISTRATION, {ObligationKind.REGISTRATION}, date(2026, 3, 31)),
    ],
)
def test_a_report_asks_what_its_kind_asks_by_its_day(tenant, editor, kind, asked, due):
    report = open_report(tenant, kind, YEAR, by=editor, at=OPENED)
    assert {answer.obligation.kind for answer in report.answers.all()} == asked
    assert (report.status, report.due_on) == (ReportStatus.DRAFT, due)
    deadline = Deadline.objects.get(subject_id=report.public_id)
    assert (deadline.kind, deadline.due_on, deadline.organisation) == (str(kind), due, tenant)
    assert acts_on(report, "report.open").get().user == editor.user


def test_criteria_come_after_the_obligations_of_the_letter(tenant, editor):
    report = open_report(tenant, SELF, YEAR, by=editor, at=OPENED)
    kinds = [answer.obligation.kind for answer in report.answers.order_by("position")]
    assert kinds == [ObligationKind.STANDING, ObligationKind.STANDING, ObligationKind.CRITERION]


def test_opening_twice_is_opening_once(tenant, editor):
    first = open_report(tenant, SELF, YEAR, by=editor, at=OPENED)
    assert open_report(tenant, SELF, YEAR, by=editor, at=OPENED) == first
    assert first.answers.count() == 3
    assert acts_on(first, "report.open").count() == 1


def test_a_year_nobody_asks_anything_in_opens_nothing(editor):
    lonely = OrganisationFactory()
    with pytest.raises(Refused) as refused:
        open_report(lonely, SELF, YEAR, by=editor, at=OPENED)
    assert refused.value.code == "nothing-asked"
    assert not Report.objects.exists()
    assert open_year(YEAR, at=OPENED) == 2, "the other board's enterprise is opened all the same"


def test_the_edition_that_closes_the_year_is_the_one_answered(tenant, editor):
    InstrumentFactory(board=tenant.board, code="cu", valid_to=date(2026, 6, 30))
    new = InstrumentFactory(board=tenant.board, code="moi", valid_from=date(2026, 7, 1))
    ObligationFactory(instrument=new)
    report = open_report(tenant, SELF, YEAR, by=editor, at=OPENED)
    assert "cu" not in report.instruments.values_list("code", flat=True)
    assert "moi" in report.instruments.values_list("code", flat=True)


# ---- the yearly run ----


def test_the_yearly_run_can_run_twice(board, tenant):
    OrganisationFactory(board=board, kind=OrganisationKind.INVESTOR)
    assert open_year(YEAR, at=OPENED) == 4
    assert open_year(YEAR, at=OPENED) == 0
    assert Report.objects.count() == 4
    assert AuditEntry.objects.filter(verb="report.open").count() == 4


def test_the_yearly_run_catches_up_on_who_came_later(board, tenant):
    open_year(YEAR, at=OPENED)
    late = OrganisationFactory(board=board)
    assert open_year(YEAR, at=OPENED) == 2
    assert late.reports.count() == 2


@pytest.mark.parametrize("kind", [OrganisationKind.AGENCY, OrganisationKind.BOARD])
def test_only_enterprises_file(board, kind):
    if kind == OrganisationKind.AGENCY:
        OrganisationFactory(board=board, kind=kind)
    assert open_year(YEAR, at=OPENED) == 0


def test_the_small_are_outside_the_circular_unless_last_year_says_otherwise(board):
    small = OrganisationFactory(board=board, size=Size.SMALL)
    invited = OrganisationFactory(board=board, size=Size.MICRO)
    Applicability.objects.create(
        board=board, organisation=invited, year=YEAR - 1, status=ApplicabilityStatus.INVITED, reason="Tỉnh mời"
    )
    open_year(YEAR, at=OPENED)
    assert small.reports.count() == 0
    assert invited.reports.count() == 2
    decided = Applicability.objects.get(organisation=small, year=YEAR)
    assert decided.status == ApplicabilityStatus.NOT_APPLICABLE
    assert decided.reason


# ---- by hand ----


def test_an_enterprise_opens_its_own(tenant, editor):
    report = open_by_hand(tenant, SELF, YEAR, by=editor, at=OPENED)
    assert report.organisation == tenant
    assert Applicability.objects.get(organisation=tenant, year=YEAR).status == ApplicabilityStatus.REQUIRED


def test_who_is_exempt_cannot_open_by_hand(board):
    small = OrganisationFactory(board=board, size=Size.SMALL)
    with pytest.raises(Refused) as refused:
        open_by_hand(small, SELF, YEAR, by=actor(Role.EDITOR, small), at=OPENED)
    assert refused.value.code == "not-applicable"
    assert not small.reports.exists()


@pytest.mark.parametrize(
    ("kind", "year"), [(SELF, YEAR + 1), (SELF, YEAR - 2), (REGISTRATION, YEAR + 2), (REGISTRATION, 1900)]
)
def test_years_out_of_reach_stay_closed(tenant, editor, kind, year):
    with pytest.raises(Refused) as refused:
        open_by_hand(tenant, kind, year, by=editor, at=OPENED)
    assert refused.value.code == "year-out-of-reach"


def test_only_the_registration_can_be_prepared_ahead():
    assert list(years_in_reach(SELF, date(2026, 10, 28))) == [2025, 2026]
    assert list(years_in_reach(REGISTRATION, date(2026, 10, 28))) == [2025, 2026, 2027]
    assert 2027 in years_in_reach(SELF, date(2026, 11, 16))


def test_a_report_is_late_from_the_day_after(tenant, editor):
    report = open_report(tenant, SELF, YEAR, by=editor, at=OPENED)
    last_minute = OPENED.replace(year=2026, month=11, day=15, hour=16, minute=59)
    assert not is_late(report, last_minute)
    assert is_late(report, last_minute.replace(hour=17, minute=0)), "midnight in Vietnam is 17:00 UTC"


def test_the_board_itself_is_no_enterprise(board):
    assert not board_organisation(board).reports.exists()
