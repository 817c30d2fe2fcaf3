"""A crowd made by copying is what the same crowd would be had everybody filed."""

import pytest

from antt_portal.bench._crowd import multiply
from antt_portal.core.canonical import digest
from antt_portal.core.tax_code import check_tax_code
from enterprises.models import Capacity, Deadline
from enterprises.tests.factories import ZoneFactory, place
from reports.models import Report
from reports.tests.factories import Filing

pytestmark = pytest.mark.django_db


@pytest.fixture
def copies():
    filing = Filing().fill()
    place(filing.organisation, ZoneFactory(board=filing.board), Capacity.TENANT)
    filing.submit()
    multiply(filing.report, range(1, 4))
    return Report.objects.exclude(pk=filing.report.pk).select_related("organisation")


def test_each_copy_is_an_enterprise_of_its_own_with_everything_a_list_and_a_review_show(copies):
    assert len({report.organisation.tax_code for report in copies}) == 3
    for report in copies:
        assert check_tax_code(report.organisation.tax_code)
        assert report.organisation.name_on(report.due_on).name == report.organisation.name
        assert report.organisation.tenancies.count() == 1
        assert report.answers.exclude(organisation=report.organisation_id).count() == 0
        assert report.answers.count() == 3


def test_a_frozen_copy_names_its_enterprise_and_has_the_hash_of_what_it_says(copies):
    for report in copies:
        submission = report.submissions.get()
        assert submission.frozen["organisation"]["name"] == report.organisation.name
        assert submission.frozen["submitted"]["receipt"] == submission.receipt
        assert digest(submission.frozen) == submission.sha256
        assert submission.submitted_at == report.submitted_at


def test_the_board_has_a_review_to_do_for_each_copy_and_the_enterprise_nothing(copies):
    for report in copies:
        deadlines = Deadline.objects.filter(subject_id=report.public_id)
        assert deadlines.open().exclude(organisation=report.organisation_id).count() == 1
        assert not deadlines.open().filter(organisation=report.organisation_id).exists()
        assert deadlines.filter(organisation=report.organisation_id).exists()
