"""The story of directives holds on whatever day it is told; told once a day for all tests of this module."""

from collections import Counter
from datetime import datetime

import pytest
from django.apps import apps
from django.db import connection, transaction

from antt_portal.core.canonical import digest
from antt_portal.core.clock import VIETNAM, local_date
from antt_portal.core.models import AuditEntry, Notice
from antt_portal.demo.chain import latecomers
from antt_portal.demo.tests.story import tell, tell_again
from directives.asking.audience import newcomers
from directives.coverage.counting import coverage
from directives.coverage.omissions import Why, omissions
from directives.models import (
    Acknowledgement,
    Campaign,
    CampaignStatus,
    Delivery,
    Directive,
    Forwarding,
    LetterStatus,
    NumberSeries,
    OfficialLetter,
    Proof,
    Relation,
    Rung,
)
from enterprises.models import Deadline, DeadlineKind, Invitation
from reports.models import Answer, DailyReport, Report, ReportKind, ReportStatus, RollUp, RollUpScope, RollUpStatus
from reports.rollups.figures import figures_of

pytestmark = pytest.mark.django_db

DAYS = [
    datetime(2026, 11, 16, 0, 0, 1, tzinfo=VIETNAM),  # the first second of an evaluation year
    datetime(2026, 11, 21, 21, 30, tzinfo=VIETNAM),  # a Saturday
    datetime(2027, 1, 1, 9, tzinfo=VIETNAM),  # between two years of numbers
    datetime(2027, 2, 5, 10, tzinfo=VIETNAM),  # the day before Tết
]


