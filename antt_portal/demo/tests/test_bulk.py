"""Copies are whole: what belongs to a copy points at that copy, and nothing of it at what it was copied from."""

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from antt_portal.demo.bulk import plans
from antt_portal.demo.bulk.rows import multiply
from antt_portal.demo.management.commands.bulk import Command
from enterprises.models import Capacity, Deadline, Membership, Organisation, Zone
from enterprises.tests.factories import ZoneFactory, place
from reports.models import Answer, AnswerReview, Report, Submission
from reports.tests.factories import Filing

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def filing():
    made = Filing().fill()
    place(made.organisation, ZoneFactory(board=made.board), Capacity.TENANT)
    Zone.objects.create(board=made.board, name="KCN Ví Dụ Số 1", sort_key="1", valid_from="2020-01-01")
    return made.submit().review()


def copy(filing, first, last):
    people = [filing.head.user.pk, filing.editor.user.pk]
    plan = plans.enterprises([filing.organisation.pk], people, [], board_id=filing.board.pk)
    with transaction.atomic():
        multiply(plan, first, last)
    return Organisation.objects.filter(name__startswith=f"{filing.organisation.name} ").order_by("pk")


def test_only_the_demonstration_knows_the_command():
    with pytest.raises(CommandError, match="Unknown command"):
        call_command("bulk")


def test_a_board_that_is_there_is_left_alone(filing):
    with pytest.raises(CommandError, match="không trộn"):
        call_command(Command(), organisations=1, years=3)
    assert Organisation.objects.enterprises().count() == 1


def test_each_copy_is_an_enterprise_with_people_filings_and_deadlines_of_its_own(filing):
    copies = [*copy(filing, 1, 3), *copy(filing, 4, 5)[3:]]
    assert [one.name.rpartition(" ")[2] for one in copies] == ["1", "2", "3", "4", "5"]
    for one in copies:
        report = Report.objects.get(organisation=one)
        assert (report.kind, report.status) == (filing.report.kind, filing.report.status)
        assert Answer.objects.filter(report=report, organisation=one).count() == filing.report.answers.count()
        submission = Submission.objects.get(report=report, organisation=one)
        reviewed = AnswerReview.objects.filter(submission=submission, answer__report=report, organisation=one)
        assert reviewed.count() == filing.report.answers.count()
        assert Membership.objects.filter(organisation=one, user__email__startswith="so-").count() == 2
        due = Deadline.objects.filter(subject_id=report.public_id)
        assert due.count() == Deadline.objects.filter(subject_id=filing.report.public_id).count() > 0
        assert not due.exclude(organisation__in=[one, filing.officer.organisation]).exists()
        assert one.tenancies.get().zone.name == "KCN Ví Dụ Số 1"


def test_copies_have_receipts_and_addresses_of_their_own_and_the_next_row_finds_its_key(filing):
    copy(filing, 1, 4)
    assert Submission.objects.values("receipt").distinct().count() == Submission.objects.count() == 5
    assert Report.objects.values("public_id").distinct().count() == 5
    assert Filing().report.pk > Report.objects.filter(organisation__board=filing.board).latest("pk").pk


def test_an_earlier_year_is_the_same_filing_some_years_before(filing):
    with transaction.atomic():
        multiply(plans.earlier_years(filing.board.pk, filing.report.year), 1, 2, years_back=True)
    reports = Report.objects.filter(organisation=filing.organisation).order_by("-year")
    assert [report.year for report in reports] == [filing.report.year - back for back in range(3)]
    for back, report in enumerate(reports):
        assert report.submitted_at.year == filing.report.submitted_at.year - back
        assert Submission.objects.get(report=report).submitted_at == report.submitted_at