@pytest.fixture(scope="module", params=DAYS, ids=lambda day: f"{day:%Y-%m-%d}")
def told(request, django_db_setup, django_db_blocker):
    """One transaction around all tests of a day, rolled back after the last of them."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield tell(request.param)
        connection.check_constraints()
        transaction.set_rollback(True)


def of_letter(told):
    return Delivery.objects.filter(directive=told.peak)


def test_every_rung_occurs(told):
    assert {one.rung for one in of_letter(told)} == set(Rung)


def test_nothing_is_later_than_now_and_rungs_are_climbed_in_order(told):
    assert not AuditEntry.objects.filter(at__gt=told.now).exists()
    assert not Notice.objects.filter(sent_at__gt=told.now).exists()
    for one in Delivery.objects.all():
        times = (one.recorded_at, one.sent_at, one.delivered_at, one.opened_at, one.acknowledged_at, one.reported_at)
        reached = [at for at in times if at]
        assert reached == sorted(reached), one
        assert reached[-1] <= told.now


def test_the_past_sends_no_mail(told):
    assert set(Notice.objects.values_list("state", flat=True)) == {"sent"}


def test_numbers_follow_the_days(told):
    for series in NumberSeries.objects.all():
        days = [entry.dated_on for entry in series.entries.order_by("number") if entry.dated_on]
        assert days == sorted(days)


def test_four_investors_forward_all_some_all_and_none(told):
    reached = {
        row.label: (row.counts.sent, row.counts.everybody) for row in coverage(told.peak, at=told.now).by_investor
    }
    names = {key: told.parties[key].organisation.name for key in ("song-xanh", "dong-lua", "lang-nghe", "ven-bien")}
    assert {key: reached[name] for key, name in names.items()} == {
        "song-xanh": (13, 13),
        "dong-lua": (3, 6),
        "lang-nghe": (5, 5),
        "ven-bien": (0, 4),
    }
    found = {(one.why, one.who, one.nudges) for one in omissions(told.peak, at=told.now)}
    slow, none = told.parties["dong-lua"].organisation, told.parties["ven-bien"].organisation
    assert found == {(Why.NOT_FORWARDED, slow, 0), (Why.LEFT_OUT, slow, 0), (Why.NOT_FORWARDED, none, 1)}


def test_the_bundle_is_passed_on_unchanged_under_covering_letters_of_the_investors(told):
    sent = Forwarding.objects.filter(directive=told.peak)
    assert {one.bundle_sha256 for one in sent} == {told.peak.bundle_sha256}
    assert len({one.covering["signer"] for one in sent}) == 3
    assert sent.exclude(signed=None).get().organisation == told.parties["song-xanh"].organisation


def test_one_mail_came_back(told):
    bounced = of_letter(told).get(bounced_at__isnull=False)
    assert bounced.organisation == told.parties["minh-quang"].organisation
    assert bounced.opened_at is None


def test_two_tenants_without_an_account_acknowledged_and_one_is_invited(told):
    proofs = Counter(Acknowledgement.objects.filter(delivery__directive=told.peak).values_list("proof", flat=True))
    assert (proofs[Proof.PAPER_SLIP], proofs[Proof.ONE_TIME_CODE]) == (1, 1)
    assert proofs[Proof.PORTAL] > 10
    invited = Invitation.objects.get().organisation
    assert not invited.memberships.exists()
    assert of_letter(told).get(organisation=invited).rung == Rung.SENT


def test_a_tenant_in_two_zones_has_two_ways_and_acknowledged_once(told):
    delivery = told.parties["khanh-an"].delivery_of(told.peak)
    assert {route.via for route in delivery.routes.filter(sent_at__isnull=False)} == {
        told.parties[key].organisation for key in ("song-xanh", "dong-lua")
    }
    assert Acknowledgement.objects.filter(delivery=delivery).count() == 1


def test_who_came_after_the_issue_is_offered_and_not_added(told):
    (offered,) = newcomers(told.peak, local_date(told.now))
    assert offered.name == latecomers.AFTER.name
    assert coverage(told.peak, at=told.now).added_later == 0


@pytest.mark.parametrize(
    ("status", "relation"), [(LetterStatus.REPLACED, Relation.REPLACES), (LetterStatus.RECALLED, Relation.RECALLS)]
)
def test_who_acknowledged_what_is_over_stays_in_its_history_and_has_the_letter_about_it(told, status, relation):
    over = Directive.objects.get(letter__status=status)
    assert Acknowledgement.objects.filter(delivery__directive=over).count() >= 2
    assert not over.deliveries.filter(ended_at__isnull=True).exists()
    about = Directive.objects.get(letter__relation=relation, letter__related=over.letter)
    assert set(about.deliveries.values_list("organisation")) == set(over.deliveries.values_list("organisation"))


def test_reports_stand_at_every_step_and_one_is_late(told):
    reports = Report.objects.filter(kind=ReportKind.IMPLEMENTATION)
    assert set(reports.values_list("status", flat=True)) == set(ReportStatus.values)
    late = reports.get(request__workdays_late__gt=0)
    assert (late.organisation, late.request.workdays_late) == (told.parties["hai-dang"].organisation, 2)
    said = Answer.objects.filter(report__in=reports.exclude(status=ReportStatus.DRAFT))
    assert set(said.values_list("result", flat=True)) == {"done", "partly", "nothing"}


def test_the_superior_waits_for_a_report_until_its_day(told):
    due = Deadline.objects.open().get(kind=DeadlineKind.SUPERIOR_DOCUMENT)
    assert due.due_on > local_date(told.now)
    assert due.subject_id == told.peak.superior.public_id


def test_the_campaign_runs_with_daily_reports_in_time_late_and_missing(told):
    campaign = Campaign.objects.get(directives=told.peak)
    assert campaign in Campaign.objects.in_window(local_date(told.now))
    days = DailyReport.objects.filter(campaign=campaign)
    assert set(Counter(days.values_list("day", flat=True)).values()) == {4}
    assert days.filter(day=local_date(told.now)).exists()
    silent = days.filter(organisation=told.parties["ven-bien"].organisation)
    assert set(silent.values_list("last_number", flat=True)) == {0}
    firsts = [(one.due_at, one.versions.get().recorded_at) for one in days.exclude(last_number=0)]
    assert {at > due_at for due_at, at in firsts} == {True, False}
    assert campaign.daily_compiles.count() == 1
    assert campaign.shifts.filter(ends_at__gt=told.now).exists()


def test_the_next_tet_is_being_planned(told):
    planned = Campaign.objects.get(status=CampaignStatus.PLANNED)
    assert planned.starts_on >= local_date(told.now)
    assert planned.steps.count() == 6


def test_figures_of_the_roll_up_are_those_of_its_moment(told):
    rollup = RollUp.objects.get(scope=RollUpScope.DIRECTIVE)
    assert rollup.status == RollUpStatus.FROZEN
    assert rollup.moment < told.now
    assert digest(figures_of(rollup)) == rollup.sha256
    (part,) = rollup.figures["parts"]
    assert (part["name"], part["returned"], len(part["late"])) == (str(told.peak), 1, 1)
    assert rollup.quotations.get().excerpt in rollup.quotations.get().submission.frozen["answers"][0]["narrative"]
    assert rollup.nominations.exists()


def test_the_review_of_last_year_was_issued(told):
    review = RollUp.objects.get(scope=RollUpScope.YEAR)
    letter = OfficialLetter.objects.get(about_id=review.public_id)
    assert (review.status, letter.status) == (RollUpStatus.ISSUED, LetterStatus.ISSUED)


def test_told_again_nothing_changes(told):
    before = {model: model._base_manager.count() for model in apps.get_models()}
    tell_again(told.desk)
    assert {model: model._base_manager.count() for model in apps.get_models()} == before
